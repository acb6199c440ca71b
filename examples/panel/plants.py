"""Faults put into true reports: each function changes some reports and says what must be found."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from examples.draw.form import PARTS
from examples.panel.counts import Counts
from examples.panel.planted import Misprint, Place, Planted
from examples.panel.printed import Printed, slots
from examples.panel.truth import TWO_CASES

Reports = dict[Place, Printed]
Plant = Callable[[Reports], Planted]

MISSING = (
    ("湟源县教育局", 2020),
    ("西宁市教育局", 2022),
    ("海东市住房和城乡建设局", 2023),
    ("海东市平安区平安镇人民政府", 2021),
    ("海东市乐都区公安局", 2024),
)
COPIED = ("青海省人力资源和社会保障厅", 2024)
BROKEN_SERIES = ("西宁市住房和城乡建设局", 2023)
STOCK = ("互助土族自治县人民政府", 2023)
LATE = ("西宁市公安局", 2023)
REISSUED = ("海东市教育局", 2022)
NO_SIXTH = ("西宁市人力资源和社会保障局", 2023)
ODD_ROWS = {
    ("海东市乐都区教育局", 2022): "partially_granted",
    ("海东市公安局", 2023): "granted",
    ("青海省公安厅", 2024): "unavailable_not_held",
}
LESS_RECEIVED = (("西宁市教育局", 2023), 3)
MORE_HANDLED = (("海东市公安局", 2024), 7)
MORE_GRANTED = (("西宁市市场监督管理局", 2021), 4)
OUTLIER = ("西宁市自然资源局", 2022)
SLIP = ("海东市人力资源和社会保障局", 2021)
BLANK = ("西宁市湟中区多巴镇人民政府", 2022)
PARTLY_BLANK = ("海东市平安区自然资源局", 2022)
NO_TABLE = ("西宁市湟中区住房和城乡建设局", 2024)
UNREADABLE = (
    ("西宁市湟中区自然资源局", 2023),
    ("海东市自然资源局", 2025),
    ("西宁市湟中区教育局", 2021),
)


def change(report: Printed, **by: int) -> Printed:
    """Rows of table 三 changed in the columns of natural persons and of the total."""
    counts: Counts = report.counts.copy()
    for item, number in by.items():
        for column in ("natural_person", "total"):
            counts["requests", item, column] += number
    return replace(report, counts=counts)


def missing(reports: Reports) -> Planted:
    """Five reports are not there; of one the file is, without a table."""
    for place in MISSING:
        del reports[place]
    return Planted(missing=frozenset(MISSING), short=MISSING[0], rejected=MISSING[-1])


def copied_year(reports: Reports) -> Planted:
    """Table 三 of the year before, cell for cell; what it carries fits neither neighbour."""
    name, year = COPIED
    before, now, after = (reports[name, y] for y in (year - 1, year, year + 1))
    counts = now.counts.copy()
    for slot in counts:
        if slot[0] == "requests":
            counts[slot] = before.counts[slot]
    reports[COPIED] = replace(now, counts=counts)
    carried = counts["requests", "carried_forward", "total"]
    gaps = {
        COPIED: counts["requests", "carried_over", "total"] - carried,
        (name, year + 1): after.counts["requests", "carried_over", "total"] - carried,
    }
    return Planted(copied=COPIED, gaps={place: gap for place, gap in gaps.items() if gap})


def broken_series(reports: Reports) -> Planted:
    """Four more carried over than were carried forward, in a report that adds up by itself."""
    found = change(reports[BROKEN_SERIES], carried_over=4, granted=4, handled_total=4)
    reports[BROKEN_SERIES] = found
    return Planted(gaps={BROKEN_SERIES: 4})


def stock(reports: Reports) -> Planted:
    """25 documents too many in force in one year: too many then, too few the year after."""
    counts = reports[STOCK].counts.copy()
    counts["proactive", "normative_documents", "in_force"] += 25
    reports[STOCK] = replace(reports[STOCK], counts=counts)
    return Planted(stock_gaps={STOCK: 25, (STOCK[0], STOCK[1] + 1): -25})


def publication(reports: Reports) -> Planted:
    """One report is late, one lacks section 六."""
    late = datetime.date(LATE[1] + 1, 2, 27)
    reports[LATE] = replace(reports[LATE], published_on=late)
    reports[NO_SIXTH] = replace(reports[NO_SIXTH], lacks=frozenset({"other"}))
    return Planted(late=LATE, without_section=(NO_SIXTH, "六"))


def sums(reports: Reports) -> Planted:
    """Identities that the totals break, and rows that do not add across the applicants."""
    odd: dict[Place, tuple[str, int]] = {}
    for place, item in ODD_ROWS.items():
        counts = reports[place].counts.copy()
        counts["requests", item, "natural_person"] += 2
        reports[place] = replace(reports[place], counts=counts)
        odd[place] = (item, -2)
    less, more, granted = LESS_RECEIVED, MORE_HANDLED, MORE_GRANTED
    reports[less[0]] = change(reports[less[0]], new_received=-less[1])
    reports[more[0]] = change(reports[more[0]], granted=more[1], handled_total=more[1])
    reports[granted[0]] = change(reports[granted[0]], granted=granted[1])
    balance = {less[0]: -less[1], more[0]: -more[1]}
    return Planted(odd_rows=odd, balance=balance, outcomes=dict([granted]))


def misprints(reports: Reports) -> Planted:
    """Two cells print a wrong number; a person has declared what they should be."""
    outlier = reports[OUTLIER].counts["requests", "new_received", "natural_person"]
    handled = reports[SLIP].counts["requests", "handled_total", "total"]
    found = (
        Misprint(OUTLIER, "new_received", "natural_person", outlier * 10, outlier, "多印一个0，与合计不符"),
        Misprint(SLIP, "handled_total", "total", handled + 9, handled, "总计与各项之和不符，经电话核实"),
    )  # fmt: skip
    for each in found:
        report = reports[each.place]
        texts = {**report.texts, ("requests", each.item, each.applicant): str(each.printed)}
        reports[each.place] = replace(report, texts=texts)
    return Planted(misprints=found)


def texts(reports: Reports) -> Planted:
    """The text says nine reconsiderations where the table has two."""
    reports[TWO_CASES] = replace(reports[TWO_CASES], said={"cases": 9})
    return Planted(mismatch=(TWO_CASES, 9, 2))


def blanks(reports: Reports) -> Planted:
    """Table 三 empty, its zeros left blank, the table not there at all, cells that cannot be read."""
    report = reports[BLANK]
    empty = [slot for slot in slots(report.form) if slot[0] == "requests"]
    reports[BLANK] = replace(report, texts=dict.fromkeys(empty))
    report = reports[PARTLY_BLANK]
    zeros = [slot for slot in slots(report.form) if report.text(slot) == "0"]
    reports[PARTLY_BLANK] = replace(report, texts=dict.fromkeys(zeros))
    reports[NO_TABLE] = replace(reports[NO_TABLE], no_table=frozenset({"requests"}))
    for place in UNREADABLE:
        cell = ("requests", "granted", PARTS[1])
        reports[place] = replace(reports[place], texts={cell: "?1"})
    around = {
        (name, y): None
        for name, year in (BLANK, NO_TABLE)
        for y in (year, year + 1)
        if (name, y) in reports
    }
    return Planted(
        blank=BLANK, partly_blank=PARTLY_BLANK, no_table=NO_TABLE,
        unreadable=frozenset(UNREADABLE), gaps=dict(around),
    )  # fmt: skip


PLANTS: tuple[Plant, ...] = (
    missing, copied_year, broken_series, stock, publication, sums, misprints, texts, blanks,
)  # fmt: skip
