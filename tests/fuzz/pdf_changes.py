"""What is changed in the structure of a PDF: numbers of objects, lengths, trees, dictionaries."""

from __future__ import annotations

import random
import re

from tests.fuzz.byte_changes import odd_number
from tests.fuzz.mutant import Change
from tests.fuzz.pdf_objects import PdfObjects, parse

_STRUCTURAL = re.compile(
    rb"(?:(?<=/Length )|(?<=/Count )|(?<=/Size )|(?<=/Rotate )|(?<=startxref\n)|(?<=/Contents )"
    rb"|(?<=/Parent )|(?<=/Root )|(?<=/Pages )|(?<=/Font )|(?<=/F1 )|(?<=/F2 )|(?<=/F3 )|(?<=/DW )"
    rb"|(?<=\n))\d+(?= 0 R| 0 obj|\b)"
)
_KEY = re.compile(
    rb"/(?:Type|Kids|Contents|Font|Filter|Length|Resources|MediaBox|Parent|Encoding|BaseFont|Subtype"
    rb"|DescendantFonts|CIDSystemInfo|FontDescriptor|W|Pages|Root)\b"
)
_ODD_VALUES = (
    b"null", b"[]", b"<<>>", b"/Nil", b"true", b"(x)", b"1 0 R", b"99 0 R", b"[ 1 0 R ]",
    b"[" * 600, b"<</A " * 300, b"<</A <</A 5 0 R>> >>",
)  # fmt: skip


def structural_number(rng: random.Random, data: bytes) -> bytes:
    """A number that says where or how long something is."""
    found = list(_STRUCTURAL.finditer(data))
    for match in sorted(
        rng.sample(found, min(len(found), rng.choice((1, 1, 3)))), reverse=True, key=_at
    ):
        data = data[: match.start()] + odd_number(rng) + data[match.end() :]
    return data


def swapped_reference(rng: random.Random, data: bytes) -> bytes:
    """An object is asked for that is another one."""
    found = list(re.finditer(rb"(\d+) 0 R", data))
    if not found:
        return data
    match, other = rng.choice(found), rng.choice(found)
    return data[: match.start()] + other[0] + data[match.end() :]


def loop(rng: random.Random, data: bytes) -> bytes:
    """A tree of pages that contains itself, or a page many times over."""
    kids = re.search(rb"/Kids \[([^\]]*)\]", data)
    if kids is None:
        return data
    pages = re.search(rb"(\d+) 0 obj\s<<\s*/Count", data)
    root = b"%s 0 R" % pages[1] if pages else b"1 0 R"
    inside = rng.choice((kids[1] + root, root, kids[1] * 2, kids[1] * 300, b" 4 0 R"))
    return data[: kids.start(1)] + inside + data[kids.end(1) :]


def key(rng: random.Random, data: bytes) -> bytes:
    """A key of a dictionary is missing or another one, or its value makes no sense."""
    found = list(_KEY.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    new = rng.choice((b"/Nil", b"", match[0] + b" " + rng.choice(_ODD_VALUES) + b" /X",
                      rng.choice(found)[0]))  # fmt: skip
    return data[: match.start()] + new + data[match.end() :]


def filters(rng: random.Random, data: bytes) -> bytes:
    """A stream is said to be packed in another way."""
    kinds = (b"/ASCII85Decode", b"/FlateDecode", b"/LZWDecode", b"/ASCIIHexDecode", b"/DCTDecode",
             b"/RunLengthDecode", b"/JBIG2Decode", b"/CCITTFaxDecode", b"/Crypt")  # fmt: skip
    found = list(re.finditer(rb"/ASCII85Decode|/FlateDecode", data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(kinds) * rng.choice((1, 1, 3)) + data[match.end() :]


def form_in_itself(rng: random.Random, data: bytes) -> bytes:
    """A page that draws a form which draws itself, once or twice."""
    pdf = parse(data)
    numbers = pdf.content_numbers() if pdf else []
    if pdf is None or not numbers:
        return data
    number, new = rng.choice(numbers), max(pdf.objects) + 1
    calls = b"/Fm Do " * rng.choice((1, 2))
    uses = b"/Resources << /XObject << /Fm %d 0 R >> >>" % new
    pdf.objects[new] = (
        b"<< /Type /XObject /Subtype /Form /BBox [ 0 0 600 800 ] %s /Length %d >>\nstream\n%s\nendstream"
        % (uses, len(calls), calls)
    )
    page = next(n for n, body in pdf.objects.items() if b"/Contents %d 0 R" % number in body)
    inside = b"/Resources << /XObject << /Fm %d 0 R >>" % new
    pdf.objects[page] = pdf.objects[page].replace(b"/Resources <<", inside, 1)
    pdf.set_content(number, pdf.content(number) + b"\n/Fm Do\n")
    return pdf.write()


def _at(match: re.Match[bytes]) -> int:
    return match.start()


def _rewritten(rng: random.Random, data: bytes) -> bytes:
    """The same objects in another order, with objects nobody asks for among them."""
    pdf = parse(data)
    if pdf is None:
        return data
    numbers = list(pdf.objects)
    rng.shuffle(numbers)
    more = {max(numbers) + 1: b"<< /Nothing (12 0 1) >>"}
    return PdfObjects(pdf.header, {n: pdf.objects[n] for n in numbers} | more, pdf.trailer).write()


def _surrounded(rng: random.Random, data: bytes) -> bytes:
    """Something before the head or behind the end, as mail programs and servers leave it."""
    if rng.random() < 0.5:
        return data + rng.choice((b"\r\n" * 20, b"\x00" * 500, b"<html></html>"))
    return rng.choice((b"\r\n", b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\n\r\n")) + data


def _without_xref(rng: random.Random, data: bytes) -> bytes:
    """No xref table: viewers find the objects by themselves."""
    start, end = data.rindex(b"\nxref"), data.rindex(b"trailer")
    return data[: start + 1] + data[end:]


CHANGES: dict[str, Change] = {
    f"structure: {each.__name__}": each
    for each in (structural_number, swapped_reference, loop, key, filters, form_in_itself)
}
NEUTRAL: dict[str, Change] = {
    f"structure: {each.__name__[1:]}": each for each in (_rewritten, _surrounded, _without_xref)
}
