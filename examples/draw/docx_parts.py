"""The package of a Word file: its parts in a ZIP, with fixed dates."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOTS = {
    False: (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    True: (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
}
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_FOOTER = "<w:p><w:r><w:t>- 1 -</w:t></w:r></w:p>"


def package(body: str, title: str, *, main_part: str, strict: bool) -> bytes:
    """A Word file with this body."""
    word, relations = _ROOTS[strict]
    space = f'xmlns:w="{word}" {_MORE}'
    main = PurePosixPath(main_part)
    beside = f"{main.parent}/_rels/{main.name}.rels"
    parts = {
        "[Content_Types].xml": _types(main_part),
        "_rels/.rels": _relations({"officeDocument": main_part}, relations),
        main_part: f"<w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>",
        beside: _relations({"numbering": "numbering.xml", "footer": "footer1.xml"}, relations),
        "word/numbering.xml": f"<w:numbering {space}>{_NUMBERING}</w:numbering>",
        "word/footer1.xml": f"<w:ftr {space}>{_FOOTER}</w:ftr>",
        "docProps/core.xml": _properties(title),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2024, 1, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (_HEAD + text).encode("utf-8"))
    return stream.getvalue()


def _types(main_part: str) -> str:
    named = {
        main_part: "document.main",
        "word/numbering.xml": "numbering",
        "word/footer1.xml": "footer",
    }
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in named.items()
    )
    plain = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{plain}{parts}</Types>'


def _relations(targets: dict[str, str], types: str) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{types}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _properties(title: str) -> str:
    spaces = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<cp:coreProperties {spaces}><dc:title>{escape(title)}</dc:title></cp:coreProperties>"
