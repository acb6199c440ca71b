"""What a person states beside the reports: which are to be expected, and how many people live where.

`expected.csv`: agency,year and, if it is known, due_on (2024-01-31). `population.csv`: region_code,year,
population and, if it is known, source. Both in UTF-8 with a header line; Excel's "CSV UTF-8" will do.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from transform.agencies import place_agency
from transform.agency_statements import NO_STATEMENTS, StatementError, Statements, load_statements
from transform.region_gazetteer import gazetteer

AGENCIES, EXPECTED, POPULATION = "agencies.yml", "expected.csv", "population.csv"
_FIRST_YEAR = 2008
"""The first year with reports: the Regulations of 2007 took effect on 1 May 2008."""

T = TypeVar("T")

Line = tuple[int, dict[str, str]]
"""A line's number and its fields by name."""


class ReferenceFault(ValueError):
    """A file that cannot be used; the message names the file, the line and what to write."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A report that must be there; `key` is that of `transform.agencies`, `due_on` ISO or None."""

    key: str
    agency: str
    kind: str | None
    year: int
    due_on: str | None


@dataclass(frozen=True, slots=True)
class Population:
    """Residents of a region in a year."""

    region_code: str
    year: int
    population: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything stated in a folder."""

    expected: tuple[Expected, ...] = ()
    population: tuple[Population, ...] = ()


def load_reference(folder: Path) -> Reference:
    """What the files of the folder state; a missing file states nothing. Raises ReferenceFault."""
    statements = load_agencies(folder)
    expected = _rows(folder / EXPECTED, ("agency", "year"), ("due_on",))
    population = _rows(folder / POPULATION, ("region_code", "year", "population"), ("source",))
    return Reference(
        _distinct(folder / EXPECTED, expected, partial(_expected, statements)),
        _distinct(folder / POPULATION, population, _population),
    )


def load_agencies(folder: Path) -> Statements:
    """What `agencies.yml` states of names and parents. Raises ReferenceFault."""
    path = folder / AGENCIES
    if not path.exists():
        return NO_STATEMENTS
    try:
        return load_statements(path)
    except StatementError as error:
        raise ReferenceFault(str(error)) from error


def _expected(statements: Statements, path: Path, line: Line) -> tuple[object, Expected]:
    number, fields = line
    year = _year(path, number, fields["year"])
    agency, problems = place_agency(fields["agency"], year, None, statements)
    if problems:
        raise ReferenceFault(
            f"{path}, line {number}: {fields['agency']} does not say where it is; write it with its region"
        )
    due = fields.get("due_on") or None
    try:
        due = datetime.date.fromisoformat(due).isoformat() if due else None
    except ValueError:
        raise ReferenceFault(
            f"{path}, line {number}: due_on is {due}; write a date like 2024-01-31"
        ) from None
    return (agency.key, year), Expected(agency.key, agency.name, agency.kind, year, due)


def _population(path: Path, line: Line) -> tuple[object, Population]:
    number, fields = line
    year, code = _year(path, number, fields["year"]), fields["region_code"]
    if code not in {region.code for region in gazetteer()}:
        raise ReferenceFault(
            f"{path}, line {number}: {code} is no region; write a code of six digits, see dim_region"
        )
    figure = fields["population"].replace(",", "")
    if not figure.isdecimal() or int(figure) == 0:
        raise ReferenceFault(
            f"{path}, line {number}: population is {figure or 'empty'}; write the number of persons"
        )
    return (code, year), Population(code, year, int(figure), fields.get("source") or None)


def _year(path: Path, number: int, text: str) -> int:
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= 2100:
        raise ReferenceFault(
            f"{path}, line {number}: year is {text or 'empty'}; write a reporting year like 2023"
        )
    return int(text)


def _distinct(
    path: Path, lines: Iterator[Line], read: Callable[[Path, Line], tuple[object, T]]
) -> tuple[T, ...]:
    """Every line read; raises ReferenceFault where two state the same thing."""
    found: dict[object, T] = {}
    for line in lines:
        key, entry = read(path, line)
        if key in found:
            raise ReferenceFault(f"{path}, line {line[0]}: stated a second time; leave one of them")
        found[key] = entry
    return tuple(found.values())


def _rows(path: Path, needed: tuple[str, ...], possible: tuple[str, ...]) -> Iterator[Line]:
    """The lines of a file without blanks around; nothing where there is no file."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            heads = [(name or "").strip() for name in reader.fieldnames or ()]
            if set(needed) - set(heads) or set(heads) - {*needed, *possible}:
                raise ReferenceFault(
                    f"{path}: the first line must name {', '.join(needed)}"
                    f" and may name {', '.join(possible)}; it names {', '.join(heads) or 'nothing'}"
                )
            reader.fieldnames = heads
            for row in reader:
                if None in row or None in row.values():
                    raise ReferenceFault(
                        f"{path}, line {reader.line_num}: {len(heads)} fields are expected"
                    )
                yield reader.line_num, {name: text.strip() for name, text in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceFault(f"{path}: {error}; save it as CSV in UTF-8") from error
