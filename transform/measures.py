"""What can be counted about a report, for the rules on structure and values (`checks/*.yml`).

Measures belong to a table, a section (一 to 六) or the report; a rule applies where all of its
measures are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from extract.model import Problem
from transform.alignment import Alignment
from transform.form import Form
from transform.grounds import Account, Grounds, Measures
from transform.labels import parse_label
from transform.model import Fact
from transform.sections import Section, outline

_BY_DOUBT = {
    "value_unreadable": "values_unreadable",
    "value_negative": "values_negative",
    "value_not_whole": "values_not_whole",
    "value_too_precise": "values_out_of_scale",
    "value_too_large": "values_out_of_scale",
}
OF_TABLES = {"二": "proactive", "三": "requests", "四": "disputes"}
"""Sections of the form that hold a table."""


def measures_of_table(
    alignment: Alignment,
    account: Account,
    facts: Sequence[Fact],
    lost: int,
    forms: Sequence[Form],
) -> dict[str, Decimal]:
    """Measures of one table that no second reading and no correction changes.

    `lost` counts figures beside the rows; with the rows that belong nowhere they are left over.
    """
    table = alignment.table
    facts = [fact for fact in facts if fact.table == table.name]
    printed = sum(1 for fact in facts if fact.value is not None)
    amounts = [m.code for m in table.columns if getattr(m, "type", "") == "amount"]
    return {
        "cells_expected": Decimal(len(table.slots)),
        "cells_printed": Decimal(account.cells),
        "cells_facts": Decimal(account.facts),
        "cells_heads": Decimal(account.heads),
        "cells_notes": Decimal(account.notes),
        "cells_empty": Decimal(account.empty),
        "cells_problems": Decimal(account.problems),
        "figures_printed": Decimal(printed),
        "percent_printed": Decimal(100 * printed // len(table.slots)),
        "rows_left_over": Decimal(alignment.unmatched + lost),
        "rows_of_other_forms": Decimal(_rows_of_other_forms(alignment, forms)),
        "units_unknown": Decimal(
            sum(1 for f in facts if f.column in amounts and f.value is not None and not f.unit)
        ),
    }


def with_doubts(measures: Measures, grounds: Grounds, disputed: Sequence[Problem]) -> Measures:
    """The measures with what is missing, doubtful or read in two ways as of now."""
    tables = {}
    for table, values in measures.get("table", {}).items():
        doubts = Counter(code for slot, code in grounds.doubtful if slot[0] == table)
        counted = Counter(dict.fromkeys(("values_doubtful", *_BY_DOUBT.values()), 0))
        for code, number in doubts.items():
            counted[_BY_DOUBT.get(code, "values_doubtful")] += number
        missing = sum(1 for slot in grounds.missing if slot[0] == table)
        tables[table] = {
            **values,
            **{name: Decimal(number) for name, number in counted.items()},
            "cells_found": values["cells_expected"] - missing,
            "readings_differing": Decimal(
                sum(1 for each in disputed if each.params.get("table", table) == table)
            ),
        }
    return {**measures, "table": tables}


def _rows_of_other_forms(alignment: Alignment, forms: Sequence[Form]) -> int:
    """Rows with figures that this form does not have but another one has."""
    unknown = [p.raw.split("|")[0] for p in alignment.problems if p.code == "row_unknown"]
    if not unknown:
        return 0
    name = alignment.table.name
    own = {key for row in alignment.table.rows for key in row.keys}
    others = {k for f in forms if name in f.tables for r in f.tables[name].rows for k in r.keys}
    return sum(1 for label in unknown if parse_label(label).key in others - own)


def measures_of_sections(
    sections: Sequence[Section], tables_found: frozenset[str]
) -> dict[str, dict[str, Decimal]]:
    """Measures of each of the six sections; `tables_found` names the tables that have cells."""
    counted = Counter(section.official for section in sections)
    measured: dict[str, dict[str, Decimal]] = {
        official: {"headings": Decimal(counted[official])} for official in "一二三四五六"
    }
    for official, table in OF_TABLES.items():
        if counted[official]:
            beneath = sum(section.tables for section in sections if section.official == official)
            found = max(beneath, int(table in tables_found))
            measured[official] |= {"headings_of_tables": Decimal(1), "tables": Decimal(found)}
    if counted["五"]:
        text = "".join(section.text for section in sections if section.official == "五")
        measured["五"]["characters_of_five"] = Decimal(len(text.strip("。 \n无")))
    return measured


def measures_of_report(
    sections: Sequence[Section], problems: Sequence[Problem], statements: Sequence[str]
) -> dict[str, Decimal]:
    """Measures of the report as a whole; `statements` are the codes of what the text says in words."""
    order = outline(sections)
    contradicting = sum(1 for problem in problems if problem.code == "year_contradicts")
    return {
        "headings_out_of_order": Decimal(0 if order.in_order else 1),
        "numerals_repeated": Decimal(len(order.reused)),
        "years_contradicting": Decimal(contradicting),
        "statements_other_year": Decimal(statements.count("other_year")),
    }
