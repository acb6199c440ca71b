"""Corrections as a person pastes them into the register of corrections: YAML to be filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from warehouse.provenance import ReportSource, Slot


def number(value: Decimal | None) -> str:
    """A value without the zeros of its type.

    >>> number(Decimal("26.000000")), number(Decimal("0.120000")), number(None)
    ('26', '0.12', '-')
    """
    if value is None:
        return "-"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def correction_stub(report: ReportSource, slot: Slot, seen: str | None, should_be: str) -> str:
    """A correction as YAML; `seen` is None where no cell was found, `should_be` is written as it is."""
    return _entry(
        report,
        f"figure: {'/'.join(slot)}",
        f"seen: {'null' if seen is None else _quoted(seen)}",
        f"should_be: {should_be}",
    )


def verdict_stub(report: ReportSource, check: str, scope: str) -> str:
    """A check declared to be the publication's own mistake, as YAML."""
    return _entry(report, f"check: {check}/{scope}", "verdict: as_published")


def _entry(report: ReportSource, *lines: str) -> str:
    which = [f"report: {report.ordinal_in_file}"] if report.ordinal_in_file else []
    signed = ["reason: ...", "who: ...", f"date: {date.today():%Y-%m-%d}"]
    document = report.sha256[:16]
    if document.isdigit():
        document = _quoted(document)  # or YAML takes it for a number
    return "\n  ".join([f"- document: {document}", *which, *lines, *signed]) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
