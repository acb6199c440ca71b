"""A drawn PDF taken apart into its objects, and put together again with a right xref table."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\s?endobj\s", re.S)
_STREAM = re.compile(rb"(<<.*?>>)\s*stream\r?\n(.*?)\s?endstream", re.S)
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")


@dataclass(slots=True)
class PdfObjects:
    """The parts of a PDF as reportlab writes them: objects by number, in their order."""

    header: bytes
    objects: dict[int, bytes]
    trailer: bytes

    def content_numbers(self) -> list[int]:
        """Numbers of the streams that hold the pages' operators, in the order of the pages."""
        found = [int(n) for body in self.objects.values() for n in _CONTENTS.findall(body)]
        return [number for number in found if _STREAM.search(self.objects.get(number, b""))]

    def content(self, number: int) -> bytes:
        """A stream, decoded."""
        match = _STREAM.search(self.objects[number])
        assert match is not None
        head, data = match[1], match[2]
        if b"/ASCII85Decode" in head:
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        return zlib.decompress(data) if b"/FlateDecode" in head else data

    def set_content(self, number: int, data: bytes, *, packed: bool = True) -> None:
        """A stream, encoded anew, with its right length."""
        encoded = zlib.compress(data) if packed else data
        head = b"<< %s/Length %d >>" % (b"/Filter /FlateDecode " if packed else b"", len(encoded))
        self.objects[number] = head + b"\nstream\n" + encoded + b"\nendstream"

    def write(self) -> bytes:
        """The file, its xref table and trailer made anew."""
        out = bytearray(self.header)
        xref = b"xref\n0 1\n0000000000 65535 f \n"
        for number, body in self.objects.items():
            xref += b"%d 1\n%010d 00000 n \n" % (number, len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        size, start = max(self.objects, default=0) + 1, len(out)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, self.trailer)
        out += xref + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
        return bytes(out)


def parse(data: bytes) -> PdfObjects | None:
    """The parts of a PDF; None when it is none that was drawn, or is damaged already."""
    first = _OBJECT.search(data)
    trailer = re.search(rb"trailer\s*(<<.*?>>)\s*startxref", data, re.S)
    if first is None or trailer is None:
        return None
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    return PdfObjects(data[: first.start()], objects, trailer[1])
