"""What workers must have in common with the machine that runs ogi, and what is said where they have not."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from extract.discover import Found
from flows import dask_site
from flows.dask_pool import DaskPool
from flows.dask_site import CODE, Answer, Terms, absolute, answer, environment, refusal, terms_of
from flows.failures import UserError
from flows.pool import Guard
from flows.settings import Settings
from tests.flows import dask_deeds
from tests.flows.fakes import found

GUARD = Guard(1, 5.0, 500, dask_deeds.start)


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    """Terms of a run that reads one file."""
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF")
    return terms_of(Settings(warehouse=tmp_path / "ogi.duckdb"), report)


def asked(terms: Terms) -> str | None:
    """What is wrong with a worker on this machine."""
    return refusal(answer(pickle.dumps(terms), "worker-1"), terms, "worker-1")


def test_a_worker_set_up_alike_is_taken(terms: Terms) -> None:
    assert asked(terms) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ogi", "ogi 9.9 there, 0.1.0 here"),
        ("Python", "Python 9.9 there"),
        ("optional readers", "optional readers 9.9 there"),
        ("pypdfium2", "pypdfium2 9.9 there"),
        ("distributed", "distributed 9.9 there"),
        (CODE, "other code, forms or reference/agencies.yml"),
    ],
)
def test_what_differs_is_named(terms: Terms, name: str, said: str) -> None:
    has = {**environment(terms.settings), name: "9.9"}
    answered = Answer(has=has, unseen=[], error="")
    why = refusal(answered, terms, "worker-1")
    assert why is not None and said in why and "Install the same" in why


def test_other_statements_about_agencies_are_other_ingredients(terms: Terms) -> None:
    before = environment(terms.settings)
    folder = terms.settings.reference
    folder.mkdir()
    (folder / "agencies.yml").write_text("agencies: []\n", encoding="utf-8")
    assert environment(terms.settings)[CODE] != before[CODE]


def test_a_worker_of_a_version_that_asks_otherwise_still_says_its_version(terms: Terms) -> None:
    answered = answer(b"no pickle", "worker-1")
    assert answered["has"]["ogi"]
    assert answered["error"]


def test_a_worker_that_does_not_see_the_reports_is_refused(terms: Terms) -> None:
    why = asked(replace(terms, paths=(Path("/nowhere/2023.pdf"),)))
    assert why is not None and "/nowhere/2023.pdf" in why and "same path" in why


@pytest.mark.parametrize("content", [None, "of another folder"])
def test_a_worker_with_another_folder_at_the_path_of_the_store_is_refused(
    terms: Terms, content: str | None
) -> None:
    terms.probe.unlink()
    if content:
        terms.probe.write_text(content)
    why = asked(terms)
    assert why is not None and str(terms.probe.parent) in why and "same path" in why


def test_a_worker_that_cannot_write_is_refused(terms: Terms) -> None:
    terms.probe.with_name("worker-1").mkdir()
    why = asked(terms)
    assert why is not None and "IsADirectoryError" in why


def test_what_a_worker_writes_must_come_in_sight(
    terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_site, "SECONDS_TO_SEE", 0.05)
    answered = answer(pickle.dumps(terms), "worker-2")
    why = refusal(answered, terms, "worker-1")
    assert why is not None and "lookupcache=positive" in why


def read(item: Found, settings: Settings, folder: Path) -> None: ...


def test_paths_lead_to_the_same_place_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(stated=Path("stated"), webhook="https://secret")
    call = partial(read, settings=settings, folder=Path("store"))
    sent = absolute(call)
    assert sent.keywords["folder"] == tmp_path / "store"
    assert sent.keywords["settings"].warehouse == tmp_path / "ogi.duckdb"
    assert sent.keywords["settings"].stated == tmp_path / "stated"
    assert sent.keywords["settings"].register is None
    assert sent.keywords["settings"].webhook is None
    item = replace(found("2023.pdf"), location=Path("reports/2023.pdf"))
    assert absolute(item) == replace(item, location=tmp_path / "reports/2023.pdf")


def test_without_an_address_or_the_extra_it_is_said_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(UserError, match="--address tcp://"):
        DaskPool(None, GUARD, Settings())
    monkeypatch.setattr("flows.dask_pool.find_spec", lambda name: None)
    with pytest.raises(UserError, match="make setup"):
        DaskPool("tcp://127.0.0.1:1", GUARD, Settings())
