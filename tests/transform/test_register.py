"""The register of corrections: what a person may write, and what is refused with the way to write it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from transform.register import Entry, RegisterError, checksum, load_register

FIGURE: dict[str, Any] = {
    "document": "5f3a9c0e21b7d4aa", "figure": "requests/new_received/total", "seen": "26", "should_be": "27",
    "reason": "misread", "who": "李明",
}  # fmt: skip
CHECK: dict[str, Any] = {
    "document": "5f3a9c0e21b7d4aa", "check": "requests_balance/total", "verdict": "as_published",
    "reason": "printed so", "who": "李明",
}  # fmt: skip


def write(folder: Path, *entries: Any, date: str = "2026-11-22", name: str = "a.yml") -> Path:
    """A register with these entries."""
    lines = []
    for entry in entries:
        text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False)
        dated = f"{text}date: {date}\n" if isinstance(entry, dict) and date else text
        lines.append("- " + dated.strip().replace("\n", "\n  "))
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_entries_of_all_files(tmp_path: Path) -> None:
    write(tmp_path, FIGURE, CHECK)
    write(tmp_path, FIGURE | {"figure": "proactive/rules/issued", "seen": None}, name="b.yaml")
    register = load_register(tmp_path)
    figure, check, lost = register.entries
    assert figure.figure == ("requests", "new_received", "total")
    assert (figure.seen, figure.should_be, figure.report, figure.source) == (
        "26",
        "27",
        0,
        "a.yml, entry 1",
    )
    assert (check.check, check.verdict) == (("requests_balance", "total"), "as_published")
    assert lost.seen is None
    assert register.of("5f3a9c0e21b7d4aa" + "0" * 48) == register.entries
    assert register.of("6" * 64) == ()


def test_no_folder_is_an_empty_register(tmp_path: Path) -> None:
    assert load_register(tmp_path / "nowhere").entries == ()
    (tmp_path / "empty.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert load_register(tmp_path).entries == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"document": "5f3a"}, "first 12 digits"),
        ({"document": "report.pdf"}, "sha256"),
        ({"figure": "new_received/total"}, "table/row/column"),
        ({"figure": "tables/new_received/total"}, "table one of"),
        ({"seen": 26}, "in quotes"),
        ({"should_be": 27}, "in quotes"),
        ({"should_be": None}, "in quotes"),
        ({"who": " "}, "who must say"),
        ({"report": "first"}, "number from 0"),
        ({"sean": "26"}, "unknown sean"),
    ],
)
def test_a_slip_names_the_entry_and_the_way_to_write_it(
    change: dict[str, Any], said: str, tmp_path: Path
) -> None:
    """A correction that is quietly left out is worse than none."""
    write(tmp_path, CHECK, FIGURE | change)
    with pytest.raises(RegisterError, match=f"a.yml, entry 2: .*{said}"):
        load_register(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("document: x", "list of entries"),
        ("- just text", "entry 1"),
        ("- [", "a.yml"),
        ("- check: a/b\n  document: 5f3a9c0e21b7d4aa", "lacks date, reason"),
    ],
)
def test_what_is_no_register(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=said):
        load_register(tmp_path)


@pytest.mark.parametrize(
    "wrong", [CHECK | {"verdict": "fine"}, CHECK | {"check": "requests_balance"}]
)
def test_a_verdict_has_one_word_and_one_check(wrong: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="entry 1"):
        load_register(write(tmp_path, wrong))


def test_the_same_figure_twice_is_refused(tmp_path: Path) -> None:
    """Two persons who disagree must be told, not settled by the order of files."""
    write(tmp_path, FIGURE)
    write(tmp_path, FIGURE | {"should_be": "28"}, name="b.yml")
    with pytest.raises(RegisterError, match="b.yml, entry 1: says again what a.yml, entry 1"):
        load_register(tmp_path)


def test_checksum_follows_what_is_said_and_not_where(tmp_path: Path) -> None:
    """A comment or another file name must not load a thousand documents anew."""
    (entry,) = load_register(write(tmp_path, FIGURE)).entries
    assert checksum([entry]) == checksum([replace(entry, source="b.yml, entry 7")])
    other: list[Entry] = [replace(entry, should_be="28"), replace(entry, who="王芳")]
    assert len({checksum([each]) for each in (entry, *other)}) == 3
    assert checksum([]) == ""
