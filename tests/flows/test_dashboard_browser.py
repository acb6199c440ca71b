"""`ogi dashboard` in a real browser: drawn, searched, switched, printed, without a network or a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from flows.dashboard import dashboard
from flows.dashboard_data import Choice
from tests.flows.browser import Browser, needs_browser
from tests.flows.planted_gaps import BUREAU, NASTY

pytestmark = needs_browser
FIRST_VIEW = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
DRAWN = """[...document.querySelectorAll('.drawn')].every(
  e => e.querySelector('svg.marks path, svg.marks text, p.soft'))"""
CHOOSE = """(name => {
  const box = document.getElementById('find');
  box.focus(); box.value = name; box.dispatchEvent(new Event('input'));
  const listed = document.querySelectorAll('#found li').length;
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}));
  return listed;
})"""


@pytest.fixture(scope="module")
def page(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page") / "dashboard.html"
    dashboard(planted, out, Choice())
    return out


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "profile") as browser:
        browser.size(1280, 900)
        yield browser


def scroll_through(browser: Browser) -> None:
    """Brings every part into view, as far as the page grows, and waits until all charts are there."""
    at = 0
    while at < browser.ask("document.body.scrollHeight"):
        browser.ask(f"window.scrollTo(0, {at})")
        browser.ask("new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
        at += 500
    browser.until(DRAWN)


def ready(browser: Browser, page: Path, fragment: str = "") -> None:
    browser.open(page, fragment)
    browser.until("document.body.classList.contains('ready')")


def test_the_first_view_comes_at_once_and_all_charts_are_drawn(
    browser: Browser, page: Path
) -> None:
    ready(browser, page)
    assert 0 < browser.until(FIRST_VIEW) < 2000
    assert browser.ask("typeof window.vega") in ("undefined", "object")
    scroll_through(browser)
    drawn = browser.ask("document.querySelectorAll('.drawn svg.marks').length")
    assert drawn >= 8
    assert browser.ask("document.documentElement.scrollWidth") <= 1280
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith("data:")] == [
        page.resolve().as_uri()
    ]


def test_what_a_page_tries_to_fetch_or_run_is_refused(browser: Browser, page: Path) -> None:
    ready(browser, page)
    told = browser.ask("fetch('file:///etc/hosts').then(() => 'fetched', () => 'refused')")
    assert told == "refused"
    ran = browser.ask(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; "
        "document.head.append(s); return window.ran || 0; })()"
    )
    assert ran == 0
    assert "broken" not in browser.ask("document.title")


def test_the_first_screen_needs_no_script(browser: Browser, page: Path) -> None:
    browser.open(page, without_scripts=True)
    node = browser.call("DOM.getDocument", depth=1)["root"]["nodeId"]

    def count(selector: str) -> int:
        found = browser.call("DOM.querySelectorAll", nodeId=node, selector=selector)
        return len(found["nodeIds"])

    assert count(".tile .number") == 6 and count("#series-table tbody tr") > 20
    assert count("#series-table svg.spark polyline") > 10
    assert count("#ranking-still tbody tr") > 1 and count(".drawn") == 0
    # the choice of a language is a matter of style alone
    english = browser.call("DOM.querySelector", nodeId=node, selector="h2 .en")["nodeId"]
    style = browser.call("CSS.enable") or browser.call(
        "CSS.getComputedStyleForNode", nodeId=english
    )
    display = next(each["value"] for each in style["computedStyle"] if each["name"] == "display")
    assert display == "none"


def test_an_agency_is_found_and_has_its_page(browser: Browser, page: Path) -> None:
    ready(browser, page)
    assert browser.ask(f"{CHOOSE}('南京市 财政')") == 1
    assert (
        browser.ask("document.querySelector('#agency-page h3').textContent") == "江苏省南京市财政局"
    )
    scroll_through(browser)
    assert browser.ask("document.querySelectorAll('#agency-page .drawn svg.marks').length") >= 4
    assert browser.ask("document.querySelectorAll('#agency-page .reports tbody tr').length") == 6
    assert "#agency=" in browser.ask("location.hash")
    browser.ask(f"{CHOOSE}({NASTY!r})")
    assert browser.ask("document.querySelector('#agency-page h3').textContent") == NASTY
    ready(browser, page, f"#agency={BUREAU}")
    browser.until("document.querySelectorAll('#agency-page .reports tbody tr').length == 5")
    row = browser.ask("document.querySelector('#agency-page tbody tr').innerText")
    assert "—" in row and "新收申请" in row
    assert browser.complaints == []


def test_a_line_does_not_cross_a_missing_year(browser: Browser, page: Path) -> None:
    ready(browser, page, f"#agency={BUREAU}")
    browser.ask("document.querySelector('#agency-page .drawn').scrollIntoView()")
    path = browser.until(
        "document.querySelector('#agency-page .drawn .mark-line path')?.getAttribute('d')"
    )
    assert path.count("M") == 2


def test_languages_change_without_reload(browser: Browser, page: Path) -> None:
    ready(browser, page)
    scroll_through(browser)
    title = "[...document.querySelectorAll('h1 span')].find(e => e.offsetWidth).textContent.trim()"
    legend = "document.querySelector('#series-charts svg').textContent"
    assert browser.ask(title) == "政府信息公开年报" and "新收申请" in browser.ask(legend)
    browser.ask("document.getElementById('tongue-en').click()")
    assert browser.ask(title) == "OGI annual reports"
    browser.until(f"{legend}.includes('New requests')")
    assert (
        "新收申请" not in browser.ask(legend)
        and browser.ask("document.documentElement.lang") == "en"
    )
    browser.ask("document.getElementById('tongue-both').click()")
    shown = browser.ask(
        "[...document.querySelectorAll('h1 span')].filter(e => e.offsetWidth).length"
    )
    assert shown == 2 and browser.complaints == []


def test_choices_of_region_peers_and_coverage(browser: Browser, page: Path) -> None:
    ready(browser, page)
    change = (
        "(id, value) => {{ const s = {0}; s.value = value; s.dispatchEvent(new Event('change')); }}"
    )
    caption = browser.ask("document.querySelector('#series-table caption').textContent")
    browser.ask("(() => { const s = document.getElementById('region'); s.selectedIndex = 1; "
                "s.dispatchEvent(new Event('change')); })()")  # fmt: skip
    assert browser.ask("document.querySelector('#series-table caption').textContent") != caption
    scroll_through(browser)
    rate = change.format("document.querySelectorAll('#peers-part select')[1]")
    browser.ask(f"({rate})('', 'denial_rate')")
    browser.until(
        "document.querySelector('#peers-part figcaption').textContent.includes('不予公开率')"
    )
    rows = "document.querySelectorAll('#coverage-part .drawn .mark-rect path').length"
    every = browser.until(rows)
    browser.ask("document.querySelector('#coverage-part input[type=checkbox]').click()")
    browser.ask("document.querySelector('#coverage-part').scrollIntoView()")
    browser.until(f"{rows} > 0 && {rows} < {every}")
    assert browser.complaints == []


def test_agencies_called_the_same_have_a_row_each(browser: Browser, page: Path) -> None:
    ready(browser, page)
    browser.ask("document.getElementById('coverage-part').scrollIntoView()")
    shown = browser.until("document.querySelector('#coverage-part .drawn svg')?.textContent")
    assert "某局 #16" in shown and "某局 #17" in shown


def test_bars_end_within_their_chart(browser: Browser, page: Path) -> None:
    """The cases of the governments are more than what is printed as their total."""
    ready(browser, page)
    browser.ask("document.querySelector('#series-charts .whole').scrollIntoView()")
    bars = "[...document.querySelectorAll('#series-charts .whole .mark-rect path')]"
    assert browser.until(f"{bars}.length") > 12
    assert browser.ask(f"Math.max(...{bars}.map(e => e.getBBox().height))") <= 171


def test_on_a_phone_and_on_paper(browser: Browser, page: Path, tmp_path: Path) -> None:
    browser.size(390, 844)
    ready(browser, page)
    scroll_through(browser)
    assert browser.ask("document.documentElement.scrollWidth") <= 390
    wide = browser.ask(
        "Math.max(...[...document.querySelectorAll('.drawn svg')].map(e => e.getBoundingClientRect().right))"
    )
    assert wide <= 390
    shot = Image.open(browser.picture(tmp_path / "phone.png"))
    assert shot.width == 390 and len(shot.convert("L").getcolors(256) or []) > 50
    paper = pdfium.PdfDocument(browser.printed(tmp_path / "page.pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert "公开率" in text and "SHA-256" in text and len(paper) < 25
