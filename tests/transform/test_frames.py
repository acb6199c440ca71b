"""Packages as frames: every row in its frame, numbers unchanged, cells and problems linked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.model import SourceFile
from tests.transform.build import changed, figures, only_draft, raw, report
from tests.transform.build import grids as drawn_grids
from transform.frames import COLUMNS, to_frames
from transform.model import LoadPackage, Report
from transform.settle import settle

ROOT = Path(__file__).resolve().parents[2]
OF, OLD = figures(seed=61), figures(seed=62, year=2020)


def settled(seed: int) -> Report:
    of = figures(seed=seed)
    return settle(only_draft(report(of)), report(of), None)


def package(*reports: Report, path: str = "a.pdf") -> LoadPackage:
    source = SourceFile("/data", path, 10, 0, "sha", "pdf")
    status = "loaded" if reports else "rejected"
    reason = None if reports else "corrupt"
    return LoadPackage(source, status, reason, "", reports, (), "i", 0.1)  # type: ignore[arg-type]


def rows(frame: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(frame, values, strict=True)) for values in zip(*frame.values(), strict=True)]


def test_columns_are_those_of_the_architecture() -> None:
    """A column renamed on one side only is NULL in the warehouse for ever."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([a-z][\w, ()]+) \|$", text, flags=re.MULTILINE)
    frames = {name: re.sub(r" \([^)]*\)", "", columns).split(", ") for name, columns in rows}
    for name, columns in COLUMNS.items():
        assert list(columns) == frames[name], name


def test_every_frame_is_there_without_packages() -> None:
    """An empty run still knows its columns."""
    frames = to_frames([])
    assert {name: tuple(frame) for name, frame in frames.items()} == COLUMNS
    assert not any(values for frame in frames.values() for values in frame.values())


def test_reports_are_numbered_across_packages() -> None:
    """A fact of the second package under the first one's number is another agency's."""
    frames = to_frames([package(settled(1)), package(), package(settled(2), settled(3))])
    assert list(frames["report"]["report_no"]) == [0, 1, 2]
    assert list(frames["report"]["package_no"]) == [0, 2, 2]
    assert list(frames["source_file"]["status"]) == ["loaded", "rejected", "loaded"]
    assert Counter(frames["fact_request"]["report_no"]) == {0: 175, 1: 175, 2: 175}


def test_every_fact_points_at_its_cell() -> None:
    """cell_no counts within a report: one off, and each trace ends at a neighbour."""
    frames = to_frames([package(settled(1)), package(settled(2))])
    cells = {(row["report_no"], row["cell_no"]): row["text"] for row in rows(frames["cell"])}
    for name in ("fact_request", "fact_proactive", "fact_dispute"):
        for fact in rows(frames[name]):
            assert cells[fact["report_no"], fact["cell_no"]] == fact["printed"]


def test_decimals_travel_as_text() -> None:
    """59237.2449 as a float is another number on the way into DECIMAL(18,4)."""
    grids = {grid.name: grid for grid in drawn_grids(OF).values()}
    place = [c for c in grids["proactive"].cells if c.role == "figure"][-1]
    amount = changed(raw(grids["proactive"]), {(place.row, place.col): "59237.2449"})
    big = [c for c in grids["proactive"].cells if c.role == "figure"][-2]
    amount = changed(amount, {(big.row, big.col): "11398889"})
    of = report(OF, amount, raw(grids["requests"]), raw(grids["disputes"]))
    frames = to_frames([package(settle(only_draft(of), of, None))])
    proactive = {(row["subject"], row["measure"]): row for row in rows(frames["fact_proactive"])}
    assert proactive["fees", "fee_amount"]["value"] == "59237.2449"
    assert proactive["fees", "fee_amount"]["unit"] == "万元"
    assert proactive["coercive_measures", "decisions"]["value"] == "11398889"


def test_blanks_have_no_value() -> None:
    """A blank is NULL with its status, never 0 and never a missing row."""
    grids = {grid.name: raw(grid) for grid in drawn_grids(OF).values()}
    place = next(c for c in grids["disputes"].cells if c.row == 3)
    blank = changed(grids["disputes"], {(3, place.column): ""})
    of = report(OF, grids["proactive"], grids["requests"], blank)
    row = to_frames([package(settle(only_draft(of), of, None))])["fact_dispute"]
    assert (row["status"][0], row["printed"][0], row["value"][0]) == ("blank", "", None)


def test_problems_carry_messages_and_their_report() -> None:
    """A problem without its report or its words helps nobody."""
    grids = [raw(grid) for grid in drawn_grids(OF).values()]
    of = report(OF, *grids[:2])
    found = settle(only_draft(of), of, None)
    own = replace(package(found), problems=found.problems[:1])
    frame = to_frames([own])["problem"]
    assert frame["report_no"] == [None] + [0] * len(found.problems)
    assert set(frame["severity"]) == {"error"}
    assert all(len(message) > 20 for message in frame["message"])
    assert all("disputes" in message for message in frame["message_zh"])


def test_old_form_has_its_measures() -> None:
    """Amounts without a printed unit keep it open; no unit is invented."""
    frame = to_frames([package(settle(only_draft(report(OLD)), report(OLD), None))])
    proactive = {(row["subject"], row["measure"]): row for row in rows(frame["fact_proactive"])}
    assert len(proactive) == 22
    assert proactive["government_procurement", "procurement_amount"]["unit"] is None
