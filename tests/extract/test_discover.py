"""Walking folders: every file once, in order, with its fate."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from extract.discover import Found, Limits, discover, safe_text
from tests.extract.ole2_files import container
from tests.extract.test_bytes import zipped

PDF = b"%PDF-1.4 x"


def paths(found: list[Found]) -> list[str]:
    return [each.source.path for each in found]


def reasons(found: list[Found]) -> dict[str, str | None]:
    return {e.source.path: e.rejection.reason if e.rejection else None for e in found}


def write(folder: Path, *names: str, data: bytes = PDF) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_every_file_is_met_once_in_order_whatever_its_name(tmp_path: Path) -> None:
    names = [
        "-rf.pdf",
        "a b .pdf",
        "é.pdf",
        "年报📊.PDF",
        "很长" * 41 + ".pdf",
        "引号'\"&;$(x).pdf",
    ]
    write(tmp_path, *names, "b/c/深.pdf", ".hidden", ".git/x.pdf")
    found = list(discover([tmp_path, tmp_path / "b"]))
    assert sorted(paths(found)) == sorted([*names, "b/c/深.pdf"])
    assert paths(found) == sorted(paths(found), key=lambda path: path.encode())
    assert {each.source.sha256 for each in found} == {hashlib.sha256(PDF).hexdigest()}
    assert all(each.location.read_bytes() == PDF for each in found)


def test_a_name_that_is_no_unicode_becomes_safe_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb1\xa8\xb8\xe6.pdf")
    try:
        write(tmp_path, name)
    except OSError:
        pytest.skip("the file system takes only Unicode names")
    (found,) = discover([tmp_path])
    assert found.source.path == "\\xb1\\xa8\\xb8\\xe6.pdf"
    assert found.location.read_bytes() == PDF
    found.source.path.encode()


def test_links_and_loops(tmp_path: Path) -> None:
    write(tmp_path / "tree", "a/b/real.pdf")
    write(tmp_path / "elsewhere", "other.pdf")
    tree = tmp_path / "tree"
    for link, target in [
        ("loop", "."), ("a/up", ".."), ("x", "y"), ("y", "x"), ("dangling.pdf", "nowhere.pdf"),
        ("again.pdf", "a/b/real.pdf"), ("outside.pdf", "../elsewhere/other.pdf"),
    ]:  # fmt: skip
        (tree / link).symlink_to(target)
    assert reasons(list(discover([tree]))) == {
        "a/b/real.pdf": None,
        "dangling.pdf": "unreadable",
        "outside.pdf": None,
        "x": "unreadable",
        "y": "unreadable",
    }


def test_what_goes_no_further_says_why(tmp_path: Path) -> None:
    write(tmp_path, "empty.pdf", data=b"")
    write(tmp_path, "large.pdf", data=PDF + bytes(100))
    write(tmp_path, "truth.json", data=b'{"a": 1}')
    write(tmp_path, "work/run.pdf", "good.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    limits = Limits(most_bytes=50, skip=frozenset([tmp_path / "work"]))
    found = list(discover([tmp_path], limits))
    assert reasons(found) == {
        "empty.pdf": "empty",
        "good.pdf": None,
        "large.pdf": "too_large",
        "pipe.pdf": "unreadable",
        "truth.json": "unsupported_type",
    }
    assert all(each.rejection.detail for each in found if each.rejection)


def test_a_file_and_a_missing_path_as_roots(tmp_path: Path) -> None:
    write(tmp_path, "one.pdf")
    found = list(discover([tmp_path / "one.pdf", tmp_path / "none.pdf"]))
    assert reasons(found) == {"one.pdf": None, "none.pdf": "unreadable"}
    assert found[0].source.root == str(tmp_path)


def test_a_file_nobody_may_read(tmp_path: Path) -> None:
    write(tmp_path, "secret.pdf")
    (tmp_path / "secret.pdf").chmod(0)
    (found,) = discover([tmp_path])
    expected = None if os.access(tmp_path / "secret.pdf", os.R_OK) else "unreadable"
    assert (found.rejection and found.rejection.reason) == expected


def test_safe_text_keeps_what_is_text() -> None:
    assert safe_text("带 空格 é 📊.pdf") == "带 空格 é 📊.pdf"


def test_equal_names_under_two_roots_keep_apart(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "report.txt").write_text(
            f"{year}年政府信息公开工作年度报告", encoding="utf-8"
        )
    paths = [found.source.path for found in discover([tmp_path / "2023", tmp_path / "2024"])]
    assert paths == ["2023/report.txt", "2024/report.txt"]


def test_what_programs_leave_beside_documents_goes_by_its_name(tmp_path: Path) -> None:
    names = [
        "~$报告.docx",
        "Thumbs.db",
        "desktop.ini",
        "a.pdf.crdownload",
        "b.PDF.part",
        "c.pdf.download",
    ]
    write(tmp_path, *names, "whole.pdf")
    found = list(discover([tmp_path]))
    assert reasons(found) == {**dict.fromkeys(names, "unsupported_type"), "whole.pdf": None}
    leftovers = [each for each in found if each.rejection]
    assert {each.source.sha256 for each in leftovers} == {""}, "renamed, the same bytes are new"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (container({"Workbook": bytes(5000)}), "Excel"),
        (container({"Book": bytes(5000)}), "Excel"),
        (container({"PowerPoint Document": b"1"}), "PowerPoint"),
        (container({"__properties_version1.0": b"1"}), "Outlook mail"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (zipped("OFD.xml"), "OFD"),
        (b"Rar!\x1a\x07\x00", "no ZIP"),
        (b"\xff\xd8\xff\xe0 JFIF", "picture"),
        (b"MIME-Version: 1.0\r\n" + "年报".encode(), "MHTML"),
        (b'{"a": 1}', "data for programs"),
        (b"\x00" * 99, "save the report as one of these"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: bytes, said: str, tmp_path: Path) -> None:
    write(tmp_path, "年报.pdf", data=data)
    (found,) = discover([tmp_path])
    assert found.rejection is not None
    assert found.rejection.reason == "unsupported_type"
    assert said in found.rejection.detail
