"""ZIP archives: members stand for the archive, bombs are refused, nothing is unpacked to disk."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from extract.archive import MOST_DEPTH, MOST_EXPANSION, MOST_TOGETHER, members_of, opened
from extract.discover import Found, Limits, discover
from extract.model import Rejection
from extract.zip_file import MOST_MEMBERS

PAGE = (
    "<html><body><p>某县2023年政府信息公开工作年度报告</p>"
    "<table><tr><td>1</td></tr></table></body></html>"
).encode()


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    path.write_bytes(_zipped(files))
    return path


def _zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _reasons(folder: Path, limits: Limits | None = None) -> dict[str, str]:
    return {
        each.source.path: each.rejection.reason if each.rejection else ""
        for each in discover([folder], limits)
    }


def test_members_stand_for_the_archive(tmp_path: Path) -> None:
    _zip(tmp_path / "a.zip", {"x/报告.html": PAGE, "空.html": b"", ".hidden": b"1", "x/": b""})
    found = {each.source.path: each for each in discover([tmp_path])}
    assert set(found) == {"a.zip!/x/报告.html", "a.zip!/空.html"}
    assert found["a.zip!/x/报告.html"].source.kind == "html"
    refused = found["a.zip!/空.html"].rejection
    assert refused is not None
    assert refused.reason == "empty"


def test_a_member_is_read_back_with_its_own_bytes(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.html", PAGE)
    _zip(tmp_path / "a.zip", {"inner.zip": inner.getvalue()})
    (found,) = discover([tmp_path])
    assert found.source.path == "a.zip!/inner.zip!/deep.html"
    with opened(found.location, found.chain) as path:
        assert path.read_bytes() == PAGE
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_names_without_utf8_flag_are_gbk(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"PLACEHOLDER_____.html": PAGE})
    name = "年报".encode("gbk")
    raw = path.read_bytes().replace(
        b"PLACEHOLDER_____.html", name + b"x" * (16 - len(name)) + b".html"
    )
    path.write_bytes(raw)
    (found,) = discover([tmp_path])
    assert found.source.path.startswith("a.zip!/年报")


def test_bombs_are_refused_without_being_unpacked(tmp_path: Path) -> None:
    _zip(tmp_path / "bomb.zip", {"zeros.html": bytes(5_000_000), "ok.html": PAGE})
    found = {each.source.path: each.rejection for each in discover([tmp_path])}
    bomb = found["bomb.zip!/zeros.html"]
    assert bomb is not None
    assert (bomb.reason, str(MOST_EXPANSION) in bomb.detail) == ("too_large", True)
    assert found["bomb.zip!/ok.html"] is None


def test_a_member_over_the_limit_of_size_is_refused(tmp_path: Path) -> None:
    _zip(tmp_path / "a.zip", {"big.html": PAGE * 20})
    (found,) = discover([tmp_path], Limits(most_bytes=1000))
    assert found.rejection is not None
    assert found.rejection.reason == "too_large"


def test_damage_is_told_for_the_archive_and_for_the_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"x.html": PAGE})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    (cut,) = discover([tmp_path])
    assert cut.rejection is not None
    assert (cut.source.path, cut.rejection.reason) == ("a.zip", "corrupt")
    spoiled = bytearray(whole)
    spoiled[45] ^= 0xFF
    path.write_bytes(bytes(spoiled))
    (member,) = discover([tmp_path])
    assert member.rejection is not None
    assert member.rejection.reason == "corrupt"


def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning):
        for data in (PAGE, PAGE + b"<p>2</p>", PAGE + b"<p>3</p>"):
            archive.writestr("x.html", data)
    found = list(discover([tmp_path]))
    assert [each.source.path for each in found] == [
        "a.zip!/x.html", "a.zip!/x.html (2)", "a.zip!/x.html (3)",
    ]  # fmt: skip
    assert [_content(each) for each in found] == [PAGE, PAGE + b"<p>2</p>", PAGE + b"<p>3</p>"]


def _content(found: Found) -> bytes:
    with opened(found.location, found.chain) as path:
        return path.read_bytes()


def test_an_archive_of_nothing_is_told_itself(tmp_path: Path) -> None:
    _zip(tmp_path / "none.zip", {})
    _zip(tmp_path / "folders.zip", {"年报/": b"", ".hidden": b"1", "__MACOSX/._a.pdf": b"1"})
    _zip(tmp_path / "inside.zip", {"empty.zip": _zipped({"年报/": b""})})
    assert _reasons(tmp_path) == {
        "none.zip": "empty", "folders.zip": "empty", "inside.zip!/empty.zip": "empty",
    }  # fmt: skip


def test_names_that_lead_out_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["../../up.html", "/etc/absolute.html", "C:\\win.html", "行\n尾.html"]
    _zip(folder / "a.zip", {name: PAGE + name.encode() for name in names})
    found = list(discover([folder]))
    assert sorted(each.source.path for each in found) == sorted(f"a.zip!/{name}" for name in names)
    for each in found:
        assert _content(each) == PAGE + each.source.path.removeprefix("a.zip!/").encode()
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_what_programs_leave_beside_documents_is_no_document(tmp_path: Path) -> None:
    names = [
        "x/~$报告.docx",
        "x\\Thumbs.db",
        "报告.pdf.crdownload",
        "__MACOSX/x/._a.html",
        ".DS_Store",
    ]
    _zip(tmp_path / "a.zip", {name: PAGE for name in names})
    assert _reasons(tmp_path) == {
        "a.zip!/x/~$报告.docx": "unsupported_type",
        "a.zip!/x\\Thumbs.db": "unsupported_type",
        "a.zip!/报告.pdf.crdownload": "unsupported_type",
    }


def test_archives_in_archives_have_a_bottom(tmp_path: Path) -> None:
    data = PAGE
    for depth in range(MOST_DEPTH + 1):
        data = _zipped({"deeper.zip" if depth else "x.html": data}, zipfile.ZIP_STORED)
    (tmp_path / "a.zip").write_bytes(data)
    assert _reasons(tmp_path) == {"a.zip" + "!/deeper.zip" * MOST_DEPTH: "too_large"}


def test_too_many_members_are_refused_inside_too(tmp_path: Path) -> None:
    many = _zipped({f"{number}.html": b"" for number in range(MOST_MEMBERS + 1)})
    half = _zipped({f"{number}.html": b"x" for number in range(MOST_MEMBERS // 2)})
    (tmp_path / "many.zip").write_bytes(many)
    (tmp_path / "nested.zip").write_bytes(_zipped({"1.zip": many}, zipfile.ZIP_STORED))
    (tmp_path / "halves.zip").write_bytes(
        _zipped({"1.zip": half, "2.zip": half + b""}, zipfile.ZIP_STORED)
    )
    found = {path: reason for path, reason in _reasons(tmp_path).items() if ".html" not in path}
    assert found == {
        "many.zip": "too_large",
        "nested.zip!/1.zip": "too_large",
        "halves.zip!/2.zip": "too_large",
    }


def test_a_directory_of_a_million_entries_is_not_read(tmp_path: Path) -> None:
    """Directories are read whole by the standard library; this one names the same bytes over and over."""
    whole = _zipped({"x.html": PAGE})
    start = whole.index(b"PK\x01\x02")
    entry, end = whole[start : whole.index(b"PK\x05\x06")], whole[whole.index(b"PK\x05\x06") :]
    directory = entry * 400_000
    stated = end[:12] + struct.pack("<I", len(directory)) + end[16:]
    (tmp_path / "a.zip").write_bytes(whole[:start] + directory + stated)
    began = time.process_time()
    assert _reasons(tmp_path) == {"a.zip": "too_large"}
    assert time.process_time() - began < 1


def test_members_are_bounded_together(tmp_path: Path) -> None:
    """Each may be as large as a file, all of them, inside and outside, only so many times that."""
    most = 1000
    inner = _zipped({"in.html": PAGE.ljust(most - 1)})
    pages = {f"{number:02}.html": PAGE.ljust(most) for number in range(MOST_TOGETHER)}
    path = _zip(tmp_path / "a.zip", {"00.zip": inner, **pages})
    members = members_of(path, most)
    assert not isinstance(members, Rejection)
    refused = {each.label: each.rejection for each in members}
    spent = len(inner) + most - 1
    read = MOST_TOGETHER - -(-spent // most)
    assert refused["00.zip!/in.html"] is None
    assert [name for name, rejection in refused.items() if rejection] == list(pages)[read:]
    assert {each.reason for each in refused.values() if each} == {"too_large"}


def test_what_cannot_be_unpacked_says_what_to_do(tmp_path: Path) -> None:
    locked = bytearray(_zipped({"x.html": PAGE}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    strange = bytearray(_zipped({"x.html": PAGE}))
    for place in (8, strange.index(b"PK\x01\x02") + 10):
        strange[place : place + 2] = b"\x09\x00"  # deflate64
    (tmp_path / "locked.zip").write_bytes(locked)
    (tmp_path / "strange.zip").write_bytes(strange)
    assert _reasons(tmp_path) == {
        "locked.zip!/x.html": "encrypted",
        "strange.zip!/x.html": "unsupported_type",
    }
