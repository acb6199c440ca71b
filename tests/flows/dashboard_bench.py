"""Measures `ogi dashboard` at size: seconds, memory, bytes, and the first view in a headless browser.

    python -m tests.flows.dashboard_bench --regions 96 [--warehouse FILE] [--pictures DIR]

simulates the reports of 9 agencies in each region over six years (96 regions: 5 022 reports), or takes a
warehouse. With --pictures it writes what the page looks like on a desk, on a phone and on paper.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.flows.browser import Browser
from tests.flows.simulated_warehouse import simulate

ROUNDS = 5
FIRST_VIEW = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description="Measures the dashboard at size.")
    parser.add_argument("--regions", type=int, default=96)
    parser.add_argument("--warehouse", type=Path)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse = asked.warehouse or folder / "simulated.duckdb"
        if asked.warehouse is None:
            simulate(warehouse, asked.regions)
        page = folder / "dashboard.html"
        start = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "flows",
            "dashboard",
            str(page),
            "-w",
            str(warehouse),
            "--size",
            "1000",
        ]
        subprocess.run(command, check=True)
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"made in {seconds:.1f} s with at most {memory:.0f} MB of memory; "
            f"{page.stat().st_size / 1e6:.2f} MB"
        )
        with Browser(folder / "profile") as browser:
            _look(browser, page)
            if asked.pictures:
                _pictures(browser, page, asked.pictures)


def _look(browser: Browser, page: Path) -> None:
    views, whole = [], []
    browser.size(1280, 900)
    for _ in range(ROUNDS):
        browser.open(page)
        views.append(browser.until(FIRST_VIEW))
        browser.until("document.body.classList.contains('ready')")
        whole.append(browser.ask("performance.now()"))
    print(f"first view {statistics.median(views):.0f} ms (most {max(views):.0f}), "
          f"search and charts ready {statistics.median(whole):.0f} ms")  # fmt: skip
    print(f"requests {len(set(browser.requests))}, complaints {len(browser.complaints)}")


def _pictures(browser: Browser, page: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, width, height in (("desk", 1280, 900), ("phone", 390, 844)):
        browser.size(width, height)
        browser.open(page)
        at = 0
        while at < browser.ask("document.body.scrollHeight"):
            browser.ask(f"window.scrollTo(0, {at})")
            time.sleep(0.1)
            at += 400
        browser.picture(folder / f"{name}.png")
    browser.size(1280, 900)
    browser.printed(folder / "paper.pdf")


if __name__ == "__main__":
    main()
