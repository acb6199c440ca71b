"""Files of Word's old formats, and programs that stand in for LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.extract.ole2_files import container, word_stream

DOC = container({"WordDocument": word_stream(), "1Table": b"table"})
LOCKED_DOC = container({"WordDocument": word_stream(locked=True), "1Table": b"table"})
RTF = rb"{\rtf1\ansi {\trowd\cellx2000 1\cell\row} \{ \} }"
MANIFEST = b"<manifest:manifest xmlns:manifest='m'>%s</manifest:manifest>"
TEXT = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>"
    "<office:body><office:text>%s</office:text></office:body></office:document-content>"
)


def odt(body: str = "<text:p>1</text:p>", **parts: bytes) -> bytes:
    """An ODT of this body, with other parts by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.text"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        whole: Mapping[str, bytes] = {
            "content.xml": (TEXT % body).encode(), "META-INF/manifest.xml": MANIFEST % b"", **parts,
        }  # fmt: skip
        for name, data in whole.items():
            archive.writestr(name, data)
    return made.getvalue()


LOCKED_ODT = odt(**{"META-INF/manifest.xml": MANIFEST % b"<manifest:encryption-data/>"})


def program(folder: Path, commands: str) -> Path:
    """A program that runs these shell commands with `$out` (a folder) and `$in` (the file) known."""
    path = folder / "soffice"
    path.write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done\n'
        f"in=$1\n{commands}\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def converter(folder: Path, made: bytes) -> Path:
    """A program that makes always the same DOCX, and keeps what it was asked to convert."""
    prepared = folder / "prepared"
    prepared.write_bytes(made)
    kept = folder / "asked"
    return program(
        folder, f'mkdir -p "$out"; cp \'{prepared}\' "$out/report.docx"; cp "$in" \'{kept}\''
    )
