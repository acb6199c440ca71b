"""A trace as plain values with stable names, and the correction it suggests."""

from __future__ import annotations

from typing import Any

from extract.model import Box
from flows.correction_stub import correction_stub, number
from flows.trace import CheckOfFigure, Trace
from warehouse.provenance import Trouble


def stub(trace: Trace) -> str:
    """The correction of this figure as YAML, to be filled in."""
    demands = {
        number(each.demanded)
        for each in trace.checks
        if each.check.status == "fail" and each.demanded is not None and each.demanded >= 0
    }
    proposed = f'"{demands.pop()}"' if len(demands) == 1 else "..."
    seen = None if trace.figure.cell_id is None else trace.figure.printed
    return correction_stub(trace.report, trace.figure.slot, seen, proposed)


def as_json(trace: Trace) -> dict[str, Any]:
    """The chain as plain values with stable names."""
    report, figure, picture = trace.report, trace.figure, trace.picture
    return {
        "agency": report.agency,
        "year": report.year,
        "table": figure.table,
        "row": figure.row,
        "column": figure.column,
        "label_zh": [trace.row_labels[0], trace.column_labels[0]],
        "label_en": [trace.row_labels[1], trace.column_labels[1]],
        "value": None if figure.value is None else number(figure.value),
        "unit": figure.unit,
        "status": figure.status,
        "printed": figure.printed,
        "report": {
            "report_id": report.report_id,
            "title": report.title,
            "quality": report.quality,
            "is_current": report.is_current,
            "media": report.media,
            "pages": report.pages,
        },
        "file": {
            "path": report.path,
            "folder": report.folder,
            "sha256": report.sha256,
            "found": str(trace.found.location) if trace.found else None,
        },
        "place": {
            "cell_id": figure.cell_id,
            "page": figure.page,
            "box": figure.box,
            "path": figure.path,
            "reader": figure.reader,
            "text": figure.text,
            "text_layer": trace.again,
        },
        "checks": [_check_json(each) for each in trace.checks],
        "problems": [_trouble_json(each) for each in trace.troubles],
        "corrections": list(trace.corrections),
        "picture": {
            "file": str(picture.file),
            "width": picture.width,
            "height": picture.height,
            "outline": _corners(picture.outline),
            "part": _corners(picture.part),
        }
        if picture
        else None,
        "no_picture": trace.why_no_picture or None,
        "correction": stub(trace),
    }


def _corners(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x0, box.y0, box.x1, box.y1]


def _check_json(each: CheckOfFigure) -> dict[str, Any]:
    check = each.check
    return {
        "check": check.code,
        "scope": check.scope,
        "status": check.status,
        "expected": None if check.expected is None else number(check.expected),
        "found": None if check.found is None else number(check.found),
        "asks_for": None if each.demanded is None else number(each.demanded),
        "adds_up": ["/".join(slot) for slot in each.sides.slots],
    }


def _trouble_json(each: Trouble) -> dict[str, Any]:
    names = ("code", "severity", "page", "raw", "second", "message", "message_zh")
    return {name: getattr(each, name) for name in names}
