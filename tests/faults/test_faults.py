"""Readers that err: the witness, the sums or another reader must notice, or no figure may be wrong."""

from __future__ import annotations

from functools import cache

import pytest

from examples.draw import random_report
from examples.draw.bench import KINDS, Drawn
from tests.faults.__main__ import main
from tests.faults.cells import (
    CELL_FAULTS,
    Fault,
    columns_exchanged,
    digit,
    labels_down,
    lost,
    row_along,
    rows_exchanged,
)
from tests.faults.digits import changed_digit
from tests.faults.feed import FEEDS, Feed
from tests.faults.trial import Trial, read_drawn, with_cell_fault, with_feed_fault

TABLE_TWO, TABLE_THREE = range(1), range(1, 3)


@cache
def drawn(kind: str, number: int) -> Drawn:
    """A report all of whose faults would be noticed by nothing but a second look: it is verified as drawn."""
    for extra in range(20):
        found = random_report(f"fault/{number + 100 * extra}", kind)
        (report,) = read_drawn(found).reports
        if report.quality == "verified":
            return found
    raise AssertionError(f"no {kind} is verified")


def tried(trial: Trial) -> bool:
    """Whether a fault was made; never in silence."""
    assert trial.outcome != "silent", str(trial)
    return trial.outcome == "found"


@pytest.mark.parametrize("fault", CELL_FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_no_fault_in_a_cell_is_silent(kind: str, fault: Fault) -> None:
    """All readers of the file make the same fault: what is wrong in the end is said to be doubtful."""
    found = [
        tried(with_cell_fault(drawn(kind, n), f"cell/{n}", fault, every=True)) for n in range(2)
    ]
    assert any(found)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [(kind, fault) for kind, faults in FEEDS.items() for fault in faults],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_no_fault_within_a_reader_is_silent(kind: str, fault: Feed) -> None:
    """Glyphs, Camelot's cells and texts of cells are wrong before there is a table."""
    found = [tried(with_feed_fault(drawn(kind, n), f"feed/{n}", fault)) for n in range(3)]
    assert any(found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", [digit, lost, columns_exchanged], ids=lambda f: f.__name__)
def test_table_two_has_a_witness_where_it_has_no_sums(kind: str, fault: Fault) -> None:
    """制发 and 废止 exchanged, each cell with all of its own: found without any arithmetic."""
    trials = [with_cell_fault(drawn(kind, n), f"two/{n}", fault, TABLE_TWO) for n in range(3)]
    assert any(tried(trial) for trial in trials)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", [rows_exchanged, labels_down, row_along], ids=lambda f: f.__name__)
def test_shifts_that_keep_the_sums(kind: str, fault: Fault) -> None:
    """Labels one row off, two rows exchanged: in table 三 of every kind."""
    trials = [
        with_cell_fault(drawn(kind, n), f"three/{n}", fault, TABLE_THREE, every=True)
        for n in range(3)
    ]
    assert any(tried(trial) for trial in trials)


@pytest.mark.parametrize("fault", [digit, lost, rows_exchanged], ids=lambda f: f.__name__)
def test_pages_turned_on_their_side_have_a_witness(fault: Fault) -> None:
    """The text layer of a turned page is asked, too."""
    turned = []
    number = 0
    while len(turned) < 3:
        report = random_report(f"turned/{number}", "pdf")
        number += 1
        if "landscape='turned'" in report.style:
            turned.append(report)
    assert any([tried(with_cell_fault(each, "t", fault, every=True)) for each in turned])


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_digit_is_the_documents_fault(kind: str) -> None:
    """One printed digit of table 三 is another: a sum finds it, and two readings agree on it."""
    outcomes = [changed_digit(f"digit/{number}", kind).outcome for number in range(6)]
    assert set(outcomes) <= {"as_printed", "hidden", "needs_review"}, outcomes
    assert outcomes.count("as_printed") >= 4, outcomes


def test_the_command_counts_and_fails_on_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m tests.faults` in small: a line for each kind and fault, and the sums."""
    assert main(["--documents", "4", "--seed", "command"]) == 0
    printed = capsys.readouterr().out
    assert "4 documents" in printed and all(kind in printed for kind in KINDS)
