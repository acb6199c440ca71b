"""Each file gets exactly one decision, and the decision depends on nothing but its bytes."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Rejection
from flows.plan import plan_files, under_limits
from flows.settings import Settings
from tests.flows.fakes import RECIPE, found

NOW = RECIPE.of("pdf")
BEFORE = replace(RECIPE, kinds={"": "0", "pdf": "old"}).of("pdf")
SETTINGS = Settings(workers=2, document_seconds=60)


def actions(*files: object, known: dict[str, str] | None = None) -> list[str]:
    """The actions for these files."""
    return [each.action for each in plan_files(files, known or {}, RECIPE, SETTINGS)]  # type: ignore[arg-type]


def test_new_changed_and_unchanged_files() -> None:
    new, changed, same = found("new"), found("changed"), found("same")
    known = {changed.source.sha256: BEFORE, same.source.sha256: NOW}
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
    assert actions(*nameless, known={"": NOW}) == ["reject"] * 3


def test_a_document_lost_to_limits_is_tried_again_under_other_limits() -> None:
    file = found("slow")
    known = {file.source.sha256: under_limits(NOW, SETTINGS)}
    patient = replace(SETTINGS, document_seconds=600)
    assert [p.action for p in plan_files([file], known, RECIPE, SETTINGS)] == ["unchanged"]
    assert [p.action for p in plan_files([file], known, RECIPE, patient)] == ["read"]


def test_files_of_two_roots_get_two_paths() -> None:
    one = found("2023.pdf")
    other = replace(one, source=replace(one.source, root="/more", sha256="f" * 64))
    paths = [planned.path for planned in plan_files([one, other], {}, RECIPE, SETTINGS)]
    assert paths == ["2023.pdf", "/more/2023.pdf"]


def test_only_what_a_change_concerns_is_read_again() -> None:
    pdf, other = found("a"), found("b")
    page = replace(other, source=replace(other.source, kind="html"))
    known = {
        pdf.source.sha256: RECIPE.of("pdf", {"2021"}),
        page.source.sha256: RECIPE.of("html", {"2019", "2021"}),
    }

    def decided(**changed: dict[str, str]) -> list[str]:
        recipe = replace(
            RECIPE, **{what: {**getattr(RECIPE, what), **to} for what, to in changed.items()}
        )
        return [each.action for each in plan_files([pdf, page], known, recipe, SETTINGS)]

    assert decided() == ["unchanged", "unchanged"]
    assert decided(kinds={"html": "new"}) == ["unchanged", "read"]
    assert decided(kinds={"pdf": "new"}) == ["read", "unchanged"]
    assert decided(forms={"2019": "new"}) == ["unchanged", "read"]
    assert decided(forms={"2021": "new"}) == ["read", "read"]
    assert decided(forms={"2027": "new"}) == ["unchanged", "unchanged"]


def test_a_file_whose_type_is_seen_otherwise_is_read_again() -> None:
    file = found("a")
    known = {file.source.sha256: RECIPE.of("html")}
    assert actions(file, known=known) == ["read"]
