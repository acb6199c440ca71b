"""Which tables of which forms a report follows: tables 二 and 三 each have a form of their own."""

from __future__ import annotations

from collections.abc import Sequence

from transform.form import Form, FormTable


def report_tables(
    form: str, requests_form: str | None, forms: Sequence[Form]
) -> tuple[FormTable, ...]:
    """The tables of a report in the order of the form; those of a form that is not known are left out."""
    by_code = {each.code: each for each in forms}
    names = dict.fromkeys(name for each in forms for name in each.tables)
    codes = ((name, requests_form if name == "requests" else None) for name in names)
    wanted = ((name, by_code.get(own or form)) for name, own in codes)
    return tuple(each.tables[name] for name, each in wanted if each and name in each.tables)
