"""The bundled example reports: examples/reports, and their truth in examples/truth."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from examples.draw.figures import Figures
from examples.draw.fonts import HEI, SONG
from examples.draw.html import HtmlStyle, draw_html
from examples.draw.pdf import draw_pdf
from examples.draw.published import published
from examples.draw.series import series
from examples.draw.style import Cut, PdfStyle
from examples.draw.text import TextStyle, draw_text
from examples.draw.wording import Shape, Wording

DEMO = "示例市人民政府"
_NOTE = "（本报告为示例，“示例市”并不存在，全部数据均系虚构。）"
_HONGZE = Wording(variants={"2.其他法律行政法规禁止公开": "2.其他法律行政止公开"})
_SPACED = Wording("half", variants={"总计": "总 计", "规章": "规 章", "商业企业": "商业\n企业"})

Style = PdfStyle | HtmlStyle | TextStyle


@dataclass(frozen=True, slots=True)
class Example:
    """One bundled report: name of its file, content, style."""

    name: str
    figures: Figures
    style: Style

    def draw(self) -> bytes:
        """The bytes of the file."""
        if isinstance(self.style, PdfStyle):
            return draw_pdf(self.figures, self.style)
        if isinstance(self.style, HtmlStyle):
            return draw_html(self.figures, self.style)
        return draw_text(self.figures, self.style)


def examples(embed: bool = True) -> Iterator[Example]:
    """The examples; with `embed`, PDF files embed the fonts that are installed."""
    fonts = {"font_file": str(SONG), "heading_font_file": str(HEI)}
    plain = not (embed and SONG.exists() and HEI.exists())
    for stem, suffix, style in _PUBLISHED:
        yield Example(f"{stem}年{_KIND}{suffix}", published(stem), _with(style, fonts, plain))
    years = series(random.Random("示例市"), DEMO, range(2019, 2025), scale="city")
    for figures, (suffix, style) in zip(years, _DEMO_STYLES, strict=True):
        marked = replace(figures, intro=figures.intro + _NOTE)
        name = f"{DEMO}{figures.year}年{_KIND}{suffix}"
        yield Example(name, marked, _with(style, fonts, plain))


def _with(style: Style, fonts: dict[str, str], plain: bool) -> Style:
    """A PDF style with the fonts to embed; other styles as they are."""
    if plain or not isinstance(style, PdfStyle):
        return style
    return replace(
        style, font_file=fonts["font_file"], heading_font_file=fonts["heading_font_file"]
    )


def write_reports(out: Path, embed: bool = True) -> list[Path]:
    """Draws all examples into `out`/reports and `out`/truth; returns what was written."""
    reports, truth = out / "reports", out / "truth"
    reports.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    written = []
    for example in examples(embed):
        path = reports / example.name
        content = example.draw()
        path.write_bytes(content)
        text = json.dumps(example.figures.truth(file=path.name), ensure_ascii=False, indent=1)
        facts = truth / f"{path.stem}.truth.json"
        facts.write_text(text + "\n", encoding="utf-8")
        written += [path, facts]
        if example.name.startswith(f"{DEMO}2024"):
            broken = reports / DAMAGED
            broken.write_bytes(content[: len(content) * 3 // 10])
            written.append(broken)
    return written


DAMAGED = "示例市水务局2024年政府信息公开工作年度报告.pdf"
"""A download that broke off: the first third of a PDF file."""

_KIND = "政府信息公开工作年度报告"
_PUBLISHED: tuple[tuple[str, str, Style], ...] = (
    (
        "洪泽区人民政府2023",
        ".pdf",
        PdfStyle(
            wording=_HONGZE, shaded=True, vertical="turned", label_at_cut="cut", row_height=21,
            borders="rects", open_breaks=True, page_number_outer=True,
            cuts=(
                Cut("after_caption", "penalties"),
                Cut("before_row", "unavailable_still_unclear"),
            ),
        ),
    ),
    (
        "淮安市洪泽区人民政府2024",
        ".pdf",
        PdfStyle(
            wording=_HONGZE, shape=Shape(dispute_head_shift=2), shaded=True, vertical="turned",
            row_height=21, borders="rects", open_breaks=True, page_number_outer=True,
            cuts=(
                Cut("before_block", "penalties"),
                Cut("before_row", "unavailable_needs_creation"),
            ),
        ),
    ),
    (
        "达州市人力资源和社会保障局2023",
        ".txt",
        TextStyle(
            wording=Wording(
                "half", variants={"规章": "规 章", "三、本年度办理结果": "三、本 年度 办理 结果"}
            ),
            cuts=(
                Cut("before_row", "carried_over"),
                Cut("in_row_first", "other_not_corrected_in_time"),
            ),
        ),
    ),
    (
        "沭阳县发展和改革局2023",
        ".html",
        HtmlStyle(
            wording=Wording(variants={"行政规范性文件": "规范性文件"}),
            encoding="gbk",
            head_wrap="br",
        ),
    ),
    (
        "上海市人民政府办公厅2019",
        ".html",
        HtmlStyle(in_script=True, head_wrap="p", blank="&nbsp;", meta_table=False),
    ),
)
_DEMO_STYLES: tuple[tuple[str, Style], ...] = (
    (".pdf", PdfStyle(borders="cells", cuts=(Cut("before_row", "unavailable_needs_creation"),))),
    (".html", HtmlStyle(spans="empty", border="1px solid #999")),
    (".pdf", PdfStyle(landscape="turned", table_size=9.5, row_height=14.5, page_number="plain")),
    (".pdf", PdfStyle(wording=_SPACED, repeat_header=True, body_size=15, leading=26)),
    (".html", HtmlStyle(head_wrap="span", encoding="gbk")),
    (
        ".pdf",
        PdfStyle(
            open_breaks=True, vertical="wrapped", label_at_cut="repeat",
            cuts=(Cut("in_row_first", "other_not_corrected_in_time"),),
        ),
    ),
)
