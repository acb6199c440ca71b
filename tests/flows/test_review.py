"""`ogi review`: one page, self-contained, every doubtful figure beside the picture of its place."""

from __future__ import annotations

import base64
import html
import io
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from examples.draw import PdfStyle, balanced, draw_html, draw_pdf
from examples.draw.html import HtmlStyle
from flows.failures import UserError
from flows.review import Review, review
from flows.review_items import SEVERITIES, Filter, items
from flows.review_years import years_of
from tests.flows.shown_figures import inside_svg, load
from tests.flows.test_cli import ogi

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="needs a browser")
ALL = Filter(severities=SEVERITIES)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with broken sums as PDF and HTML, and sound ones, with their warehouse."""
    home = tmp_path_factory.mktemp("review")
    reports = home / "reports"
    reports.mkdir()
    rng = random.Random("review")
    for number, broken in enumerate([("R1",), ("R2",), ("R3",), ("R4",), ("R1", "R2", "R3", "R4")]):
        figures = balanced(rng, "某市某县人民政府", 2020 + number, broken=broken)
        (reports / f"{2020 + number}.pdf").write_bytes(draw_pdf(figures, PdfStyle()))
        figures = balanced(rng, "某市民政局", 2020 + number, broken=broken)
        (reports / f"{2020 + number}.html").write_bytes(draw_html(figures, HtmlStyle()))
    (reports / "sound.pdf").write_bytes(draw_pdf(balanced(rng, "某市水务局", 2022), PdfStyle()))
    load([reports], home / "w.duckdb")
    return home


def written(home: Path, out: Path, **options: object) -> tuple[Review, str]:
    wanted = options.pop("wanted", ALL)
    done = review(home / "w.duckdb", out, wanted, **options)  # type: ignore[arg-type]
    return done, out.read_text(encoding="utf-8")


def pictures(page: str) -> list[bytes]:
    """The pictures of a page, those shown at once and those that wait."""
    return [base64.b64decode(data) for data in re.findall(r"data:image/[\w+]+;base64,([\w+/=]+)", page)]


def test_failed_checks_name_the_crossing_first(home: Path) -> None:
    found = [item for item in items(home / "w.duckdb", ALL) if item.check]
    assert {item.check.code for item in found if item.check} >= {
        "requests_balance", "requests_outcomes", "requests_applicants", "disputes_total",
    }
    crossed = [item for item in found if item.crossing and item.sides]
    assert crossed
    for item in crossed:
        assert item.shown[0].slot in item.crossing
        assert len({check.code for check, _ in item.asked}) > 1
    for item in found:
        if item.sides and item.check:
            assert {figure.slot for figure in item.shown} == set(item.sides.slots)
            own = dict((check, asked) for check, asked in item.asked)[item.check]
            assert abs(own - (item.shown[0].value or 0)) == abs(item.check.difference or 0)


def test_the_page_needs_nothing_else(home: Path, tmp_path: Path) -> None:
    done, page = written(home, tmp_path / "r.html")
    assert done.items and done.without_picture == sum(
        not item.shown for item in items(home / "w.duckdb", ALL)
    )
    assert not re.search(r"(src|href)=\"(?!data:|file://|#)", page)
    rest = page.replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in rest and "https:" not in rest and "@import" not in rest
    assert len(re.findall("<article", page)) == done.items
    assert "#page=" in page and "核" in page
    shown = pictures(page)
    assert len(shown) == done.pictures
    for data in shown:
        if data.startswith(b"<svg"):
            assert inside_svg(data.decode()) is not None
        else:
            image = Image.open(io.BytesIO(data))
            assert image.format == "WEBP" and image.width > 200


def test_a_card_says_what_is_printed_and_what_is_asked_for(home: Path, tmp_path: Path) -> None:
    found = items(home / "w.duckdb", ALL)
    _, page = written(home, tmp_path / "r.html")
    cards = re.findall(r"<article.*?</article>", page, re.S)
    assert len(cards) == len(found)
    for item, card in zip(found, cards, strict=True):
        text = html.unescape(card)
        assert item.report.agency in text and str(item.report.year) in text
        for said in item.said:
            assert said.title_zh in text and said.title_en in text
        for _, asked in item.asked:
            assert f"{asked:f}".split(".")[0] in text
        if item.check:
            assert f"check: {item.check.code}/{item.check.scope}" in text
        if item.shown:
            assert f"figure: {'/'.join(item.shown[0].slot)}" in text


def test_a_small_budget_cuts_narrower_and_then_leaves_out(home: Path, tmp_path: Path) -> None:
    whole, page = written(home, tmp_path / "r.html")
    assert whole.narrow == 0 and "裁得较窄" not in page
    cards = 4400 * whole.items / 1048576
    less, page = written(home, tmp_path / "r.html", megabytes=cards + 0.15)
    assert less.narrow and less.bytes < whole.bytes and "裁得较窄" in page
    assert less.bytes <= (cards + 0.15) * 1048576 < whole.bytes  # the page, not its pictures alone
    least, page = written(home, tmp_path / "r.html", megabytes=cards + 0.02)
    assert 0 < least.without_picture < least.items
    assert "图片已省略" in page and "left out" in page
    assert least.bytes < less.bytes
    nothing, page = written(home, tmp_path / "r.html", pictures=False)
    assert nothing.pictures == 0 and not pictures(page) and "--no-pictures" in page


def test_files_that_are_gone_leave_a_note(home: Path, tmp_path: Path) -> None:
    kept = (home / "reports").rename(tmp_path / "elsewhere")
    try:
        done, page = written(home, tmp_path / "r.html")
        assert done.pictures == 0 and "原文件不在读取时的位置" in page
        done, page = written(home, tmp_path / "r.html", folder=tmp_path / "elsewhere")
        assert done.pictures and done.without_picture < done.items / 10
    finally:
        kept.rename(home / "reports")


def test_limits_and_filters(home: Path, tmp_path: Path) -> None:
    every = items(home / "w.duckdb", ALL)
    assert [SEVERITIES.index(item.severity) for item in every] == sorted(
        SEVERITIES.index(item.severity) for item in every
    )
    some = items(home / "w.duckdb", Filter(agency="民政局", year=2022, severities=SEVERITIES))
    assert some and {(item.report.agency, item.report.year) for item in some} == {("某市民政局", 2022)}
    coded = items(home / "w.duckdb", Filter(codes=("disputes_total",), severities=SEVERITIES))
    assert coded and {item.codes for item in coded} == {("disputes_total",)}
    done, page = written(
        home, tmp_path / "r.html", pictures=False, wanted=Filter(severities=SEVERITIES, limit=2)
    )
    assert done.items == 2 and done.beyond_limit == len(every) - 2 and "--limit" in page
    done, page = written(home, tmp_path / "r.html", wanted=Filter(agency="水务"))
    assert done.items == 0 and "Nothing to review" in page


def test_no_other_file_is_replaced(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("<html>my own page</html>", encoding="utf-8")
    with pytest.raises(UserError, match="no page of ogi review"):
        written(home, out)
    with pytest.raises(UserError, match="folder that exists"):
        written(home, tmp_path / "none" / "r.html")
    written(home, tmp_path / "r.html", pictures=False)
    written(home, tmp_path / "r.html", pictures=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "r.html"]


def test_a_line_over_the_years_breaks_where_a_year_is_missing() -> None:
    line = years_of({2019: 5, 2020: 6, 2022: 7, 2023: None, 2024: 8}, 2022)  # type: ignore[dict-item]
    assert line is not None
    assert [(year, here) for year, _, _, _, here in line.points] == [
        (2019, False), (2020, False), (2022, True), (2024, False),
    ]
    assert len(line.paths) == 1 and line.unknown == (2021, 2023)


def test_the_command(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    done = ogi("review", out, "-w", home / "w.duckdb", "--year", 2021, "--severity", "warning")
    assert done.returncode == 0, done.stderr
    assert "items" in done.stdout and out.exists()
    done = ogi("review", out, "-w", home / "w.duckdb", "--severity", "grave")
    assert done.returncode == 2 and "error, warning, info" in done.stderr


SCRIPT = """
<script>
window.addEventListener("load", function () {
  var shown = function () { return document.querySelectorAll(".card:not([hidden])").length; };
  var press = function (key) {
    document.dispatchEvent(new KeyboardEvent("keydown", {key: key, bubbles: true}));
  };
  var out = [shown()], first = document.images[0].naturalWidth;
  var search = document.getElementById("search");
  search.value = "民政局";
  search.dispatchEvent(new Event("input", {bubbles: true}));
  setTimeout(function () {
    out.push(shown());
    search.value = "";
    search.dispatchEvent(new Event("input", {bubbles: true}));
  }, 300);
  setTimeout(function () {
    press("j"); press("j");
    out.push(document.activeElement.id);
    press("x");
    out.push(document.querySelectorAll(".is-done").length);
    press("o");
    out.push(document.body.className);
    window.dispatchEvent(new Event("beforeprint"));
    var images = Array.from(document.images);
    out.push(images.filter(function (i) { return /^data:/.test(i.src); }).length, images.length);
    out.push(first);
    document.body.insertAdjacentHTML("beforeend", "<div id=told>" + out.join(" ") + "</div>");
  }, 600);
});
</script>
"""


@needs_browser
def test_in_a_browser(home: Path, tmp_path: Path) -> None:
    """Filter, keys and waiting pictures, without a network."""
    found = items(home / "w.duckdb", ALL)
    _, page = written(home, tmp_path / "r.html")
    tried = tmp_path / "tried.html"
    tried.write_text(page.replace("</body>", SCRIPT + "</body>"), encoding="utf-8")
    dom = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom", tried.as_uri(),
        ],
        capture_output=True, text=True, timeout=100,
    ).stdout
    (told,) = re.findall('<div id="told">(.*?)</div>', dom)
    every, some, focused, done, toggled, loaded, images, width = told.split()
    assert int(every) == len(found)
    assert int(some) == sum("民政局" in item.report.agency for item in found)
    assert (focused, done, toggled) == ("i2", "1", "plain")
    assert int(loaded) == int(images) > 10
    assert int(width) > 100  # decoded: what is on the first screen was there before the script
