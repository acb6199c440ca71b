"""`ogi trace`: the chain behind a figure, and a picture whose outline shows it."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from examples.draw import balanced, draw_docx, draw_html, draw_pdf, draw_text
from examples.draw.docx_style import DocxStyle
from examples.draw.html import HtmlStyle
from examples.draw.style import PdfStyle
from examples.draw.text import TextStyle
from extract.optional import OCR, available
from flows.correction_stub import verdict_stub
from flows.failures import UserError
from flows.source_files import GONE
from flows.trace import Trace, Wanted, trace
from flows.trace_choice import Unclear
from flows.trace_json import as_json, stub
from flows.trace_text import lines
from tests.flows.shown_figures import drawn, inside_outline, load, plain, verdicts
from tests.flows.test_cli import ogi
from transform.register import load_register

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports of every kind, one in an archive, and its warehouse beside it."""
    home = tmp_path_factory.mktemp("trace")
    reports = home / "reports"
    reports.mkdir()
    rng = random.Random("trace")
    county = "某市某县人民政府"
    (reports / "2021.pdf").write_bytes(draw_pdf(balanced(rng, county, 2021), PdfStyle()))
    (reports / "2022.html").write_bytes(draw_html(balanced(rng, county, 2022), HtmlStyle()))
    (reports / "2023.docx").write_bytes(draw_docx(balanced(rng, county, 2023), DocxStyle()))
    (reports / "2024.txt").write_bytes(draw_text(balanced(rng, county, 2024), TextStyle()))
    broken = balanced(rng, "某市某县民政局", 2021, broken=("R1", "R3"))
    with zipfile.ZipFile(reports / "all.zip", "w") as archive:
        archive.writestr("局/报告.pdf", draw_pdf(broken, replace(PdfStyle(), rotate=90)))
    load([reports], home / "w.duckdb")
    return home


