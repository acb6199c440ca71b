"""A short fuzz run, and what the harness itself must not get wrong."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.extract_pdf.scoring import SUFFIX, read_bytes
from tests.fuzz.accounts import Fate, unaccounted
from tests.fuzz.campaign import campaign
from tests.fuzz.claims import Claim, Claimed
from tests.fuzz.draw import SHARES, mutant, original
from tests.fuzz.mutant import Mutant
from tests.fuzz.printed_page import PrintedPages, same_print
from tests.fuzz.run import ROOT
from tests.fuzz.silent import differences

SEED = 20
MARKS = "import hashlib; from tests.fuzz.draw import mutant; " + (
    "print(hashlib.sha256(b''.join(mutant(20, n).content for n in range(25))).hexdigest())"
)


@pytest.mark.timeout(240)
def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    findings = campaign(tmp_path / "fuzz", 60, SEED, workers=2, limit=20, deadline=150, again=False)
    assert findings.defects == []
    assert findings.to_look_at == []
    assert findings.lost == []
    assert {fate.status for fate in findings.fates} >= {"loaded", "rejected"}


def test_the_same_seed_makes_the_same_files() -> None:
    """Whatever order sets have in a process."""
    marks = set()
    for seed in "12":
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", MARKS]
        marks.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(marks) == 1


def test_every_kind_is_drawn_and_changed() -> None:
    drawn = [mutant(SEED, number) for number in range(150)]
    assert {each.kind for each in drawn} == set(SHARES)
    assert all(each.neutral or each.changes for each in drawn)
    assert len({each.content for each in drawn}) == len(drawn)


def claims(content: bytes, kind: str, **other: Decimal | None) -> Claimed:
    """What a reading of some bytes claims, with the figures of 规章 changed by `other`."""
    assert kind in SUFFIX
    (report,) = read_bytes(content, kind).reports
    found = {}
    for fact in report.facts:
        cell = report.cells[fact.cell] if fact.cell is not None else None
        box = cell.box if cell else None
        place = (cell.page or 0, box.x0, box.y0, box.x1, box.y1) if cell and box else None
        value = other.get(fact.column, fact.value) if fact.row == "rules" else fact.value
        found[fact.table, fact.row, fact.column] = Claim(value, place)
    return Claimed("00000", report.year, found)


@pytest.mark.parametrize("kind", ["pdf", "html", "docx", "text"])
def test_a_wrong_figure_is_not_explained(kind: str) -> None:
    """The file is as it was drawn, the reading is not: a person has to look."""
    content = original("9/1", kind).content
    each = Mutant("00000", "9/1", kind, (), True, content)
    assert differences(claims(content, kind), each) == []
    column = next(c for _, row, c in claims(content, kind).claims if row == "rules")
    (told,) = differences(claims(content, kind, **{column: Decimal(4711)}), each)
    assert (told.verdict, told.read) == ("unexplained", Decimal(4711))


def test_a_figure_nobody_sees_is_told() -> None:
    """Read at a place where the page is blank."""
    content = original("9/1", "pdf").content
    report = claims(content, "pdf")
    slot, claim = next((s, c) for s, c in report.claims.items() if c.value and c.place)
    assert claim.place is not None
    blank = (claim.place[0], 2.0, 2.0, 12.0, 12.0)
    moved = Claimed(report.path, report.year, {**report.claims, slot: Claim(claim.value, blank)})
    (told,) = differences(moved, Mutant("00000", "9/1", "pdf", (), True, content))
    assert (told.verdict, told.slot) == ("not printed", slot)


def test_files_without_a_fate_are_told() -> None:
    fate = Fate("a.pdf", "1", "loaded", "", "", 0.1, "pdf", 1)
    silent = Fate("b.pdf", "2", "rejected", "", "", 0.1, "pdf", 0)
    member = Fate("c.zip!/d.pdf", "3", "loaded", "", "", 0.1, "pdf", 1)
    names = ["a.pdf", "b.pdf", "c.zip"]
    assert unaccounted([fate, member], names) == ["b.pdf: not in audit.source_file"]
    assert len(unaccounted([fate, fate, silent, member], names)) == 2
    assert unaccounted([fate, member], ["a.pdf", "c.zip"]) == []


def test_neutral_changes_print_what_was_drawn() -> None:
    """Pixel by pixel, for every PDF among them."""
    seen = 0
    for number in range(70):
        each = mutant(SEED, number)
        if each.kind == "pdf" and each.neutral:
            one = PrintedPages.opened(original(each.seed, "pdf").content)
            two = PrintedPages.opened(each.content)
            assert one and two and len(one.pdf) == len(two.pdf), each.changes
            whole = [(page, 0.0, 0.0, 2000.0, 2000.0) for page in range(1, len(one.pdf) + 1)]
            assert all(same_print(one, two, place) for place in whole), each.changes
            seen += 1
    assert seen > 3
