"""The ingredients of a type of file are the modules that reading it uses, and no others'."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from examples.draw import random_report
from extract.discover import discover
from flows import ingredients as made_of
from flows.document import process
from flows.ingredients import DOORS, FILES, ingredients, mentioned, reached
from flows.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
MENTIONS = {
    name: mentioned(text)
    for name, text in made_of._sources().items()
    if not name.endswith((".yml", ".csv", ".txt"))
}
READ = """
import json, sys
from pathlib import Path
from extract.discover import discover
from flows.document import process
from flows.settings import Settings
(found,) = discover([Path(sys.argv[1])])
before = set(sys.modules)
package = process(found, Settings())
assert package.status == "loaded", package
print(json.dumps([found.source.kind, *sorted(sys.modules)]))
"""


@pytest.mark.parametrize("kind", ["pdf", "html", "docx", "text"])
def test_whatever_reading_loads_is_an_ingredient(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(random_report("ingredients/1", kind).content)
    command = [sys.executable, "-c", READ, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    is_kind, *loaded = json.loads(done.stdout)
    assert is_kind == kind
    used = {name for name in loaded if name in MENTIONS and not name.endswith("__init__")}
    discovery = reached(FILES, MENTIONS) - reached("", MENTIONS)
    stated = {"transform.reference"}  # loaded to read statements, whose digest is an ingredient
    assert used - reached(kind, MENTIONS) - discovery <= stated


def test_a_reader_concerns_its_own_files_only() -> None:
    def concerned(module: str) -> set[str]:
        return {kind for kind in DOORS if module in reached(kind, MENTIONS)}

    assert concerned("extract.html_tables") == {"html", "text"}  # Markdown holds tables of HTML
    assert concerned("extract.pdf_lattice") == {"pdf"}
    assert concerned("extract.docx_package") == {"docx", "doc", "rtf", "odt"}
    assert concerned("extract.text_rows") == {"text"}
    assert concerned("extract.walk") == {FILES}
    assert concerned("transform.values") == set(DOORS) - {FILES}
    assert concerned("extract.excerpt_svg") == set()


def test_imports_of_every_shape_are_seen() -> None:
    source = """
from extract.model import Box
from extract import pdf_walk as walk
from transform import (
    values,
    labels,
)
    import extract.ocr
NAMES = {"html": "extract.witness_html"}
"""
    assert mentioned(source) >= {
        "extract.model", "extract.pdf_walk", "transform.values", "transform.labels", "extract.ocr",
        "extract.witness_html",
    }  # fmt: skip


def test_every_data_file_is_an_ingredient() -> None:
    data = {name for name in made_of._sources() if name.endswith((".yml", ".csv"))}
    there = {
        path.relative_to(ROOT).as_posix()
        for layer in ("extract", "transform")
        for path in (ROOT / layer).rglob("*")
        if path.suffix in (".yml", ".csv")
    }
    assert data == there
    assert {f"transform/forms/{form}.yml" for form in ingredients(Settings()).forms} <= data


def test_limits_of_a_document_are_ingredients_of_every_type() -> None:
    short, long = ingredients(Settings(pages=10)), ingredients(Settings(pages=500))
    assert all(short.of(kind) != long.of(kind) for kind in DOORS)
    assert short.is_current(short.of("pdf"))
    assert not long.is_current(short.of("pdf"))
    assert not long.is_current("a checksum of an earlier version")


def test_a_changed_form_concerns_what_it_was_consulted_for_and_a_new_one_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = ingredients(Settings())

    def today(**forms: str) -> made_of.Recipe:
        files = {f"transform/forms/{name}.yml": text for name, text in forms.items()}
        sources = {**made_of._sources(), **files}
        with monkeypatch.context() as patched:
            patched.setattr(made_of, "_sources", lambda: sources)
            made_of._recipe.cache_clear()
            recipe = ingredients(Settings())
        made_of._recipe.cache_clear()
        return recipe

    sheet, page = before.of("html", ["legacy"]), before.of("html", ["2019", "2021"])
    changed = today(**{"2019": "another"})
    assert changed.is_current(sheet) and not changed.is_current(page)
    new = today(**{"2027": "new"})
    assert not new.is_current(sheet) and not new.is_current(page)


def test_the_forms_consulted_for_a_report_are_in_its_ingredients(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    for number in range(20):
        file.write_bytes(random_report(f"ingredients/{number}", "html").content)
        (found,) = discover([file])
        package = process(found, Settings())
        if package.consulted is not None:
            break
    assert package.consulted is not None and set(package.consulted) < {"2019", "2021", "legacy"}
