"""Small stand-ins for the neighbours of flows: files, packages, a warehouse that only remembers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.discover import Found
from extract.model import Box, Problem, Rejection, SourceFile
from flows.ingredients import Recipe
from flows.settings import Settings
from flows.store import Store
from tests.flows.nasty import behave
from transform.model import CellRef, CheckResult, Fact, LoadPackage, Report
from transform.register import Entry
from warehouse.counts import LoadCounts
from warehouse.errors import LoadError


def found(name: str, rejection: Rejection | None = None) -> Found:
    """A file whose hash is its name."""
    source = SourceFile("/reports", name, 10, 0, f"{name:0>64}"[:64], "pdf")
    return Found(Path("/reports") / name, source, rejection)


RECIPE = Recipe({"": "0", "pdf": "1", "html": "2"}, {"2019": "a", "2021": "b"})


def package(source: SourceFile) -> LoadPackage:
    """A package with one of everything."""
    return LoadPackage(source, "loaded", None, "", (report(),), (), "recipe", 0.25)


def report() -> Report:
    """A report with a printed and a blank figure, a failed check and a problem."""
    box = Box(1.0, 2.0, 3.5, 4.5)
    return Report(
        ordinal_in_file=0,
        agency_as_printed="洪泽区人民政府",
        year=2023,
        form="2021",
        requests_form="2019",
        title="2023年政府信息公开工作年度报告",
        published_on="2024-01-31",
        published_basis="text",
        media="pdf",
        pages=5,
        quality="as_printed",
        scope="own",
        facts=(
            Fact("requests", "granted", "total", Decimal("12"), "printed", "12", 0),
            Fact("proactive", "fees", "fee_amount", Decimal("0.5000"), "printed", "0.5", 1, "万元"),
            Fact("disputes", "reconsideration", "other", None, "blank", "", None),
        ),
        cells=(CellRef("12", "camelot", 3, box), CellRef("0.5", "camelot", 2, None, "tr[3]")),
        checks=(CheckResult("total", "row", Decimal(11), Decimal(12), Decimal(1), "fail"),),
        problems=(Problem("identity_fails", "12", 3, box, {"check": "total"}),),
    )


def read_fake(found: Found, settings: Settings, folder: Path, ingredients: str) -> None:
    """Reads like a worker, but does what the file's name says."""
    behave(found.source.path)
    Store(folder, ingredients).put(package(found.source))


def start_fake() -> None:
    """Start of a worker that needs nothing."""


def frames_fake(packages: Sequence[LoadPackage]) -> dict[str, Any]:
    """The packages themselves in place of frames."""
    return {"packages": list(packages)}


class MemoryBuild:
    """A warehouse that remembers what it was told and refuses what it is told to refuse."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.loads: list[list[LoadPackage]] = []
        self.seen: list[SourceFile] = []
        self.published = False

    def record_reference(self, reference):
        return None

    def record_corrections(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def load(self, frames: Mapping[str, Any]) -> LoadCounts:
        packages: list[LoadPackage] = frames["packages"]
        if any(p.source.path == self.refuses and p.status == "loaded" for p in packages):
            raise LoadError("a count that is not a whole number")
        self.loads.append(packages)
        loaded = sum(p.status == "loaded" for p in packages)
        return LoadCounts(loaded=loaded, rejected=len(packages) - loaded)

    def record_seen(self, sources: Sequence[SourceFile]) -> None:
        self.seen.extend(sources)

    def record_missing(self, scanned: Sequence[str]) -> int:
        return 0

    def publish(self) -> None:
        self.published = True

    def fates(self) -> list[tuple[str, str]]:
        """Path and reason of everything loaded, in its order."""
        return [(p.source.path, str(p.reason or "")) for load in self.loads for p in load]
