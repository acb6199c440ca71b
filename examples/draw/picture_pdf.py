"""PDF files of pictures: what scanners write, which PDF libraries for drawing do not offer.

Pictures stay encoded as they are (JPEG, CCITT Group 4), side by side with an invisible text layer.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

FONT = "STSong-Light"
"""The font of the text layer; it need not be there, since nothing of it is visible."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture and where it lies: left, bottom, right, top, in points."""

    width: int
    height: int
    data: bytes
    filters: str
    colours: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page: its size before it is turned, /Rotate, its pictures, more page description."""

    size: tuple[float, float]
    turn: int
    pictures: Sequence[Picture]
    content: str = ""


Pixels = NDArray[np.uint8] | NDArray[np.bool_]


def encoded(pixels: Pixels, quality: int, box: tuple[float, float, float, float]) -> Picture:
    """Pixels as JPEG, or as CCITT Group 4 where they are only black (False) and white."""
    image, out = Image.fromarray(pixels), BytesIO()
    width, height = image.size
    if image.mode != "1":
        image.save(out, "JPEG", quality=quality)
        colours = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
        return Picture(
            width,
            height,
            out.getvalue(),
            "/Filter /DCTDecode",
            f"{colours} /BitsPerComponent 8",
            box,
        )
    image.save(out, "TIFF", compression="group4", strip_size=math.ceil(width / 8) * height)
    with TiffImageFile(BytesIO(out.getvalue())) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    parms = f"/DecodeParms << /K -1 /BlackIs1 true /Columns {width} /Rows {height} >>"
    data = out.getvalue()[start : start + length]
    return Picture(
        width,
        height,
        data,
        f"/Filter /CCITTFaxDecode {parms}",
        "/DeviceGray /BitsPerComponent 1",
        box,
    )


def picture_pdf(pages: Iterable[PicturePage]) -> bytes:
    """The file: one page after the other, each with its pictures; it says nothing of itself."""
    bodies: list[bytes] = [b"", b"", *_font()]
    font, kids = 3, []
    for page in pages:
        names, lines = [], []
        for number, picture in enumerate(page.pictures):
            left, bottom, right, top = picture.box
            bodies.append(_stream(picture.data, _head(picture)))
            names.append(f"/P{number} {len(bodies)} 0 R")
            lines.append(
                f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.3f} {bottom:.3f} cm /P{number} Do Q"
            )
        lines.append(page.content)
        bodies.append(_stream(zlib.compress("\n".join(lines).encode()), "/Filter /FlateDecode"))
        fonts = f"/Font << /F {font} 0 R >> " if page.content else ""
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]:.2f} {page.size[1]:.2f}] "
            f"/Rotate {page.turn} /Contents {len(bodies)} 0 R "
            f"/Resources << {fonts}/XObject << {' '.join(names)} >> >> >>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(bodies)


def _head(picture: Picture) -> str:
    """The entries of a picture's dictionary."""
    return (
        f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
        f"/ColorSpace {picture.colours} {picture.filters}"
    )


def _stream(data: bytes, entries: str) -> bytes:
    """A stream object."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _font() -> list[bytes]:
    """A Chinese font by name alone, as three objects; its codes are UTF-16."""
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{FONT} /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [4 0 R] >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{FONT} /DW 1000 /W [1 95 500] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> "
        f"/FontDescriptor 5 0 R >>".encode(),
        f"<< /Type /FontDescriptor /FontName /{FONT} /Flags 4 /FontBBox [-25 -254 1000 880] "
        f"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>".encode(),
    ]


def _file(bodies: Sequence[bytes]) -> bytes:
    """Objects, numbered from 1, with the table of their places."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{rows}".encode())
    trailer = f"<< /Size {len(bodies) + 1} /Root 1 0 R >>"
    out.write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
