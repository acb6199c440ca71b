"""Where the file of a report lies now: at the path it was read from, or under a folder that is named.

A file is known by its bytes: what lies at the old path with other content is not it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.discover import Found, discover
from warehouse.provenance import ReportSource

GONE = (
    "the file is not where it was read from, or its content has changed; "
    "say where the reports lie now: --folder DIR"
)
GONE_ZH = "原文件不在读取时的位置，或内容已变；请用 --folder 指明报告所在文件夹"
_MEMBER = "!/"


class SourceFiles:
    """Finds files of reports; looks through `folder`, if one is given, only as far as it must."""

    def __init__(self, folder: Path | None = None) -> None:
        self._rest: Iterator[Found] = discover([folder]) if folder else iter(())
        self._seen: dict[str, Found] = {}

    def find(self, report: ReportSource) -> Found | None:
        """The file with the bytes the report was read from; None if it is not there any more."""
        if report.sha256 in self._seen:
            return self._seen[report.sha256]
        for path in dict.fromkeys((report.path, *report.other_paths)):
            place = Path(report.folder or ".") / path.partition(_MEMBER)[0]
            if place.is_file() and self._look(discover([place]), report.sha256):
                return self._seen[report.sha256]
        return self._look(self._rest, report.sha256)

    def _look(self, files: Iterator[Found], sha256: str) -> Found | None:
        for found in files:
            if found.source.sha256 and not found.rejection:
                self._seen.setdefault(found.source.sha256, found)
            if found.source.sha256 == sha256:
                return self._seen.get(sha256)
        return None
