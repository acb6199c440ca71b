"""The log of a run: what is in it is in the catalogue, and the catalogue is in the documentation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows.run_log import KEPT, RunLog, events
from tests.flows.help_text import ROOT

PAGE = ROOT / "docs" / "watching.md"


def test_every_event_is_documented_with_its_facts() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*?) \| (.*?) \|$", PAGE.read_text("utf-8"), re.M)
    documented = {name: (level, re.findall(r"`(\w+)`", facts)) for name, level, _, facts in rows}
    assert documented == {name: (kind.level, [*kind.facts]) for name, kind in events().items()}


def test_every_event_is_raised_somewhere() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "flows").glob("*.py"))
    assert [name for name in events() if f'"{name}"' not in sources] == []


@pytest.mark.parametrize("name", [*events()])
def test_a_line_has_the_facts_of_the_catalogue(name: str, tmp_path: Path) -> None:
    log = RunLog("run", tmp_path)
    kind = events()[name]
    log.write(name, dict.fromkeys(kind.facts, "甲"))
    line = json.loads(log.path.read_text(encoding="utf-8"))
    assert list(line) == ["ts", "run_id", "level", "event", *kind.facts]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line["ts"])
    assert line["level"] in ("info", "warning", "error")


@pytest.mark.parametrize(
    ("name", "facts"), [("no_such", {}), ("stage", {}), ("stage", {"stage": "x", "more": 1})]
)
def test_anything_else_is_a_mistake(name: str, facts: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not in run_events.yml"):
        RunLog("run", tmp_path).write(name, facts)


def test_the_newest_logs_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        RunLog(f"20261122T{number:06}-0000", tmp_path).write("stage", {"stage": "reading"})
    names = sorted(path.stem for path in tmp_path.iterdir())
    assert len(names) == KEPT
    assert names[0] == "20261122T000005-0000"


def test_a_log_of_ones_own_is_appended_to(tmp_path: Path) -> None:
    own = tmp_path / "deep" / "own.jsonl"
    for run in ("a", "b"):
        RunLog(run, tmp_path / "logs", own).write("stage", {"stage": "reading"})
    lines = own.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["run_id"] for line in lines] == ["a", "b"]
    assert not (tmp_path / "logs").exists()
