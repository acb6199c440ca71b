"""ZIP archives: members stand for the archive, bombs are refused, nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from extract.archive import MOST_EXPANSION, opened
from extract.discover import Limits, discover

PAGE = (
    "<html><body><p>某县2023年政府信息公开工作年度报告</p>"
    "<table><tr><td>1</td></tr></table></body></html>"
).encode()


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


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
