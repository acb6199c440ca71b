"""The folder that is read: drawn reports of all kinds, and files of every other fate."""

from __future__ import annotations

import zipfile
from pathlib import Path

from examples.draw.bench import bench

ENTRIES = 3


def draw(folder: Path, reports: int, seed: int) -> int:
    """Draws a folder of so many reports, and a few files more; returns how many contents there are.

    Three of the reports are in a ZIP. Beside them: one that is there twice, one that was cut off, a text that
    is no report.
    """
    bench(folder, reports, seed, "mixed", workers=1)
    files = sorted(folder.iterdir())
    pdf = next(path for path in files if path.suffix == ".pdf").read_bytes()
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        for path in files[:ENTRIES]:
            archive.write(path, path.name)
            path.unlink()
    whole = files[ENTRIES].read_bytes()
    (folder / f"again{files[ENTRIES].suffix}").write_bytes(whole)
    (folder / "cut.pdf").write_bytes(pdf[: len(pdf) // 3])
    (folder / "note.txt").write_text("会议通知：明天下午三点开会。\n", encoding="utf-8")
    return reports + 2


def half(folder: Path) -> list[Path]:
    """Files that hold about half of the reports, and every copy of a file among them."""
    files = sorted(folder.iterdir())
    reports = [path for path in files if path.name[0].isdigit()]
    return [path for path in files if path not in reports[1::2]]
