"""What is remembered of a file is what looking again would say, and a changed file is looked at again."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import extract.discover as discovering
from extract.catalogue import Catalogue
from extract.discover import Found, Limits, discover

HOUR_AGO = time.time_ns() - 3_600_000_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("extract.catalogue._GRAIN", 0)  # the times of these files are now
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("政府信息公开工作年度报告", encoding="utf-8")
    (folder / "b.bin").write_bytes(b"\x00\x01" * 50)
    (folder / "empty.pdf").touch()
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("x/1.txt", "一、总体情况")
        archive.writestr("2.html", "<html><body><table></table></body></html>")
    time.sleep(0.02)
    return folder


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are opened from now on."""
    names: list[str] = []
    look: Callable[..., object] = discovering._examine
    monkeypatch.setattr(
        discovering, "_examine", lambda path, *rest: names.append(path.name) or look(path, *rest)
    )
    return names


def seen(folder: Path, maker: str = "m") -> list[Found]:
    catalogue = Catalogue(folder.parent / "files.msgpack", maker)
    found = list(discover([folder], Limits(), catalogue))
    catalogue.save()
    return found


def test_an_unchanged_file_is_not_opened_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seen(folder)
    names = opened(monkeypatch)
    assert seen(folder) == first == list(discover([folder]))[: len(first)]
    assert sorted(set(names)) == ["a.txt", "b.bin", "c.zip", "empty.pdf"]  # by the last, without
    assert len(names) == 4
    assert [each.source.path for each in first] == [
        "a.txt", "b.bin", "c.zip!/2.html", "c.zip!/x/1.txt", "empty.pdf",
    ]  # fmt: skip


def test_a_changed_file_is_opened_even_with_its_old_size_and_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seen(folder)
    file = folder / "a.txt"
    status = file.stat()
    file.write_text("政府信息公开工作年度报表", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    names = opened(monkeypatch)
    after = seen(folder)
    assert names == ["a.txt"]
    assert after[0].source.sha256 != before[0].source.sha256
    assert after[1:] == before[1:]


def test_a_file_replaced_by_another_is_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(folder)
    (folder / "new").write_bytes((folder / "a.txt").read_bytes())
    (folder / "new").replace(folder / "a.txt")
    names = opened(monkeypatch)
    seen(folder)
    assert names == ["a.txt"]


def test_a_file_that_changed_a_moment_ago_is_not_trusted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.catalogue._GRAIN", 60_000_000_000)
    seen(folder)
    names = opened(monkeypatch)
    seen(folder)
    assert len(names) == 4


def test_another_program_looks_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen(folder, "m")
    names = opened(monkeypatch)
    seen(folder, "other")
    assert len(names) == 4


def test_a_damaged_catalogue_costs_time_only(folder: Path) -> None:
    first = seen(folder)
    kept = folder.parent / "files.msgpack"
    for damaged in (b"", b"junk", kept.read_bytes()[:-1]):
        kept.write_bytes(damaged)
        assert seen(folder) == first


def test_other_folders_stay_known_and_files_that_are_gone_do_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "z.txt").write_text("一、总体情况", encoding="utf-8")
    time.sleep(0.02)
    seen(folder)
    (folder / "b.bin").unlink()
    seen(other)
    names = opened(monkeypatch)
    assert len(seen(folder)) == 4
    assert names == []
    kept = (folder.parent / "files.msgpack").read_bytes()
    assert b"b.bin" not in kept
    assert b"z.txt" in kept
