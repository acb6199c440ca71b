"""A trace as a person reads it: from the number to its place, one step a line."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check_sides import Sides
from flows.correction_stub import number
from flows.source_files import GONE_ZH
from flows.trace import Trace
from transform.form import Slot

_MOST_PARTS = 4


def lines(trace: Trace) -> Iterator[str]:
    """The chain from the number to its place, one step a line."""
    report, figure = trace.report, trace.figure
    yield f"{report.agency}  {report.year}  {'/'.join(figure.slot)}"
    yield f"           {' × '.join(filter(None, (trace.row_labels[0], trace.column_labels[0])))}"
    yield f"           {' × '.join(filter(None, (trace.row_labels[1], trace.column_labels[1])))}"
    unit = f" {figure.unit}" if figure.unit else ""
    yield f"value      {number(figure.value)}{unit}  ({figure.status})"
    yield f'printed    "{figure.printed}"' if figure.cell_id is not None else "printed    nowhere"
    current = "current" if report.is_current else "not the current version"
    yield f"report     {report.title}  ({report.quality}, {current}, number {report.report_id})"
    yield f"file       {_file(trace)}"
    yield f"           sha256 {report.sha256}"
    yield f"place      {_place(trace)}"
    yield from _reading(trace)
    yield from _checks(trace)
    yield from _troubles(trace)
    for each in trace.corrections:
        yield f"corrected  {', '.join(f'{name} {value}' for name, value in each.items() if value)}"
    yield f"picture    {trace.picture.file if trace.picture else _no_picture(trace)}"


def _file(trace: Trace) -> str:
    report = trace.report
    pages = f", {report.pages} pages" if report.pages else ""
    where = str(trace.found.location) if trace.found else report.path
    member = report.path.partition("!/")[2]
    return (
        f"{where}{f', in it {member}' if member and trace.found else ''}  ({report.media}{pages})"
    )


def _place(trace: Trace) -> str:
    figure = trace.figure
    if figure.cell_id is None:
        return "none: derived from other figures"
    box = f", box {' '.join(f'{side:g}' for side in figure.box)} (points)" if figure.box else ""
    page = f"page {figure.page}{box}" if figure.page else ""
    return ", ".join(filter(None, (page, figure.path))) or "unknown"


def _reading(trace: Trace) -> Iterator[str]:
    figure = trace.figure
    if figure.reader is None:
        return
    yield f'reader     {figure.reader} read "{figure.text}"'
    if trace.again is not None:
        yield f'           the text layer within the box says "{trace.again}"'
    for each in trace.troubles:
        if each.second is not None:
            yield f'           a second reading gave "{each.second}", the first "{each.raw}"'


def _checks(trace: Trace) -> Iterator[str]:
    for each in trace.checks:
        check = each.check
        sums = f"{number(check.expected)} and {number(check.found)}"
        if check.found is None:
            sums = check.note
        text = f"check      {check.status:<5} {check.code} {check.scope}: {equation(each.sides)}: {sums}"
        if check.status == "fail" and each.demanded is not None:
            text += f"; it would hold with {number(each.demanded)}"
        yield text
    if not trace.checks:
        yield "check      none: the figure stands in no sum of the form"


def equation(sides: Sides) -> str:
    """The sums of a check by the codes that differ: `new_received + carried_over = ...`."""
    return " = ".join(" + ".join(_short(side, sides.slots)) for side in (sides.left, sides.right))


def _short(side: tuple[Slot, ...], slots: tuple[Slot, ...]) -> list[str]:
    differing = 1 if len({row for _, row, _ in slots}) > 1 else 2
    names = [slot[differing] for slot in side]
    if len(names) <= _MOST_PARTS:
        return names
    return [*names[:2], "...", names[-1]]


def _troubles(trace: Trace) -> Iterator[str]:
    for each in trace.troubles:
        yield f"problem    {each.severity} {each.code}: {each.message} / {each.message_zh}"


def _no_picture(trace: Trace) -> str:
    gone = f" / {GONE_ZH}" if trace.found is None else ""
    return f"none: {trace.why_no_picture}{gone}"
