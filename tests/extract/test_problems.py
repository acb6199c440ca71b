"""The catalogue of problems: complete, bilingual, and used."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import extract
from extract.model import Problem
from extract.problems import CatalogueError, ProblemKind, catalogue, load_catalogue, render

ENTRY = {
    "severity": "info", "title_en": "a", "title_zh": "b", "message_en": "c", "message_zh": "d",
    "advice_en": "e", "advice_zh": "f",
}  # fmt: skip
MODULES = sorted(Path(extract.__file__).parent.glob("*.py"))


def write(path: Path, entry: dict[str, str]) -> Path:
    path.write_text("some_code:\n" + "".join(f"  {k}: {v!r}\n" for k, v in entry.items()))
    return path


def test_a_sound_catalogue_loads(tmp_path: Path) -> None:
    found = load_catalogue(write(tmp_path / "a.yml", ENTRY))
    assert found == {"some_code": ProblemKind("some_code", **ENTRY)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "unknown field colour"),
        ({"title_zh": ""}, "title_zh must be text"),
        ({"severity": "fatal"}, "severity must be one of"),
    ],
)
def test_an_unsound_entry_is_named(tmp_path: Path, change: dict[str, str], said: str) -> None:
    path = write(tmp_path / "a.yml", ENTRY | change)
    with pytest.raises(CatalogueError, match=rf"a\.yml: some_code: .*{said}"):
        load_catalogue(path)


@pytest.mark.parametrize("text", ["[1]", "a: 1", "a: {severity: info}", "{", "a: [b"])
def test_what_is_no_catalogue_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yml").write_text(text)
    with pytest.raises(CatalogueError, match=r"a\.yml"):
        load_catalogue(tmp_path / "a.yml")


def test_messages_are_filled_and_never_fail() -> None:
    severity, english, chinese = render(Problem("row_joined", params={"rows": "3 + 5"}))
    assert severity == "warning" and "3 + 5" in english and "3 + 5" in chinese
    assert "{rows?}" in render(Problem("row_joined"))[1]
    assert render(Problem("no_such_code")) == ("error", "no_such_code", "no_such_code")


def test_both_languages_use_the_same_parameters() -> None:
    for kind in catalogue().values():
        named = [set(re.findall(r"\{(\w+)\}", text)) for text in (kind.message_en, kind.message_zh)]
        assert named[0] == named[1], kind.code


def test_every_code_a_reader_reports_is_in_the_catalogue() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert set(re.findall(r'Problem\(\s*"(\w+)"', source)) <= set(catalogue())


@pytest.mark.parametrize(
    "name", ["blocks", "discover", "encoding", "html_scripts", "same_text", "text_lines", "text_tokens"]
)
def test_examples_in_docstrings_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"extract.{name}"))
    assert tried and not failed
