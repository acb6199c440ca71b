"""Random scans, drawn and read again: what is read, what is flagged, what is wrong in silence.

    python -m tests.ocr.scan_sweep --number 40 --seed 7 --folder build/scans

leaves the documents and their truth in the folder, prints a line for each and the totals, and lists
the cells that are wrong in reports which claim to be right; and, as near misses, cells that are wrong
in reports that wait for a person, but for other reasons.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from examples.draw.bench import PICTURED, Drawn, random_report
from tests.extract_pdf.scoring import Slot, Verdict, judge, read_file, truth_cells
from transform.model import LoadPackage


@dataclass(frozen=True, slots=True)
class Scored:
    """One document: how its printed cells were read, and the CPU seconds that took."""

    name: str
    style: str
    verdict: Verdict
    cells: int
    pages: int
    seconds: float
    near: tuple[Slot, ...] = ()
    """Wrong numbers and lost ones that no problem points at: in another report they were silent."""

    @property
    def tally(self) -> Counter[str]:
        """Cells by what came of them: exact, flagged, SILENT or missing; and documents by fate."""
        verdict, wrong = self.verdict, len(self.verdict.wrong)
        if verdict.quality == "rejected":
            return Counter(missing=self.cells, documents_missing=1)
        invented = sum(printed == "not printed" for _, printed, _ in verdict.wrong)
        fate = "flagged" if verdict.quality == "needs_review" else "SILENT"
        tally = Counter({"exact": self.cells - wrong + invented, fate: wrong, verdict.quality: 1})
        tally["documents_exact"] = verdict.exact
        tally["MISNAMED"] = self.misnamed
        tally["near misses"] = len(self.near)
        return tally

    @property
    def misnamed(self) -> bool:
        """Whether another agency, year or form is claimed to be right."""
        return bool(self.verdict.reason) and self.verdict.quality in ("verified", "as_printed")

    def __str__(self) -> str:
        verdict = self.verdict
        cells = ", ".join(f"{'/'.join(s)}: {a} -> {b}" for s, a, b in verdict.wrong[:4])
        return (
            f"{self.name} {verdict.quality} wrong={len(verdict.wrong)} fails={verdict.failures} "
            f"{self.seconds / max(self.pages, 1):.1f} s/page {verdict.reason} [{cells}] "
            f"{' '.join(verdict.codes)}"
        )


def sweep(kind: str, numbers: Sequence[int], seed: str, folder: Path) -> Iterator[Scored]:
    """Documents of a kind, left in the folder with their truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        drawn = random_report(f"{seed}/{number}", kind)
        truth = drawn.figures.truth(kind=kind, seed=f"{seed}/{number}", style=drawn.style)
        path = folder / f"{kind}_{seed}_{number:03d}.pdf"
        path.write_bytes(drawn.content)
        facts = path.with_suffix(".truth.json")
        facts.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        yield score(path, truth, drawn)


def score(path: Path, truth: Mapping[str, Any], drawn: Drawn) -> Scored:
    """Reads a document as a run would, and compares it with its truth."""
    start = time.process_time()
    package = read_file(path)
    seconds = time.process_time() - start
    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    verdict = judge(truth, package)
    near = near_misses(verdict, package)
    return Scored(path.stem, drawn.style, verdict, len(truth_cells(truth)), pages, seconds, near)


def near_misses(verdict: Verdict, package: LoadPackage) -> tuple[Slot, ...]:
    """Wrong cells whose place on the page no problem of the report names."""
    found: list[Slot] = []
    for report in package.reports:
        named = {(problem.page, problem.box) for problem in report.problems if problem.box}
        facts = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
        for slot, _, _ in verdict.wrong:
            fact = facts.get(slot)
            if fact is None or fact.cell is None or fact.status == "derived":
                continue
            cell = report.cells[fact.cell]
            if (cell.page, cell.box) not in named:
                found.append(slot)
    return tuple(found)


def main(arguments: list[str] | None = None) -> int:
    """Runs a sweep; 1 when anything was wrong in silence."""
    parser = argparse.ArgumentParser(prog="python -m tests.ocr.scan_sweep", description=__doc__)
    parser.add_argument("--number", type=int, default=40, help="how many (default 40)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (default 0)")
    parser.add_argument("--seed", default="scan", help="another seed, other documents")
    parser.add_argument("--folder", type=Path, required=True, help="where the documents are left")
    parser.add_argument("--kind", choices=PICTURED, default="scan")
    options = parser.parse_args(arguments)
    numbers = range(options.first, options.first + options.number)
    every = []
    for scored in sweep(options.kind, numbers, options.seed, options.folder):
        print(scored, flush=True)
        every.append(scored)
    return summary(every)


def summary(every: Sequence[Scored]) -> int:
    """Prints the totals and what was wrong in silence; 1 if anything was."""
    total = sum((scored.tally for scored in every), Counter[str]())
    cells, pages = sum(s.cells for s in every), sum(s.pages for s in every)
    seconds = sum(s.seconds for s in every)
    print(f"\n{len(every)} documents, {cells} cells: {dict(total)}")
    print(f"{pages} pages, {seconds / max(pages, 1):.2f} CPU seconds a page")
    for scored in every:
        if scored.verdict.silent or scored.misnamed:
            print(f"\nSILENT {scored.name} {scored.verdict.reason}\n  {scored.style}")
            for slot, printed, read in scored.verdict.wrong:
                print(f"  {'/'.join(slot)}: printed {printed}, read {read}")
    for scored in every:
        for slot, printed, read in scored.verdict.wrong:
            if slot in scored.near:
                print(f"near miss {scored.name} {'/'.join(slot)}: printed {printed}, read {read}")
    return 1 if total["SILENT"] or total["MISNAMED"] else 0


if __name__ == "__main__":
    sys.exit(main())
