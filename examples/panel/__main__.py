"""`python -m examples.panel OUT.duckdb`: the panel as a warehouse to try questions on."""

from __future__ import annotations

import argparse
from pathlib import Path

from examples.panel.build import panel
from examples.panel.warehouse import build_warehouse


def main() -> None:
    """Builds the file and says what is in it."""
    parser = argparse.ArgumentParser(prog="python -m examples.panel", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT.duckdb", help="a file that is not there yet")
    out: Path = parser.parse_args().out
    if out.exists():
        parser.error(f"{out} is there already: name another file or delete it")
    build_warehouse(out, panel())
    print(f"{out}: {len(panel().reports)} invented reports; questions to ask: examples/queries")


if __name__ == "__main__":
    main()
