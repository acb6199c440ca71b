"""What a user would write without ogi: `camelot.read_pdf` on every file, in a pool of processes."""

from __future__ import annotations

import sys
from multiprocessing import get_context


def read(path: str) -> int:
    """Tables Camelot finds with its default settings."""
    import camelot

    try:
        return len(camelot.read_pdf(path, pages="all"))
    except Exception as error:  # what a file does to Camelot must not end the measurement
        print(f"{path}: {error}", file=sys.stderr)
        return 0


if __name__ == "__main__":
    with get_context("spawn").Pool(int(sys.argv[1])) as pool:
        print(sum(pool.map(read, sys.argv[2:], chunksize=1)))
