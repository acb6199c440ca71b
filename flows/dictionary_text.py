"""The data dictionary as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from warehouse.dictionary import LAYERS, CodeList, Described, Dictionary
from warehouse.export_plan import ExportTable

_LAYERS = {
    "start": ("START HERE", "从这里开始"),
    "analysts": ("For analysts", "供分析使用"),
    "audit": ("Audit: where numbers come from and what is doubtful", "核查：数值的出处与疑点"),
    "internal": ("Internal: for ogi itself", "内部使用"),
}

_INTRODUCTION = """# Data dictionary / 数据字典

Every table, view, column and code of the warehouse, made by `ogi dictionary` from the comments in the
file itself, which SQL shows too: `FROM data_dictionary`. A column in **bold** is never NULL.
本文件由 `ogi dictionary` 根据数据库中的注释生成；**粗体**字段不为空。
"""


def markdown(found: Dictionary) -> str:
    """The whole dictionary: objects by whom they are for, then codes."""
    macros = [entry for entry in found.objects if entry.kind == "macro"]
    tables = [entry for entry in found.objects if entry.kind != "macro"]
    parts = (_contents(tables), _objects(tables), _macros(macros), _all_codes(found.codes))
    return "\n".join([_INTRODUCTION, *chain.from_iterable(parts)])


def tables_markdown(tables: Sequence[ExportTable], codes: Iterable[CodeList]) -> str:
    """The dictionary of exported tables, which may have other columns than those in the warehouse."""
    lines = ["# Data dictionary / 数据字典", ""]
    for table in tables:
        lines += [f"## {table.name}", "", table.english, table.chinese, ""]
        lines += _columns(
            (c.name, c.type, c.is_required, c.english, c.chinese) for c in table.columns
        )
    return "\n".join([*lines, *_all_codes(codes)])


def _contents(objects: Sequence[Described]) -> Iterator[str]:
    for layer in LAYERS:
        entries = [entry for entry in objects if entry.layer == layer]
        if not entries:
            continue
        english, chinese = _LAYERS[layer]
        yield f"**{english}** / {chinese}\n"
        yield "| | | |\n|---|---|---|"
        for entry in entries:
            link = f"[`{entry.name}`](#{entry.name.lower().replace('.', '')})"
            yield f"| {link} | {_cell(entry.english)} | {_cell(entry.chinese)} |"
        yield ""


def _objects(objects: Sequence[Described]) -> Iterator[str]:
    for layer in LAYERS:
        entries = [entry for entry in objects if entry.layer == layer]
        if entries:
            yield f"# {_LAYERS[layer][0]} / {_LAYERS[layer][1]}\n"
        for entry in entries:
            yield from _object(entry)


def _object(entry: Described) -> Iterator[str]:
    yield f"## {entry.name}\n"
    yield f"*{entry.kind}*: {entry.english}"
    yield f"{entry.chinese}\n"
    yield from _columns(
        (c.name, c.type, c.is_required, c.english, c.chinese) for c in entry.columns
    )


def _macros(macros: Sequence[Described]) -> Iterator[str]:
    if macros:
        yield "# Macros / 宏\n"
        yield "| macro | English | 中文 |\n|---|---|---|"
    for entry in macros:
        call = f"`{entry.name}{entry.parameters}`"
        yield f"| {call} | {_cell(entry.english)} | {_cell(entry.chinese)} |"
    yield ""


def _columns(columns: Iterable[tuple[str, str, bool, str, str]]) -> Iterator[str]:
    rows = list(columns)
    if not rows:
        return
    yield "| column | type | English | 中文 |\n|---|---|---|---|"
    for name, type_, is_required, english, chinese in rows:
        shown = f"**{name}**" if is_required else name
        yield f"| {shown} | {type_} | {_cell(english)} | {_cell(chinese)} |"
    yield ""


def _all_codes(codes: Iterable[CodeList]) -> Iterator[str]:
    lists = list(codes)
    if lists:
        yield "# Codes / 代码\n"
    for entry in lists:
        yield f"## Codes of {entry.table}\n"
        yield f"| {' | '.join(entry.columns)} |"
        yield "|" + "---|" * len(entry.columns)
        for row in entry.rows:
            yield f"| {' | '.join(_cell(value) for value in row)} |"
        yield ""


def _cell(value: Any) -> str:
    """A value within a table: no line break, no bar."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    text = "" if value is None else str(value)
    return text.replace("|", "\\|").replace("\n", " ")
