"""What the warehouse says of a run: whether every file is accounted for, and whether it holds together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from extract.model import Reason
from warehouse.query import run_sql

_STATUSES = ("loaded", "duplicate", "unchanged", "rejected")
_MISTAKES = ("mistake in ogi", "warehouse refuses")
_FATES = """
SELECT path, sha256, status, coalesce(reason, '') AS reason, coalesce(detail, '') AS detail,
       coalesce(seconds, 0) AS seconds, kind, report_count
FROM audit.source_file WHERE run_id = (SELECT max(run_id) FROM audit.run) ORDER BY path
"""
_MUST_BE_EMPTY = {
    "a fact twice": """
        SELECT report_id, item, applicant, count(*) FROM fact_request GROUP BY ALL HAVING count(*) > 1
        UNION ALL SELECT report_id, subject, measure, count(*) FROM fact_proactive
        GROUP BY ALL HAVING count(*) > 1
        UNION ALL SELECT report_id, procedure, outcome, count(*) FROM fact_dispute
        GROUP BY ALL HAVING count(*) > 1""",
    "a fact without a report or a cell": """
        WITH f AS (SELECT report_id, cell_id FROM fact_request
          UNION ALL SELECT report_id, cell_id FROM fact_proactive
          UNION ALL SELECT report_id, cell_id FROM fact_dispute)
        SELECT * FROM f WHERE report_id NOT IN (SELECT report_id FROM dim_report)
          OR (cell_id IS NOT NULL AND cell_id NOT IN (SELECT cell_id FROM audit.cell))""",
    "a value that its status contradicts": """
        WITH f AS (SELECT report_id, value, status, printed FROM fact_request
          UNION ALL SELECT report_id, value, status, printed FROM fact_proactive
          UNION ALL SELECT report_id, value, status, printed FROM fact_dispute)
        SELECT * FROM f WHERE (value IS NULL) <> (status IN ('blank', 'not_applicable'))
          OR (status = 'printed' AND coalesce(printed, '') = '')""",
    "a report that no file brought": """
        SELECT report_id, source_path FROM dim_report
        WHERE sha256 NOT IN (SELECT sha256 FROM audit.source_file WHERE status <> 'rejected')""",
    "a report without any figure": """
        SELECT report_id, source_path FROM dim_report WHERE report_id NOT IN (
          SELECT report_id FROM fact_request UNION SELECT report_id FROM fact_proactive
          UNION SELECT report_id FROM fact_dispute)""",
    "a loaded file without a report, or a rejected one with one": """
        SELECT path, status, report_count FROM audit.source_file
        WHERE (status = 'loaded') <> (report_count > 0) AND status IN ('loaded', 'rejected')""",
    "two current reports of one agency, year and scope": """
        SELECT agency_id, year, scope FROM dim_report WHERE is_current GROUP BY ALL HAVING count(*) > 1""",
    "a quality that is none, or verified though a check that decides fails": """
        SELECT r.report_id, quality FROM dim_report r
        WHERE quality NOT IN ('verified', 'as_printed', 'needs_review') OR (quality = 'verified' AND
          report_id IN (
            SELECT report_id FROM audit.check_result JOIN audit.check USING (check_code)
            WHERE status = 'fail' AND decides))""",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one file, or of a member of an archive (`archive.zip!/member`)."""

    path: str
    sha256: str
    status: str
    reason: str
    detail: str
    seconds: float
    kind: str
    reports: int

    @property
    def file(self) -> str:
        """The file on disk."""
        return self.path.partition("!/")[0]

    @property
    def death(self) -> str:
        """How the worker that read it was lost; empty when it was not."""
        if self.reason == "timeout":
            return "timeout"
        if "the process reading it died" in self.detail:
            return "crash " + self.detail.partition("(")[2].partition(")")[0]
        return "memory" if "more memory than one worker" in self.detail else ""

    @property
    def mistake(self) -> bool:
        """Whether a mistake of the program is behind it, not of the file."""
        return any(words in self.detail for words in _MISTAKES)


def fates(warehouse: Path) -> list[Fate]:
    """Every file of the last run, as the warehouse has it."""
    return [Fate(*row) for row in run_sql(warehouse, _FATES).rows]


def unaccounted(found: Sequence[Fate], files: Sequence[str]) -> list[str]:
    """Files without a fate, with two, or with one that says nothing."""
    wrong = [
        f"{name}: not in audit.source_file" for name in sorted(set(files) - {f.file for f in found})
    ]
    wrong += [f"{f.path}: no such file" for f in found if f.file not in set(files)]
    times = Counter(fate.path for fate in found)
    wrong += [f"{path}: {count} times" for path, count in times.items() if count > 1]
    for fate in found:
        told = fate.reason in get_args(Reason) and fate.detail
        if fate.status not in _STATUSES or (fate.status == "rejected" and not told):
            wrong.append(f"{fate.path}: {fate.status} {fate.reason!r} {fate.detail!r}")
    return wrong


def broken(warehouse: Path) -> list[str]:
    """What must not be in a warehouse and is."""
    found = []
    for what, sql in _MUST_BE_EMPTY.items():
        rows = run_sql(warehouse, sql).rows
        found += [f"{what}: {row}" for row in rows[:5]]
    return found


def changed_by_second_run(first: Sequence[Fate], second: Sequence[Fate]) -> list[str]:
    """Files that a second run over the same folder did not leave alone.

    What is refused before it is opened has no hash and is refused again.
    """
    before = {fate.path: fate.status for fate in first}
    return [
        f"{fate.path}: {before.get(fate.path, 'unseen')}, then {fate.status}"
        for fate in second
        if fate.status not in ("unchanged", "duplicate")
        and not fate.death
        and not (fate.status == before.get(fate.path) == "rejected" and not fate.sha256)
    ]
