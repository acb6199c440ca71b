"""The few elements that pictures of excerpts are made of, in the fonts and colours they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',"
    "SimHei,sans-serif"
)
MONOSPACED = f"'Noto Sans Mono CJK SC','Sarasa Mono SC',NSimSun,SimSun,{FONTS}"
SIZE, LEADING, PAD, LEFT = 13, 18, 6, 52
UNIT = 7.0
"""Width of half a Chinese character."""
_STYLE = (
    f"text{{font:{SIZE}px {FONTS};fill:#1d2433}}.mono{{font-family:{MONOSPACED};white-space:pre}}"
    ".n{fill:#8a93a3;font-size:11px}.cell{fill:#fff;stroke:#b8c0cc}.row{fill:#fff7e0}"
    ".outline{fill:none;stroke:#d4002a;stroke-width:2.5}"
    ".also{fill:none;stroke:#d4002a;stroke-width:1.4;stroke-dasharray:5 3}"
)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, y downward."""

    x: float
    y: float
    width: float
    height: float

    def svg(self, name: str) -> str:
        """The element; `name` is its class in the style sheet."""
        return (
            f'<rect class="{name}" x="{self.x:g}" y="{self.y:g}" '
            f'width="{self.width:g}" height="{self.height:g}"/>'
        )


def text_at(x: float, y: float, text: str, name: str = "") -> str:
    """A text with its baseline at `y`; `name` is its class in the style sheet."""
    kind = f' class="{name}"' if name else ""
    return f'<text{kind} x="{x:g}" y="{y:g}">{escape(_clean(text))}</text>'


def _clean(text: str) -> str:
    """Without characters that no XML document may hold."""
    return "".join(c if c >= " " or c == "\t" else " " for c in text if c not in "\ufffe\uffff")


def document(place: str, width: float, height: float, parts: Iterable[str]) -> str:
    """A whole picture; it can be a file, or stand in a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img"><title>{escape(_clean(place))}</title>'
        f"<style>{_STYLE}</style>"
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
