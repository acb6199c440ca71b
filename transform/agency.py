"""The agency of a report, and its row for the warehouse."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency under all its names: equal `key`, same agency.

    `name` in full; `region` is a GB/T 2260 code; `parent` the key of the agency above. Of an agency
    whose printed name leaves its region open nothing but `key` and `name` is sure.
    """

    key: str
    name: str
    region: str | None = None
    kind: str | None = None
    level: str | None = None
    function: str | None = None
    parent: str | None = None


COLUMNS = "agency_key agency region_code agency_kind agency_level agency_function parent_key"
"""Columns of the frame `report` that `agency_row` fills."""


def agency_row(agency: Agency | None) -> tuple[str | None, ...]:
    """Values for `COLUMNS`; nothing is known of a report whose agency was not looked for."""
    return astuple(agency) if agency else (None,) * len(COLUMNS.split())
