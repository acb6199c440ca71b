"""A run over files made to hang, crash, swell or mislead: each has its fate, the sound ones load.

Everything is made here and small on disk; the limits of the runs are small too.
"""

from __future__ import annotations

import os
import resource
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from examples.draw import Figures, draw_html
from flows.ingest import ingest
from flows.progress import Unwatched
from flows.reader import guard
from flows.settings import MEBIBYTE, Settings
from tests.extract_pdf.scoring import truth_cells
from tests.flows import hostile_pages, hostile_pdf
from tests.flows.hostile import LOADED, Case, report
from tests.flows.hostile_archives import hostile_archives
from warehouse.query import run_sql

FILE_SIZE = 5 * MEBIBYTE
MEMORY = 1024 * MEBIBYTE
PARENT = 400 * MEBIBYTE
"""What discovery may need beside what a test run holds already; archives are read there."""

NAMES = [
    "带 空格 的 .html",
    "年报📊✅.html",
    unicodedata.normalize("NFD", "Ürümqi é.html"),
    "长" * 81 + "x" * 2 + ".html",
    "-rf.html",
    "两\n行.html",
    "引号'\"&;$(x).html",
]
LEFTOVERS = ["~$报告.docx", "报告.pdf.crdownload", "Thumbs.db", "desktop.ini"]


class Fates(dict[str, tuple[str, str]]):
    """By path: `loaded` or a reason, and the detail."""


def run(folder: Path, settings: Settings) -> Fates:
    """A run without Prefect's server; its fate of every file."""
    ingest([folder], settings, Unwatched())
    query = (
        "SELECT path, CASE status WHEN 'rejected' THEN reason ELSE status END, coalesce(detail, '') "
        "FROM audit.source_file"
    )
    rows = run_sql(settings.warehouse, query).rows
    fates = Fates({path: (fate, detail) for path, fate, detail in rows})
    assert len(fates) == len(rows)
    return fates


def settings(place: Path, seconds: float) -> Settings:
    """Small limits."""
    return Settings(
        place / "w.duckdb",
        workers=2,
        engine="plain",
        document_seconds=seconds,
        worker_memory=MEMORY,
        file_size=FILE_SIZE,
    )


def write(folder: Path, cases: Mapping[str, Case]) -> dict[str, Case]:
    """Writes the files; returns their cases."""
    folder.mkdir(exist_ok=True)
    for name, case in cases.items():
        (folder / name).write_bytes(case.data)
    return {f"{folder.name}/{name}": case for name, case in cases.items()}


def wrong(expected: Mapping[str, Case], fates: Fates) -> dict[str, tuple[str, str]]:
    """Files with another fate than theirs, or whose rejection does not say what it should."""
    found = {}
    for path, case in expected.items():
        fate, detail = fates.get(path, ("not met", ""))
        told = fate == LOADED or (len(detail.split()) > 4 and case.says in detail)
        if fate not in case.fates or not told:
            found[path] = (fate, detail)
    return found


def _archives() -> tuple[dict[str, Case], dict[str, Case]]:
    """Archives to write, and what is expected of what is in them."""
    made = hostile_archives(FILE_SIZE)
    files = {name: Case(data, ()) for name, (data, _) in made.items()}
    inside = {
        f"zip/{name}{member}": case
        for name, (_, members) in made.items()
        for member, case in members.items()
    }
    return files, inside


def _links(folder: Path) -> dict[str, Case]:
    (folder / "links").mkdir()
    for name, target in {"loop": ".", "up": "..", "x": "y", "y": "x", "gone.pdf": "no.pdf"}.items():
        (folder / "links" / name).symlink_to(target)
    circle, gone = "a link that leads to itself: remove it", "leads nowhere"
    return {
        "links/x": Case(b"", ("unreadable",), circle),
        "links/y": Case(b"", ("unreadable",), circle),
        "links/gone.pdf": Case(b"", ("unreadable",), gone),
    }


