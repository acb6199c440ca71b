"""Word's old formats before they are converted: cut off, locked, swollen."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extract.model import Kind
from extract.word_formats import refusal
from tests.extract.old_word import DOC, LOCKED_DOC, LOCKED_ODT, RTF, odt
from tests.extract.ole2_files import container, word_stream

SMALL = container({"WordDocument": word_stream(length=600)})
BINARY = rb"{\rtf1 {\pict\bin3 {{{} text}"


def without_last_sector(data: bytes) -> bytes:
    """A container whose table of sectors names one beyond the end."""
    longer = bytearray(data)
    struct.pack_into("<I", longer, len(data) - 512 + 4 * 100, 0xFFFF_FFFE)
    return bytes(longer)


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (DOC, "doc", None),
        (SMALL, "doc", None),
        (container({"WordDocument": word_stream(True, 600)}), "doc", "encrypted"),
        (LOCKED_DOC, "doc", "encrypted"),
        (DOC[: len(DOC) // 2], "doc", "corrupt"),
        (without_last_sector(DOC), "doc", "corrupt"),
        (container({"Other": b"1"}), "doc", "corrupt"),
        (RTF, "rtf", None),
        (RTF + b"\r\n\0", "rtf", None),
        (RTF[:-1], "rtf", "corrupt"),
        (RTF[: RTF.index(b"1\\cell") + 1], "rtf", "corrupt"),  # within a figure
        (BINARY, "rtf", None),
        (BINARY[:-1], "rtf", "corrupt"),
        (odt(), "odt", None),
        (LOCKED_ODT, "odt", "encrypted"),
        (odt()[:300], "odt", "corrupt"),
        (odt(**{"big.bin": bytes(257 * 1024 * 1024)}), "odt", "too_large"),
    ],
)
def test_only_whole_and_open_files_are_converted(
    data: bytes, kind: Kind, reason: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "report"
    path.write_bytes(data)
    refused = refusal(path, kind)
    assert (refused and refused.reason) == reason
    assert refused is None or refused.detail
