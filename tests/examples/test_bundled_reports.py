"""The committed examples are what the generator draws."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

import examples
from examples.draw.__main__ import main
from examples.draw.reports import DAMAGED, DEMO, write_reports

ROOT = Path(examples.__file__).parent


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples drawn with the font that needs no file."""
    out = tmp_path_factory.mktemp("examples")
    write_reports(out, embed=False)
    return out


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _text(path: Path) -> list[str]:
    """The text of each page without blanks; fonts and word gaps differ, characters do not."""
    document = pypdfium2.PdfDocument(path)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_same_files(drawn: Path) -> None:
    for folder in ("reports", "truth"):
        assert _names(drawn / folder) == _names(ROOT / folder)


def test_same_truth(drawn: Path) -> None:
    for path in (drawn / "truth").iterdir():
        assert path.read_bytes() == (ROOT / "truth" / path.name).read_bytes()


def test_same_reports(drawn: Path) -> None:
    for path in (drawn / "reports").iterdir():
        committed = ROOT / "reports" / path.name
        if path.name == DAMAGED:
            continue
        if path.suffix == ".pdf":
            assert _text(path) == _text(committed)
        else:
            assert path.read_bytes() == committed.read_bytes()


def test_damaged_file_cannot_be_opened() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(ROOT / "reports" / DAMAGED)


def test_invented_years_say_so() -> None:
    for path in (ROOT / "reports").glob(f"{DEMO}*.pdf"):
        assert "全部数据均系虚构" in "".join(_text(path))


def test_published_inconsistency_is_kept() -> None:
    path = next((ROOT / "truth").glob("洪泽区人民政府2023*.json"))
    truth = json.loads(path.read_text(encoding="utf-8"))
    assert truth["disputes"]["reconsideration"] == {
        "upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 0,
    }
    assert [broken["id"] for broken in truth["broken_identities"]] == [
        "dispute_sum/reconsideration",
        "dispute_sum/litigation_after_reconsideration",
    ]
    assert truth["requests"]["other_processing"]["total"] == 0


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "bench" in capsys.readouterr().out
