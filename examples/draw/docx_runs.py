"""The text of a Word file as its editors leave it: runs, breaks, marks, tracked changes."""

from __future__ import annotations

import random
import re
from xml.sax.saxutils import escape

from examples.draw.docx_style import DocxStyle, Level

_ORDINAL = re.compile(r"^(?:[（(][一二三四五六七][）)]|[一二三四五六]、|\d[.．、])(?=.)")
_FONT = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="21"/></w:rPr>'
_BOLD = '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr>'
_NOISE = (
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>',
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 9 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<w:del w:id='7' w:author='a'><w:r><w:delText>9</w:delText></w:r></w:del>",
    "<w:r><w:softHyphen/></w:r>",
)
_AUTHOR = 'w:id="5" w:author="编辑" w:date="2024-01-20T09:00:00Z"'


class Pen:
    """Writes paragraphs in the style of one file."""

    def __init__(self, style: DocxStyle) -> None:
        self.style = style
        self.rng = random.Random(style.seed)

    def paragraph(self, text: str, *, heading: bool = False, label: bool = False) -> str:
        """A paragraph, its ordinal left to Word where the style says so."""
        counted = self.style.numbering == "labels" or (
            heading and self.style.numbering == "headings"
        )
        properties = ""
        if (heading or label) and counted and _ORDINAL.search(text):
            text = _ORDINAL.sub("", text)
            properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return self._paragraph(self.runs(text, _BOLD if heading else _FONT), properties)

    def lines(self, text: str) -> str:
        """A label or a head, broken into lines the way the style has it."""
        if self.style.lines == "none" or len(text) < 4:
            return self.paragraph(text, label=True)
        middle = len(text) // 2
        if self.style.lines == "paragraphs":
            return self.paragraph(text[:middle], label=True) + self.paragraph(text[middle:])
        joined = self.runs(text[:middle]) + "<w:r><w:br/></w:r>" + self.runs(text[middle:])
        return self._paragraph(joined)

    def figure(self, text: str) -> str:
        """A figure, or a blank; where changes are tracked, now and then in place of another one."""
        if not self.style.tracked or self.rng.random() > 0.1:
            return self._paragraph(self.runs(text))
        old = str(self.rng.randrange(1000))
        removed = f"<w:r>{_FONT}<w:delText>{old}</w:delText></w:r>"
        change = f"<w:del {_AUTHOR}>{removed}</w:del>"
        if text:
            change += f"<w:ins {_AUTHOR}>{self.runs(text)}</w:ins>"
        return self._paragraph(change)

    def runs(self, text: str, properties: str = _FONT) -> str:
        """The runs of a text that has no line breaks."""
        if not text:
            return ""
        parts = [text]
        if self.style.runs != "one" and len(text) > 1:
            at = self.rng.randrange(1, len(text))
            parts = [text[:at], text[at:]]
        runs = [self._run(part, properties) for part in parts]
        if self.style.runs == "noisy" and self.rng.random() < 0.3:
            runs.insert(self.rng.randrange(len(runs) + 1), self.rng.choice(_NOISE))
        return self.control("text", "".join(runs))

    def control(self, level: Level, inner: str) -> str:
        """`inner`, within a content control where the style has them at this level."""
        if level not in self.style.controls or self.rng.random() > 0.5:
            return inner
        head = f'<w:sdtPr><w:tag w:val="{level}"/></w:sdtPr>'
        return f"<w:sdt>{head}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    def _run(self, text: str, properties: str) -> str:
        hyphen = text.startswith("-") and self.rng.random() < 0.5
        shown = escape(text[1:] if hyphen else text)
        mark = "<w:noBreakHyphen/>" if hyphen else ""
        words = f'<w:t xml:space="preserve">{shown}</w:t>' if shown else ""
        return f"<w:r>{properties}{mark}{words}</w:r>"

    def _paragraph(self, runs: str, properties: str = "") -> str:
        return f'<w:p><w:pPr>{properties}<w:jc w:val="center"/></w:pPr>{runs}</w:p>'
