"""Figures in the text against truth files: what is found, what is missed, what else was read.

    python -m tests.bench.narrative FOLDER [--others N]

FOLDER holds documents with `<stem>.truth.json` beside them, at any depth. A truth file lists figures that
are known to be in the text, not all of them: what was read beside these is printed with its sentence, for
a person to judge. Figures of picture scans need the extra `ogi[ocr]`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.extract_pdf.scoring import read_file
from transform.model import LoadPackage, NarrativeFigure

Known = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Score:
    """One document: figures of the truth found and missed, and figures read beside them."""

    name: str
    hit: int
    missed: tuple[Known, ...]
    others: tuple[NarrativeFigure, ...]


def documents(folder: Path) -> Iterator[tuple[Path, list[Known]]]:
    """Documents of a folder with the figures known to be in their text."""
    for truth in sorted(folder.rglob("*.truth.json")):
        stem = truth.name.removesuffix(".truth.json")
        content = json.loads(truth.read_text(encoding="utf-8"))
        known = [(f["metric"], float(f["value"])) for f in content.get("narrative") or []]
        for path in sorted(truth.parent.iterdir()):
            if path.name.startswith(f"{stem}.") and path.suffix != ".json":
                yield path, known


def score(name: str, known: list[Known], package: LoadPackage) -> Score:
    """Compares by metric and value; every figure answers for one of the truth."""
    wanted = Counter(known)
    hit, others = 0, []
    for figure in (f for report in package.reports for f in report.narrative):
        what = (figure.metric, float(figure.value))
        if wanted[what] > 0:
            wanted[what] -= 1
            hit += 1
        else:
            others.append(figure)
    return Score(name, hit, tuple(wanted.elements()), tuple(others))


def main() -> None:
    """Scores every document of a folder and prints what is worth a look."""
    parser = argparse.ArgumentParser(description="Score figures in the text against truth files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--others", type=int, default=60, help="how many kinds of others to print")
    options = parser.parse_args()
    scores = [score(path.name, known, read_file(path)) for path, known in documents(options.folder)]
    hit = sum(each.hit for each in scores)
    missed = [(each.name, what) for each in scores for what in each.missed]
    kinds: dict[tuple[str, str], list[NarrativeFigure]] = {}
    for figure in (figure for each in scores for figure in each.others):
        shape = re.sub(r"[\d.,]+", "#", figure.sentence)
        kinds.setdefault((figure.metric, shape), []).append(figure)
    for name, what in missed:
        print(f"missed  {what[0]} {what[1]:g}  {name}")
    for alike in sorted(kinds.values(), key=len, reverse=True)[: options.others]:
        first = alike[0]
        print(
            f"other   {len(alike)} x {first.metric} {first.value} {first.printed}  {first.sentence[:110]}"
        )
    total = hit + len(missed)
    print(
        f"{len(scores)} documents, {hit} of {total} known figures found ({hit / max(total, 1):.2%}),"
    )
    print(f"{sum(len(each.others) for each in scores)} others of {len(kinds)} kinds")


if __name__ == "__main__":
    main()
