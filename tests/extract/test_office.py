"""Word's old formats by way of LibreOffice: what a stand-in makes, and what the real one makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract import office
from extract.model import Document, Kind, Rejection, SourceFile
from extract.optional import SOFFICE, available, libreoffice
from extract.sniff import sniff_file
from tests.extract.old_word import DOC, LOCKED_DOC, RTF, converter, odt, program
from tests.extract.test_docx import p, package, tbl, tc, tr
from tests.flows.help_text import ROOT

MADE = package(p("某县人民政府2023年政府信息公开工作年度报告") + tbl(tr(tc("规章"), tc("12"))))
REAL = libreoffice()
real = pytest.mark.skipif(REAL is None, reason="LibreOffice is not installed")
Read = Document | Rejection


def read(path: Path, seconds: float = 60.0) -> Read:
    kind = sniff_file(path)
    return office.read(path, SourceFile("", path.name, 1, 0, "sha", kind), seconds)


def write(folder: Path, data: bytes, name: str = "report") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder that is the whole of PATH but for the system's own programs."""
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.delenv(SOFFICE, raising=False)
    monkeypatch.setenv("PATH", f"{place}:/usr/bin:/bin")
    monkeypatch.setattr("extract.optional._COMMANDS", ("soffice",))
    return place


@pytest.mark.parametrize(
    ("data", "kind"), [(DOC, "doc"), (RTF, "rtf"), (odt(), "odt")], ids=["doc", "rtf", "odt"]
)
def test_tables_and_text_are_those_of_the_docx(
    data: bytes, kind: Kind, use: Path, tmp_path: Path
) -> None:
    converter(use, MADE)
    document = read(write(tmp_path, data, "-名 字\n.wps"))
    assert isinstance(document, Document), document
    assert (document.media, document.reader, document.sha256) == (kind, "libreoffice", "sha")
    (table,) = document.tables
    assert table.reader == "libreoffice"
    assert [(cell.text, cell.path) for cell in table.cells] == [
        ("规章", "table[1]/tr[1]/tc[1]"), ("12", "table[1]/tr[1]/tc[2]"),
    ]  # fmt: skip
    assert (use / "asked").exists()


def test_without_libreoffice_it_says_what_to_install(
    use: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SOFFICE, str(use / "soffice"))
    assert "libreoffice" not in available()
    for data in (DOC, RTF, odt()):
        rejected = read(write(tmp_path, data))
        assert isinstance(rejected, Rejection)
        assert rejected.reason == "unsupported_type"
        assert "libreoffice-writer-nogui" in rejected.detail
    converter(use, MADE)
    assert "libreoffice" in available()
    assert isinstance(read(write(tmp_path, DOC)), Document)


def test_what_cannot_be_converted_is_not_tried(use: Path, tmp_path: Path) -> None:
    converter(use, MADE)
    for data, reason in ((LOCKED_DOC, "encrypted"), (DOC[:2000], "corrupt")):
        rejected = read(write(tmp_path, data))
        assert isinstance(rejected, Rejection)
        assert rejected.reason == reason
    assert not (use / "asked").exists()


@pytest.mark.parametrize(
    ("commands", "reason", "said"),
    [
        ("exit 0", "unreadable", "LibreOffice failed"),
        ("echo 'Error: source file could not be loaded' >&2", "corrupt", "no document"),
        ("echo 'Warning: failed to launch javaldx'; echo 'no X'; exit 7", "unreadable", "(no X)"),
        ("kill -SEGV $$", "unreadable", "LibreOffice failed"),
        ('mkdir -p "$out"; : > "$out/report.docx"', "unreadable", "LibreOffice failed"),
        ('mkdir -p "$out"; echo junk > "$out/report.docx"', "unreadable", "save it as DOCX"),
        ('mkdir -p "$out"; truncate -s 65M "$out/report.docx"', "too_large", "64 MB"),
        ('mkdir -p "$out"; head -c 400000000 /dev/zero > "$out/x"; echo no', "unreadable", "failed"),
    ],
)  # fmt: skip
def test_a_program_that_fails_costs_the_file(
    commands: str, reason: str, said: str, use: Path, tmp_path: Path
) -> None:
    program(use, commands)
    rejected = read(write(tmp_path, DOC))
    assert isinstance(rejected, Rejection)
    assert rejected.reason == reason
    assert said in rejected.detail


def test_a_program_that_hangs_ends_with_all_it_started(use: Path, tmp_path: Path) -> None:
    marked = f"{os.getpid()}.5"
    program(use, f"sleep 9{marked} & sleep 8{marked}")
    began = time.monotonic()
    rejected = read(write(tmp_path, DOC), seconds=1)
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "timeout"
    assert time.monotonic() - began < 20
    assert not running(marked)


def test_a_killed_worker_takes_the_program_with_it(use: Path, tmp_path: Path) -> None:
    """The limits of the pool kill the worker; it cannot clean up any more."""
    marked = f"{os.getpid()}.25"
    program(use, f"sleep 9{marked} & sleep 8{marked}")
    code = (
        "import sys; from pathlib import Path; from extract import office\n"
        "from extract.model import SourceFile\n"
        "office.read(Path(sys.argv[1]), SourceFile('', 'x', 1, 0, 'sha', 'doc'))"
    )
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    worker = subprocess.Popen(
        [sys.executable, "-c", code, str(write(tmp_path, DOC))],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
    )
    wait_until(lambda: len(running(marked)) == 2)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    wait_until(lambda: not running(marked))
    wait_until(lambda: not list(temporary.iterdir()))


def running(marked: str) -> list[str]:
    """Processes with this mark on their command line, but for shells that hold it in a script."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    return [line for line in listed.splitlines() if line.startswith("sleep") and marked in line]


def wait_until(done: object, seconds: float = 20) -> None:
    assert callable(done)
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@real
def test_the_real_one_keeps_what_was_saved(tmp_path: Path) -> None:
    """It would put its own sum, 0, in the place of 99."""
    table = rb"{\trowd\cellx2000\cellx4000 a\cell {\field{\*\fldinst =SUM(ABOVE)}{\fldrslt 99}}\cell\row}"
    document = read(write(tmp_path, rb"{\rtf1\ansi " + table + rb" text\par}"))
    assert isinstance(document, Document), document
    assert [cell.text for cell in document.tables[0].cells] == ["a", "99"]


@real
@pytest.mark.parametrize("data", [DOC, odt("<broken>")], ids=["doc", "odt"])
def test_the_real_one_finds_no_document_in_junk(data: bytes, tmp_path: Path) -> None:
    rejected = read(write(tmp_path, data))
    assert isinstance(rejected, Rejection) or not rejected.tables
