"""From DOC, WPS, RTF and ODT to a Document: LibreOffice makes a DOCX of the file, and that is read.

The program runs without a window, on a profile of its own that allows neither macros nor links, and
under the guard of `child_guard`. Paths of cells are those of the DOCX, which has the same tables.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extract import child_guard
from extract.docx import read_package
from extract.live_fields import odt_as_saved, rtf_as_saved, without_dates
from extract.model import Document, Kind, Media, Rejection, SourceFile
from extract.optional import libreoffice
from extract.word_formats import refusal
from extract.zip_file import BROKEN

READER = "libreoffice"
MOST_SECONDS = 300.0
"""A report takes one or two; the limit of a worker is reached before, and ends the program too."""
_MOST_BYTES = 64 * 1024 * 1024
_NAMES: dict[Kind, str] = {"doc": "a DOC or WPS file", "rtf": "an RTF file", "odt": "an ODT file"}
_AS_SAVED: dict[Kind, Callable[[bytes], bytes]] = {
    "doc": bytes,
    "rtf": rtf_as_saved,
    "odt": odt_as_saved,
}
_MEDIA: dict[Kind, Media] = {"doc": "doc", "rtf": "rtf", "odt": "odt"}
_NOT_LOADED = "could not be loaded"
_NOTHING_FROM_OUTSIDE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def read(
    source_path: Path, source: SourceFile, seconds: float = MOST_SECONDS
) -> Document | Rejection:
    """The document of a file of one of Word's old formats; raises OSError if it cannot be opened."""
    data = as_docx(source_path, source.kind, seconds)
    if isinstance(data, Rejection):
        return data
    try:
        data = without_dates(data)
        document = read_package(data, source.sha256)
    except BROKEN:
        document = _NO_DOCX
    if isinstance(document, Rejection):
        return _NO_DOCX
    tables = tuple(replace(table, reader=READER) for table in document.tables)
    return replace(
        document, media=_MEDIA[source.kind], reader=READER, tables=tables, converted=data
    )


def as_docx(source_path: Path, kind: Kind, seconds: float = MOST_SECONDS) -> bytes | Rejection:
    """The DOCX that LibreOffice makes of a file; raises OSError if it cannot be opened."""
    refused = refusal(source_path, kind)
    if refused:
        return refused
    program = libreoffice()
    if program is None:
        return Rejection("unsupported_type", f"{_NAMES[kind]}; {_WITHOUT}")
    with tempfile.TemporaryDirectory(prefix="ogi-office-", ignore_cleanup_errors=True) as folder:
        return _converted(Path(folder), source_path, kind, program, seconds)


_INSTEAD = "open it in Word or WPS and save it as DOCX or PDF"
_NO_DOCX = Rejection("unreadable", f"what LibreOffice made of it is no Word file; {_INSTEAD}")
_WITHOUT = "install LibreOffice (package libreoffice-writer-nogui), or save it as DOCX or PDF"


def _converted(
    folder: Path, source_path: Path, kind: Kind, program: str, seconds: float
) -> bytes | Rejection:
    """The bytes of the DOCX that the program makes of the file, working in a folder of its own."""
    (folder / "profile" / "user").mkdir(parents=True)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.write_text(_NOTHING_FROM_OUTSIDE, encoding="utf-8")
    report = folder / f"report.{kind}"
    report.write_bytes(_AS_SAVED[kind](source_path.read_bytes()))
    made = folder / "made" / "report.docx"
    command = (
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(report)),
    )
    status, said = _run(folder, command, seconds)
    if status == child_guard.TIME_OVER:
        return Rejection("timeout", f"LibreOffice did not finish in {seconds:g} s; {_INSTEAD}")
    if not made.is_file() or not made.stat().st_size:
        if status == 0 and _NOT_LOADED in said:
            return Rejection("corrupt", "LibreOffice finds no document in it: download it again")
        return Rejection("unreadable", f"LibreOffice failed ({_first(said) or status}); {_INSTEAD}")
    if made.stat().st_size > _MOST_BYTES:
        return Rejection("too_large", "becomes a DOCX of more than 64 MB: not a report")
    return made.read_bytes()


def _run(folder: Path, command: tuple[str, ...], seconds: float) -> tuple[int, str]:
    """Exit status of a guarded command and the beginning of what it said."""
    guard = (sys.executable, "-I", "-S", child_guard.__file__, str(folder), str(seconds))
    log = folder / "log"
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    environment.pop("DISPLAY", None)
    with log.open("wb") as stream:
        guarded = subprocess.Popen(
            (*guard, str(4 * _MOST_BYTES), *command),
            stdin=subprocess.PIPE,  # stays open for as long as this process lives
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        try:
            status = guarded.wait()
        finally:
            if guarded.stdin:
                guarded.stdin.close()
            guarded.wait()
    with log.open("rb") as stream:
        return status, stream.read(10_000).decode("utf-8", "replace")


def _first(said: str) -> str:
    """The first line that speaks of this failure: that Java is not there is said every time."""
    lines = (line.strip()[:200] for line in said.splitlines() if "javaldx" not in line)
    return next(filter(None, lines), "")
