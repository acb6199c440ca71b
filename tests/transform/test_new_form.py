"""A new form year needs a file and nothing else: codes, rows, columns, checks come from YAML."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.transform.build import FORMS, changed, complete, document
from tests.transform.invented_form import (
    Figures,
    figures_for,
    invent,
    proactive_table,
    requests_table,
    save,
)
from transform.form import Form
from transform.form_file import FOLDER, FormError, load_forms, read_form
from transform.interpret import Draft, interpret
from transform.settle import settle

TITLE = "某市某县人民政府2031年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限自2031年1月1日起至2031年12月31日止。"


def read(spec: dict[str, Any], figures: Figures, forms: tuple[Form, ...]) -> Draft:
    """The draft of a report printed on the form."""
    of = document(TITLE, PERIOD, proactive_table(spec, figures), requests_table(spec, figures))
    (draft,) = interpret(of, forms).drafts
    return draft


@pytest.mark.parametrize("seed", range(12))
def test_a_form_made_of_yaml_alone_is_read(seed: int, tmp_path: Path) -> None:
    """A code, a row or a column that stands in Python would lose the new form's."""
    rng = random.Random(seed)
    spec = invent(rng)
    save(spec, tmp_path)
    figures = figures_for(spec, rng)
    draft = read(spec, figures, load_forms(tmp_path))
    found = {(f.row, f.column): int(f.value or 0) for f in draft.found.facts}
    assert found == figures
    assert complete(draft)
    assert {result.status for result in draft.checks} == {"pass"}
    assert {result.check_code for result in draft.checks} == {"done_sum", "kinds_sum"}
    settled = settle(draft, document(TITLE), None)
    assert (settled.form, settled.requests_form, settled.quality) == ("2031", "2031", "verified")


@pytest.mark.parametrize("seed", range(4))
def test_identities_of_the_file_are_checked(seed: int, tmp_path: Path) -> None:
    """A sum declared in YAML that nobody computes would pass anything."""
    rng = random.Random(seed)
    spec = invent(rng)
    save(spec, tmp_path)
    figures = figures_for(spec, rng)
    figures["done", "kind_1"] += 1
    draft = read(spec, figures, load_forms(tmp_path))
    assert {(r.check_code, r.scope) for r in draft.failures} == {
        ("done_sum", "kind_1"), ("kinds_sum", "done"),
    }  # fmt: skip


def test_a_new_form_beside_the_old_ones(tmp_path: Path) -> None:
    """The report tells its form; the others stay what they are."""
    for path in FOLDER.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    spec = invent(random.Random(7))
    save(spec, tmp_path)
    forms = load_forms(tmp_path)
    assert [form.code for form in forms] == ["2031", "2021", "2019", "legacy"]
    draft = read(spec, figures_for(spec, random.Random(7)), forms)
    assert {a.table.form for a in draft.alignments if a.readings} == {"2031"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "colour"),
        (("tables", "proactive"), "colour"),
        (("tables", "proactive", "measures", "measure_0"), "units"),
        (("tables", "proactive", "blocks", 0), "subject"),
        (("tables", "proactive", "blocks", 0, "subjects", "subject_1"), "lable"),
        (("tables", "requests"), "outcomes"),
        (("tables", "requests", "columns", "sum"), "alias"),
        (("tables", "requests", "rows", 0), "aliasses"),
        (("tables", "requests", "rows", 1), "code"),
        (("tables", "requests", "rows", 1, "rows", 0), "unit"),
    ],
)
def test_unknown_keys_are_refused(path: tuple[Any, ...], key: str, tmp_path: Path) -> None:
    """A misspelt key that is passed over takes its aliases or checks with it."""
    spec = invent(random.Random(1))
    place: Any = spec
    for step in path:
        place = place[step]
    place[key] = "x"
    file = save(spec, tmp_path)
    with pytest.raises(FormError, match=rf"2031\.yml.*{key}"):
        read_form(file)


@pytest.mark.parametrize(
    "change",
    [{"scope": "row"}, {"per": "colum"}, {"left": ["part_0_0", "no_such_row"]}],
)
def test_identities_that_cannot_hold_are_refused(change: dict[str, Any], tmp_path: Path) -> None:
    """A check over a code that is not there is not assessable for ever, in silence."""
    spec = invent(random.Random(1))
    spec["tables"]["requests"]["identities"][0].update(change)
    with pytest.raises(FormError, match=r"2031\.yml"):
        read_form(save(spec, tmp_path))


@pytest.mark.parametrize("missing", ["form", "issued_by", "first_year", "tables"])
def test_missing_keys_are_refused(missing: str, tmp_path: Path) -> None:
    """Half a form must not be loaded as a whole one."""
    spec = invent(random.Random(1))
    file = save(spec, tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{missing}:", f"{missing}_:", 1), encoding="utf-8")
    with pytest.raises(FormError, match=r"2031\.yml"):
        read_form(file)


@pytest.mark.parametrize(
    ("path", "value"),
    [(("tables", "requests", "kind"), "grid"),
     (("tables", "requests", "columns", "sum", "label"), "12"),
     (("tables", "requests", "rows", 0, "label"), "1.")],
)  # fmt: skip
def test_values_that_cannot_be_used_are_refused(
    path: tuple[Any, ...], value: str, tmp_path: Path
) -> None:
    """A label without Chinese characters would match every blank cell."""
    spec = invent(random.Random(1))
    place: Any = spec
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(FormError, match=r"2031\.yml"):
        read_form(save(spec, tmp_path))


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    """Whoever edits a form must be told which file is broken."""
    (tmp_path / "2031.yml").write_text("form: [", encoding="utf-8")
    with pytest.raises(FormError, match=r"2031\.yml"):
        read_form(tmp_path / "2031.yml")


def test_forms_that_come_with_the_program() -> None:
    """Each identity names rows and columns that are there; no label belongs to two rows."""
    for form in FORMS:
        for table in form.tables.values():
            rows = {row.code for row in table.rows}
            columns = {column.code for column in table.columns}
            for identity in table.identities:
                named = {*identity.left, *identity.right}
                assert named <= (rows if identity.per == "column" else columns)
            for group in {row.group for row in table.rows}:
                keys = [key for row in table.rows if row.group == group for key in row.keys]
                assert len(keys) == len(set(keys)), (form.code, table.name, group)


def test_changed_is_used_on_cells_that_exist() -> None:
    """The builder itself: a change beside the table would test nothing."""
    spec = invent(random.Random(1))
    with pytest.raises(AssertionError):
        changed(requests_table(spec, figures_for(spec, random.Random(1))), {(99, 99): "1"})
