"""Fields of Word's old formats that a converter computes anew: what was printed is what was saved.

LibreOffice puts today's date into a date field, and its own sum (0, where it does not know the words)
into the formula of an RTF or ODT table. In RTF and ODT the saved text is kept by taking the fields away
first. The sums of a DOC are kept by LibreOffice; its dates are not and are taken out afterwards.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from extract.docx_package import local_name, parse_xml
from extract.markup import Element
from extract.zip_file import open_zip

_INSTRUCTION = re.compile(rb"(?:\\\*\s*)?\\fldinst(?![a-z])")
_NOT_KNOWN = rb"\\*\\fieldnotused"
"""A destination no program knows: it is passed over, and the saved result stays."""
_LIVE = frozenset(
    [
        *("table-formula", "expression", "variable-get", "variable-set", "user-field-get"),
        *("date", "time", "creation-date", "creation-time", "print-date", "print-time"),
        *("modification-date", "modification-time", "text-input", "conditional-text"),
    ]
)
_OF_CELLS = ("formula", "value", "value-type", "date-value", "time-value", "boolean-value")
_DATES = frozenset(["DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"])
_CONTENT, _DOCUMENT = "content.xml", "word/document.xml"


def rtf_as_saved(data: bytes) -> bytes:
    """An RTF whose fields are their saved results."""
    return _INSTRUCTION.sub(_NOT_KNOWN, data)


def odt_as_saved(data: bytes) -> bytes:
    """An ODT whose fields and formulas of cells are their saved results."""

    def keep(root: Element) -> None:
        live = [node for node in root.iter() if local_name(node) in _LIVE]
        etree.strip_tags(root, *{node.tag for node in live})
        for node in root.iter():
            if local_name(node) == "table-cell":
                for name in [n for n in node.attrib if etree.QName(n).localname in _OF_CELLS]:
                    del node.attrib[name]

    return _rewritten(data, _CONTENT, keep)


def without_dates(data: bytes) -> bytes:
    """A DOCX without the results of its date fields."""

    def drop(root: Element) -> None:
        for paragraph in [node for node in root.iter() if local_name(node) == "p"]:
            _drop_dates(paragraph)

    return _rewritten(data, _DOCUMENT, drop)


def _drop_dates(paragraph: Element) -> None:
    """Empties what stands between the beginning and the end of a date field."""
    open_fields: list[tuple[list[str], list[Element]]] = []  # what each is told, its texts
    for node in paragraph.iter():
        name = local_name(node)
        if name == "fldChar":
            kind = next((v for k, v in node.attrib.items() if k.endswith("fldCharType")), "")
            if kind == "begin":
                open_fields.append(([], []))
            elif kind == "end" and open_fields:
                told, texts = open_fields.pop()
                for text in texts if _is_date("".join(told)) else ():
                    text.text = ""
        elif name == "instrText" and open_fields:
            open_fields[-1][0].append(node.text or "")
        elif name == "t":
            for _, texts in open_fields:
                texts.append(node)


def _is_date(instruction: str) -> bool:
    return instruction.upper().partition("\\")[0].strip() in _DATES


def _rewritten(data: bytes, part: str, change: Callable[[Element], None]) -> bytes:
    """A package with one part changed; as it is if the part is not there or not sound."""
    made = io.BytesIO()
    with open_zip(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            root = parse_xml(content) if info.filename == part else None
            if root is not None:
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(info, content)
    return made.getvalue()
