"""Each file gets exactly one decision, and the decision depends on nothing but its bytes."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Rejection
from flows.plan import plan_files, under_limits
from flows.settings import Settings
from tests.flows.fakes import found

SETTINGS = Settings(workers=2, document_seconds=60)


def actions(*files: object, known: dict[str, str] | None = None) -> list[str]:
    """The actions for these files."""
    return [each.action for each in plan_files(files, known or {}, "now", SETTINGS)]  # type: ignore[arg-type]


def test_new_changed_and_unchanged_files() -> None:
    new, changed, same = found("new"), found("changed"), found("same")
    known = {changed.source.sha256: "before", same.source.sha256: "now"}
    assert actions(new, changed, same, known=known) == ["read", "read", "unchanged"]


def test_the_first_of_equal_files_is_read() -> None:
    first = found("a")
    copy = replace(first, source=replace(first.source, path="b"))
    assert actions(first, copy) == ["read", "duplicate"]


def test_files_nobody_can_open_are_no_copies_of_each_other() -> None:
    locked = found("a", Rejection("unreadable", "permission denied"))
    nameless = [
        replace(locked, source=replace(locked.source, path=path, sha256="")) for path in "abc"
    ]
    assert actions(*nameless) == ["reject"] * 3
    assert actions(*nameless, known={"": "now"}) == ["reject"] * 3


def test_a_document_lost_to_limits_is_tried_again_under_other_limits() -> None:
    file = found("slow")
    known = {file.source.sha256: under_limits("now", SETTINGS)}
    patient = replace(SETTINGS, document_seconds=600)
    assert [p.action for p in plan_files([file], known, "now", SETTINGS)] == ["unchanged"]
    assert [p.action for p in plan_files([file], known, "now", patient)] == ["read"]


def test_files_of_two_roots_get_two_paths() -> None:
    one = found("2023.pdf")
    other = replace(one, source=replace(one.source, root="/more", sha256="f" * 64))
    paths = [planned.path for planned in plan_files([one, other], {}, "now", SETTINGS)]
    assert paths == ["2023.pdf", "/more/2023.pdf"]
