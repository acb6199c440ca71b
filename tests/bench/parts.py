"""`python -m tests.bench.parts`: CPU time of each part of reading a report, over reports drawn for it.

Reading is what `flows.document.process` does in a worker; loading and Prefect are not in it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from examples.draw.bench import bench
from extract.discover import discover
from flows.document import process
from flows.readings import Reading, best_reading
from flows.second_look import second_look
from flows.settings import Settings
from transform.form_file import load_forms
from transform.interpret import interpret
from transform.prose import read_prose
from transform.settle import settle

FORMS = load_forms()


def main() -> None:
    """Prints milliseconds of CPU a report, for the whole and for its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench(Path(folder) / "reports", options.count, workers=1)
        files = list(discover([Path(folder) / "reports"]))
        best = [(found, best_reading(found, FORMS)) for found in files]
        read = [(found, each) for found, each in best if isinstance(each, Reading)]
        drafts = [(each, draft) for _, each in read for draft in each.interpretation.drafts]

        def shown(name: str, work: Callable[[], object]) -> None:
            started = time.process_time()
            work()
            print(
                f"{name:<34} {1000 * (time.process_time() - started) / len(read):6.1f} ms",
                flush=True,
            )

        settings = Settings()
        shown("whole report", lambda: [process(found, settings) for found in files])
        shown("tables and text, first reading", lambda: [best_reading(f, FORMS) for f in files])
        shown(
            "of it: aligned, identified, text",
            lambda: [interpret(each.document, FORMS, f.source.path) for f, each in read],
        )
        shown(
            "of it: sections and their figures",
            lambda: [read_prose(list(each.document.blocks()), 2023) for _, each in read],
        )
        shown(
            "witness and second readings", lambda: [second_look(f, each, FORMS) for f, each in read]
        )
        shown(
            "account, checks, grade",
            lambda: [settle(draft, each.document, None, (), FORMS) for each, draft in drafts],
        )


if __name__ == "__main__":
    main()