def _unreadable(folder: Path) -> dict[str, Case]:
    path = folder / "nobody may read it.html"
    path.write_bytes(draw_html(report(40)))
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may
        return {path.name: Case(b"", (LOADED,))}
    return {path.name: Case(b"", ("unreadable",), "permission")}


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Case], Fates, Settings]:
    """Every kind of file in one run."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "in"
    folder.mkdir()
    sound = {name: Case(draw_html(report(n)), (LOADED,)) for n, name in enumerate(NAMES)}
    leftovers = {name: Case(b"\x05user" + bytes(50), ("unsupported_type",)) for name in LEFTOVERS}
    odd = {
        "empty.pdf": Case(b"", ("empty",), "no content"),
        "noise.pdf": Case(b"%PDF-1.4\n" + bytes(range(256)) * 99, ("corrupt",)),
        "large.txt": Case("报告".encode() * FILE_SIZE, ("too_large",), "raise the limit"),
    }
    with pytest.MonkeyPatch.context() as patch:
        odd["user password.pdf"] = Case(
            hostile_pdf.locked("secret", patch), ("encrypted",), "without"
        )
        odd["owner password.pdf"] = Case(hostile_pdf.locked("", patch), (LOADED,))
    archives, inside = _archives()
    write(folder / "zip", archives)
    expected = {
        **write(folder / "names", sound),
        **write(folder / "leftovers", leftovers),
        **write(folder / "odd", odd),
        **write(folder / "pdf", hostile_pdf.hostile_pdfs()),
        **write(folder / "cut", hostile_pdf.cut_pdfs()),
        **write(folder / "swollen", hostile_pages.swollen()),
        **write(folder / "none", hostile_pages.no_reports()),
        **write(folder / "endings", hostile_pages.other_endings()),
        **inside,
        **_links(folder),
        **_unreadable(folder),
    }
    limits = settings(place, 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fates = run(folder, limits)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < PARENT, f"{grown} KiB more in the run itself"
    return expected, fates, limits


def test_each_file_comes_to_what_it_is(met: tuple[dict[str, Case], Fates, Settings]) -> None:
    expected, fates, _ = met
    assert not wrong(expected, fates)


def test_every_file_is_told_of_and_none_besides(
    met: tuple[dict[str, Case], Fates, Settings],
) -> None:
    """But for the small members of an archive that has too many."""
    expected, fates, _ = met
    others = {path for path in fates.keys() - expected.keys() if not path.startswith("zip/count")}
    assert not others


def test_what_is_loaded_is_what_was_printed(
    met: tuple[dict[str, Case], Fates, Settings],
) -> None:
    """Also of a file cut off: all of it, or nothing unmarked."""
    expected, fates, limits = met
    reports = {report(number).agency: report(number) for number in range(100)}
    found = _figures(limits.warehouse)
    loaded = [path for path, (fate, _) in fates.items() if fate == LOADED]
    assert len(loaded) == len({path for path in expected if fates[path][0] == LOADED})
    assert len(found) >= len(NAMES) + 5
    for (agency, quality), figures in found.items():
        assert figures == _printed(reports[agency]) or quality == "needs_review", agency


def _figures(warehouse: Path) -> dict[tuple[str, str], dict[tuple[str, ...], float]]:
    """Numbers by report (agency and quality) and cell."""
    query = """
        SELECT r.agency_as_printed, r.quality::VARCHAR, f.* FROM dim_report r JOIN (
            SELECT report_id, 'requests' t, item::VARCHAR a, applicant::VARCHAR b, value::DOUBLE v
            FROM fact_request UNION ALL
            SELECT report_id, 'proactive', subject::VARCHAR, measure::VARCHAR, value::DOUBLE
            FROM fact_proactive UNION ALL
            SELECT report_id, 'disputes', procedure::VARCHAR, outcome::VARCHAR, value::DOUBLE
            FROM fact_dispute) f USING (report_id) WHERE v IS NOT NULL"""
    found: dict[tuple[str, str], dict[tuple[str, ...], float]] = {}
    for agency, quality, _, *slot, value in run_sql(warehouse, query).rows:
        found.setdefault((agency, quality), {})[tuple(slot)] = value
    return found


def _printed(figures: Figures) -> dict[tuple[str, ...], float]:
    cells = truth_cells(figures.truth())
    return {slot: float(value) for slot, value in cells.items() if value is not None}


def test_what_takes_too_long_is_given_up_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    slow = write(folder, {**hostile_pdf.slow_pdfs(), **hostile_pages.slow_pages()})
    (folder / "sound.html").write_bytes(draw_html(report(1)))
    longer = guard(settings(tmp_path, 1)).seconds  # where scans are read
    fates = run(folder, settings(tmp_path, 2 / longer))
    expected = {path.removeprefix("in/"): case for path, case in slow.items()}
    assert not wrong({**expected, "sound.html": Case(b"", (LOADED,))}, fates)
