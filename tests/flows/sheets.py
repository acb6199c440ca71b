"""Cells of an Excel workbook as its XML has them: no spreadsheet program, no library in between."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Cell:
    """A cell: its text or number, and the attributes of its format."""

    value: str | float | bool
    number_format: str
    is_quoted: bool


@dataclass
class Sheet:
    """A worksheet: rows of cells by column (None where there is none), and what is around them."""

    rows: list[list[Cell | None]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Target by reference of the cell, such as A4."""
    xml: str = ""

    def values(self, skip: int) -> list[tuple[object, ...]]:
        """Values below the heads."""
        return [tuple(cell and cell.value for cell in row) for row in self.rows[skip:]]


def read_sheets(path: Path) -> dict[str, Sheet]:
    """All worksheets by name."""
    with zipfile.ZipFile(path) as archive:
        styles = _styles(archive)
        names = {
            entry.attrib[_LINK]: entry.attrib["name"]
            for entry in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(
                f"{_MAIN}sheet"
            )
        }
        targets = _targets(archive, "xl/_rels/workbook.xml.rels")
        return {name: _sheet(archive, targets[key], styles) for key, name in names.items()}


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    if name not in archive.namelist():
        return {}
    return {e.attrib["Id"]: e.attrib["Target"] for e in ElementTree.fromstring(archive.read(name))}


def _styles(archive: zipfile.ZipFile) -> list[tuple[str, bool]]:
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {e.attrib["numFmtId"]: e.attrib["formatCode"] for e in root.iter(f"{_MAIN}numFmt")}
    cells = next(root.iter(f"{_MAIN}cellXfs"))
    return [
        (formats.get(e.attrib["numFmtId"], e.attrib["numFmtId"]), "quotePrefix" in e.attrib)
        for e in cells
    ]


def _sheet(archive: zipfile.ZipFile, target: str, styles: list[tuple[str, bool]]) -> Sheet:
    xml = archive.read(f"xl/{target}").decode()
    relations = _targets(archive, f"xl/worksheets/_rels/{target.rpartition('/')[2]}.rels")
    sheet = Sheet(xml=xml)
    root = ElementTree.fromstring(xml)
    for row in root.iter(f"{_MAIN}row"):
        while len(sheet.rows) < int(row.attrib["r"]):
            sheet.rows.append([])
        for cell in row:
            place = _column(cell.attrib["r"])
            cells = sheet.rows[int(row.attrib["r"]) - 1]
            cells += [None] * (place + 1 - len(cells))
            cells[place] = _cell(cell, styles)
    for link in root.iter(f"{_MAIN}hyperlink"):
        where = link.attrib.get("location", "")
        outside = relations.get(link.attrib.get(_LINK, ""), "")
        sheet.links[link.attrib["ref"]] = (
            f"{outside}#{where}" if outside and where else outside or where
        )
    return sheet


def _cell(cell: ElementTree.Element, styles: list[tuple[str, bool]]) -> Cell | None:
    assert cell.find(f"{_MAIN}f") is None, f"{cell.attrib['r']} is a formula"
    number_format, is_quoted = styles[int(cell.attrib.get("s", 0))]
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        return Cell(text, number_format, is_quoted)
    value = cell.findtext(f"{_MAIN}v")
    if value is None:
        return None
    return Cell(value == "1" if kind == "b" else float(value), number_format, is_quoted)


def _column(reference: str) -> int:
    number = 0
    for letter in re.match(r"[A-Z]+", reference)[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - 64
    return number - 1