def ask(
    home: Path, agency: str, year: int, item: str, out: Path | None = None, **more: object
) -> list[Trace]:
    wanted = Wanted(agency, year, item, out=out, pictures=out is not None)
    return trace(home / "w.duckdb", replace(wanted, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_the_chain_leads_to_the_place(home: Path, year: int, tmp_path: Path) -> None:
    out = tmp_path / ("p.png" if year == 2021 else "p.svg")
    (chain,) = ask(home, "某县人民政府", year, "new_received", out)
    assert chain.found is not None and chain.found.location.stem == str(year)
    assert chain.figure.column == "total"
    assert plain(inside_outline(out, chain)) == plain(chain.figure.printed)
    told = "\n".join(lines(chain))
    assert chain.report.sha256 in told and f'"{chain.figure.printed}"' in told
    assert ("page 2" in told or "page 3" in told) == (year == 2021)
    assert {each.check.code for each in chain.checks} == {"requests_balance", "requests_applicants"}


@pytest.mark.parametrize(
    ("item", "column", "slots"),
    [
        ("一、本年新收政府信息公开申请数量", None, ["requests/new_received/total"]),
        ("本年新收", "自然人", ["requests/new_received/natural_person"]),
        ("结转下年度", "other_organization", ["requests/carried_forward/other_organization"]),
        ("reconsideration", "维持", ["disputes/reconsideration/upheld"]),
        ("requests/granted/total", None, ["requests/granted/total"]),
        ("requests/granted", "总计", ["requests/granted/total"]),
        (
            "规范性文件",
            None,
            [f"proactive/normative_documents/{m}" for m in ("issued", "repealed", "in_force")],
        ),
    ],
)
def test_items_by_code_label_or_part(home: Path, item: str, column: str | None, slots: list[str]) -> None:
    found = ask(home, "某县人民政府", 2021, item, column=column)
    assert ["/".join(each.figure.slot) for each in found] == slots


@pytest.mark.parametrize(
    ("agency", "year", "item", "column", "told"),
    [
        ("某县", 2021, "new_received", None, "某市某县人民政府 2021"),
        ("无此机关", 2021, "new_received", None, "no agency"),
        ("某县人民政府", 2019, "new_received", None, "某市某县人民政府 2022"),
        ("某县人民政府", 2021, "申请", None, "requests/carried_over"),
        ("某县人民政府", 2021, "new_recieved", None, "new_received"),
        ("某县人民政府", 2021, "new_received", "机构", "legal_service_institution"),
        ("某县人民政府", 2021, "new_received", "nobody", "natural_person 自然人"),
        ("某县人民政府", 2021, "normative_documents", "件数", "in_force"),
    ],
)
def test_what_is_unclear_lists_the_choices(
    home: Path, agency: str, year: int, item: str, column: str | None, told: str
) -> None:
    with pytest.raises(Unclear, match=told):
        ask(home, agency, year, item, column=column)


def test_a_member_of_an_archive_with_failing_checks(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.png"
    (chain,) = ask(home, "民政局", 2021, "carried_over", out)
    assert chain.found is not None and chain.found.location.name == "all.zip"
    assert plain(inside_outline(out, chain)) == plain(chain.figure.printed)
    failing = [
        each
        for row in ("new_received", "carried_over", "handled_total", "carried_forward")
        for each in ask(home, "民政局", 2021, row)[0].checks
        if each.check.status == "fail"
    ]
    assert failing
    for each in failing:
        assert each.demanded is not None and each.check.difference
        assert each.sides.slots


def test_json_has_the_whole_chain(home: Path, tmp_path: Path) -> None:
    (chain,) = ask(home, "某县人民政府", 2021, "new_received", tmp_path / "p.png")
    told = json.loads(json.dumps(as_json(chain), default=str))
    assert told["value"] == chain.figure.printed
    assert told["file"]["sha256"] == chain.report.sha256
    assert told["place"]["text_layer"] == chain.figure.printed
    assert told["place"]["box"] == list(chain.figure.box or ())
    assert told["picture"]["outline"] and told["picture"]["file"].endswith("p.png")
    assert told["correction"] == stub(chain)
    assert f"document: {chain.report.sha256[:16]}" in stub(chain)
    assert "figure: requests/new_received/total" in stub(chain)


def test_the_correction_can_be_pasted(home: Path, tmp_path: Path) -> None:
    (chain,) = ask(home, "某县人民政府", 2021, "new_received")
    verdict = verdict_stub(chain.report, "requests_balance", "total")
    entries = [stub(chain), verdict, stub(replace(chain, report=replace(chain.report, sha256="0123" * 16)))]
    text = "".join(entries).replace("should_be: ...", 'should_be: "27"').replace("...", "看过原件")
    (tmp_path / "corrections.yml").write_text(text, encoding="utf-8")
    figure, check, digits = load_register(tmp_path).entries
    assert figure.figure == chain.figure.slot and figure.seen == chain.figure.printed
    assert figure.document == chain.report.sha256[:16] and figure.report == 0
    assert check.check == ("requests_balance", "total")
    assert digits.document == "0123" * 4


def test_a_file_is_known_by_its_content(home: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(home, moved)
    shutil.rmtree(moved / "reports")
    (moved / "elsewhere" / "deep").mkdir(parents=True)
    original = (home / "reports" / "2021.pdf").read_bytes()
    hidden = home / "reports" / "2021.pdf"
    kept = hidden.rename(tmp_path / "kept.pdf")
    try:
        (chain,) = ask(moved, "某县人民政府", 2021, "new_received", tmp_path / "a.png")
        assert chain.found is None and chain.why_no_picture == GONE and chain.picture is None
        assert GONE in "\n".join(lines(chain))
        assert chain.figure.printed in "\n".join(lines(chain))
        hidden.write_bytes(b"another file")
        assert ask(moved, "某县人民政府", 2021, "new_received")[0].found is None
        (moved / "elsewhere" / "deep" / "renamed").write_bytes(original)
        (chain,) = ask(
            moved, "某县人民政府", 2021, "new_received", tmp_path / "b.png", folder=moved / "elsewhere"
        )
        assert chain.found is not None and chain.found.location.name == "renamed"
        assert plain(inside_outline(tmp_path / "b.png", chain)) == plain(chain.figure.printed)
    finally:
        kept.rename(hidden)


def test_no_other_file_is_replaced(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.png"
    out.write_bytes(b"a photograph")
    with pytest.raises(UserError, match="there already"):
        ask(home, "某县人民政府", 2021, "new_received", out)
    assert out.read_bytes() == b"a photograph"
    out.unlink()
    ask(home, "某县人民政府", 2021, "new_received", out)
    first = out.read_bytes()
    ask(home, "某县人民政府", 2021, "carried_over", out)
    assert out.read_bytes() != first
    for wrong in (tmp_path / "p.svg", tmp_path / "none" / "p.png"):
        with pytest.raises(UserError):
            ask(home, "某县人民政府", 2021, "new_received", wrong)
    with pytest.raises(UserError, match="one picture"):
        ask(home, "某县人民政府", 2021, "normative_documents", out)


def test_the_outline_is_looked_at(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An outline a row too low is seen by the test that reads inside outlines."""
    from flows import opened_source

    real = opened_source.picture_of

    def shifted(pdf, number, boxes, *rest):  # type: ignore[no-untyped-def]
        moved = [replace(box, y0=box.y0 - 19, y1=box.y1 - 19) for box in boxes]
        return real(pdf, number, moved, *rest)

    monkeypatch.setattr(opened_source, "picture_of", shifted)
    (chain,) = ask(home, "某县人民政府", 2021, "new_received", tmp_path / "p.png")
    assert plain(inside_outline(tmp_path / "p.png", chain)) != plain(chain.figure.printed)


def test_random_figures_of_every_kind_are_inside_their_outlines(tmp_path: Path) -> None:
    drawn(tmp_path, 1, "every kind")
    found = list(verdicts([tmp_path], 20, "every kind"))
    assert {each.kind for each in found} == {"pdf", "html", "docx", "text"}
    assert [each for each in found if not each.right] == []


@pytest.mark.skipif(OCR not in available(), reason="needs the extra ogi[ocr]")
def test_figures_of_a_scan_are_inside_their_outlines(tmp_path: Path) -> None:
    drawn(tmp_path, 1, "scanned", ("scan",))
    found = list(verdicts([tmp_path], 6, "scanned"))
    assert {each.kind for each in found} == {"scan"}
    assert [each for each in found if not each.right] == []


def test_the_command(home: Path, tmp_path: Path) -> None:
    warehouse = home / "w.duckdb"
    out = tmp_path / "place.png"
    done = ogi("trace", "某县人民政府", 2021, "new_received", "-w", warehouse, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "requests/new_received/total" in done.stdout and out.exists()
    done = ogi("trace", "某县", 2021, "new_received", "-w", warehouse, "--no-picture")
    assert done.returncode == 2
    assert done.stderr.startswith("ogi: ") and len(done.stderr.strip().splitlines()) == 1
