"""What a user would write without ogi: a loop over the files, in a pool of processes.

    python -m tests.bench.loops camelot|pdfplumber|pypdfium2 WORKERS FILE...

Prints JSON: files, wall seconds from the moment all processes have loaded the library, CPU seconds of
the reading alone.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue


def camelot(path: str) -> None:
    """All tables, with the settings Camelot has by itself."""
    import camelot

    camelot.read_pdf(path, pages="all")


def pdfplumber(path: str) -> None:
    """The tables of every page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()


def pypdfium2(path: str) -> None:
    """Every page loaded, and its text: no table."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


LOOPS: dict[str, Callable[[str], None]] = {
    "camelot": camelot,
    "pdfplumber": pdfplumber,
    "pypdfium2": pypdfium2,
}


def load(name: str, ready: SimpleQueue[bool]) -> None:
    """Starts a process: the library is imported once in each."""
    importlib.import_module(name)
    ready.put(True)


def seconds_for(name: str, path: str) -> float:
    """CPU seconds of one file."""
    started = time.process_time()
    try:
        LOOPS[name](path)
    except Exception as error:  # what a file does to a library must not end the measurement
        print(f"{path}: {error}", file=sys.stderr)
    return time.process_time() - started


def main(name: str, workers: int, paths: list[str]) -> None:
    """Reads the files and prints what it took."""
    context = get_context("spawn")
    ready: SimpleQueue[bool] = context.SimpleQueue()
    with context.Pool(workers, load, (name, ready)) as pool:
        for _ in range(workers):
            ready.get()
        started = time.perf_counter()
        cpu = sum(pool.map(partial(seconds_for, name), paths, chunksize=1))
        wall = time.perf_counter() - started
    print(json.dumps({"files": len(paths), "wall": wall, "cpu": cpu}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
