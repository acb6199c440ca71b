"""What a run did, counted as it goes: text for a person, Markdown for Prefect, JSON for tools."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from flows.progress import LOADING, PUBLISHING, READING
from flows.quantities import counted, lasting, listed, of_rate
from transform.model import LoadPackage
from warehouse.counts import LoadCounts

READING_FAILED = frozenset({"corrupt", "encrypted", "too_large", "timeout", "unreadable"})
"""Reasons that speak of a bad file or a bad reader, not of a file that is no report."""


@dataclass(slots=True)
class Summary:
    """Counts of one run. `files` are by fate, `figures` by status of the value; `documents` are
    the files that were read or rejected, as opposed to those only seen."""

    run_id: str
    warehouse: str
    engine: str
    workers: int
    files: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    problems: int = 0
    corrections: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    missing: int = 0
    """Files that the warehouse knows and that are not in their folders any more."""
    rejected_files: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds by stage (see `flows/progress.py`); `reading` is what the run waited for documents."""

    def add_batch(self, packages: Iterable[LoadPackage], counts: LoadCounts) -> None:
        """Counts what a batch brings in; `counts` is what the warehouse made of it."""
        fates = {"loaded": counts.loaded, "duplicate": counts.duplicate}
        self.files.update(fates | {"rejected": counts.rejected})
        for package in packages:
            self.documents += 1
            self.problems += len(package.problems)
            if package.reason:
                self.reasons[package.reason] += 1
                self._add_rejected(package)
            for report in package.reports:
                self.reports[report.quality] += 1
                self.problems += len(report.problems)
                self.figures.update(fact.status for fact in report.facts)
                self.corrections.update(done.status for done in report.corrections)

    def _add_rejected(self, package: LoadPackage) -> None:
        row = {
            "file": package.source.path,
            "reason": str(package.reason),
            "detail": package.detail,
        }
        self.rejected_files.append(row)

    @property
    def failed_share(self) -> float:
        """Share of these files that could not be read, as opposed to files that are no report."""
        failed = sum(count for reason, count in self.reasons.items() if reason in READING_FAILED)
        return failed / self.documents if self.documents else 0.0

    def lines(self) -> list[str]:
        """The summary as lines of text."""
        lines = [
            f"files     {counted(self.files.total())}: {listed(self.files)}",
            f"reports   {counted(self.reports.total())}: {listed(self.reports)}",
            f"figures   {counted(self.figures.total())}: {listed(self.figures)}",
            f"problems  {counted(self.problems)}",
            f"time      {self._time()}",
            f"warehouse {self.warehouse}",
        ]
        if self.corrections:
            lines.insert(3, f"corrected {listed(self.corrections)}")
        if self.missing:
            lines.insert(1, f"gone      {counted(self.missing)} files known are not in their folders")
        if self.reasons:
            lines.insert(1, f"rejected  {listed(self.reasons)}")
        if self.resumed:
            resumed = f"{counted(self.resumed)} were read by an earlier run already"
            lines.insert(1, f"resumed   {resumed}")
        return lines

    def _time(self) -> str:
        """How long it took, how fast that was, and what of it was not reading."""
        parts = [f"{lasting(self.seconds)} with {self.workers} workers ({self.engine})"]
        if self.documents and self.seconds:
            parts.append(f"{of_rate(self.documents / self.seconds)} documents/s")
        for stage in (READING, LOADING, PUBLISHING):
            if self.stages.get(stage, 0.0) >= 0.05:
                parts.append(f"{stage} {lasting(self.stages[stage])}")
        return ", ".join(parts)

    def markdown(self) -> str:
        """The summary and the rejected files as Markdown."""
        rows = [
            f"| {_cell(row['file'])} | {row['reason']} | {_cell(row['detail'])} |"
            for row in self.rejected_files
        ]
        table = ["", "| file | reason | detail |", "|---|---|---|", *rows] if rows else []
        counts = [f"* {line}" for line in self.lines()]
        return "\n".join([f"# ogi run {self.run_id}", "", *counts, *table, ""])

    def json(self) -> str:
        """The summary as JSON."""
        counts = {each.name: getattr(self, each.name) for each in fields(self)}
        counts["seconds"] = round(self.seconds, 3)
        return json.dumps(counts, ensure_ascii=False, indent=2)

    def write(self, folder: Path) -> None:
        """Leaves the summary as `last_run.md` and `last_run.json` beside the warehouse."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "last_run.md").write_text(self.markdown(), encoding="utf-8")
        (folder / "last_run.json").write_text(self.json() + "\n", encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
