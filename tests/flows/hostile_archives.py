"""ZIP archives that swell, lead out of their folder or name things in other ways."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from examples.draw import draw_html
from extract.archive import MOST_DEPTH
from extract.zip_file import MOST_MEMBERS
from tests.flows.hostile import LOADED, Case, report


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _in_gbk(name: str, data: bytes) -> bytes:
    """An archive with one file whose name is GBK, as programs on Chinese machines write it."""
    coded = name.encode("gbk")
    return zipped({"x" * len(coded): data}).replace(b"x" * len(coded), coded)


def _nested(depth: int) -> bytes:
    data = draw_html(report(50))
    for level in range(depth + 1):
        data = zipped({"more.zip" if level else "report.html": data}, zipfile.ZIP_STORED)
    return data


def hostile_archives(most_bytes: int) -> dict[str, tuple[bytes, dict[str, Case]]]:
    """Archives by name: their bytes, and what their members come to (`""`: the archive itself)."""
    sound = [draw_html(report(number)) for number in range(51, 55)]
    loaded, large = (LOADED,), ("too_large",)
    half = zipped({f"{number}.html": b"1" for number in range(MOST_MEMBERS // 2 + 1)})
    member = "!/more.zip" * (MOST_DEPTH - 1)
    return {
        "ratio.zip": (
            zipped({"zeros.html": bytes(most_bytes), "sound.html": sound[0]}),
            {"!/zeros.html": Case(b"", large, "200 times"), "!/sound.html": Case(b"", loaded)},
        ),
        "size.zip": (
            zipped({"large.html": sound[1] + b"".join(b"%d" % n for n in range(most_bytes // 5))}),
            {"!/large.html": Case(b"", large, "MB")},
        ),
        "depth.zip": (
            _nested(MOST_DEPTH),
            {f"!/more.zip{member}": Case(b"", large, "deeper than")},
        ),
        "count.zip": (
            zipped({f"{number}.html": b"" for number in range(MOST_MEMBERS + 1)}),
            {"": Case(b"", large, f"more than {MOST_MEMBERS} files")},
        ),
        "count inside.zip": (
            zipped({"1.zip": half, "2.zip": half[:-22] + half[-22:]}, zipfile.ZIP_STORED),
            {"!/2.zip": Case(b"", large, f"more than {MOST_MEMBERS} files")},
        ),
        "out.zip": (
            zipped({"../../up.html": sound[1], "/etc/root.html": sound[2]}),
            {"!/../../up.html": Case(b"", loaded), "!//etc/root.html": Case(b"", loaded)},
        ),
        "gbk.zip": (_in_gbk("某区年报.html", sound[3]), {"!/某区年报.html": Case(b"", loaded)}),
        "cut.zip": (zipped({"x.html": sound[0]})[:500], {"": Case(b"", ("corrupt",), "download")}),
    }
