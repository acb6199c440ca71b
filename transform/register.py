"""The register of corrections and verdicts: YAML files that a person writes, as typed entries.

    - document: 5f3a9c0e21b7d4aa        # first digits of the file's sha256, 12 at least
      figure: requests/new_received/total
      seen: "26"                        # what stands there; null for a cell that was not found
      should_be: "27"                   # the same as seen confirms the figure
      reason: misread, the 7 is under the stamp
      who: 李明
      date: 2026-11-22
    - document: 5f3a9c0e21b7d4aa
      check: requests_balance/total
      verdict: as_published
      reason: the agency's own slip, printed so on page 4
      who: 李明
      date: 2026-11-22

`report: 1` names the second report of a file that holds several.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from extract.yaml_file import read_yaml

_DOCUMENT = re.compile(r"^[0-9a-f]{12,64}$")
_EVERYWHERE = {"document", "report", "reason", "who", "date"}
_OF_FIGURE = {"figure", "seen", "should_be"}
_OF_CHECK = {"check", "verdict"}
TABLES = ("requests", "proactive", "disputes", "legacy")


class RegisterError(ValueError):
    """A register that cannot be used; the message names the file, the entry and what to write."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `figure` and `check` exclude each other; `figure` is a slot, `check` code and scope.

    `seen` None: no cell was found. `source` is the file and the entry's number in it.
    """

    document: str
    reason: str
    who: str
    date: datetime.date
    source: str
    report: int = 0
    figure: tuple[str, str, str] | None = None
    seen: str | None = None
    should_be: str | None = None
    check: tuple[str, str] | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, in the order of the files."""

    entries: tuple[Entry, ...] = ()

    def of(self, sha256: str) -> tuple[Entry, ...]:
        """The entries about a document."""
        return tuple(entry for entry in self.entries if sha256.startswith(entry.document))

    def documents(self) -> frozenset[str]:
        """The documents that entries name, as they name them."""
        return frozenset(entry.document for entry in self.entries)


def checksum(entries: Sequence[Entry]) -> str:
    """What the entries say, wherever they stand; empty for none."""
    if not entries:
        return ""
    said = [[str(getattr(e, f.name)) for f in fields(e) if f.name != "source"] for e in entries]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def load_register(folder: Path) -> Register:
    """The register of a folder of YAML files; an absent folder is an empty one. Raises RegisterError."""
    paths = sorted(path for path in folder.glob("*") if path.suffix in (".yml", ".yaml"))
    entries = [entry for path in paths for entry in _of_file(path)]
    seen: dict[tuple[Any, ...], str] = {}
    for entry in entries:
        key = (entry.document, entry.report, entry.figure, entry.check)
        if key in seen:
            raise RegisterError(f"{entry.source}: says again what {seen[key]} says; keep one")
        seen[key] = entry.source
    return Register(tuple(entries))


def _of_file(path: Path) -> Iterable[Entry]:
    try:
        content = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RegisterError(f"{path}: {error}") from error
    if content is None:
        return
    if not isinstance(content, list):
        raise RegisterError(f"{path}: write a list of entries, each beginning with '- document:'")
    for number, raw in enumerate(content, start=1):
        where = f"{path.name}, entry {number}"
        if not isinstance(raw, dict):
            raise RegisterError(f"{where}: write 'document:', 'figure:' and so on, one a line")
        yield _entry(where, raw)


def _entry(where: str, raw: Mapping[str, Any]) -> Entry:
    own = _OF_CHECK if "check" in raw else _OF_FIGURE
    missing = sorted((own | _EVERYWHERE) - {"report"} - set(raw))
    unknown = sorted(set(raw) - own - _EVERYWHERE)
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has unknown {', '.join(unknown)}"
        raise RegisterError(f"{where}: {wrong}")
    document = str(raw["document"]).lower()
    if not _DOCUMENT.match(document):
        raise RegisterError(
            f"{where}: document is the file's sha256 or its first 12 digits at least"
        )
    for name in ("reason", "who"):
        if not isinstance(raw[name], str) or not raw[name].strip():
            raise RegisterError(f"{where}: {name} must say something")
    date, report = raw["date"], raw.get("report", 0)
    if not isinstance(date, datetime.date) or not isinstance(report, int):
        raise RegisterError(f"{where}: date is written 2026-11-22, report is a number from 0")
    shared = (document, raw["reason"].strip(), raw["who"].strip(), date, where, report)
    if "check" in raw:
        return Entry(*shared, check=_check(where, raw), verdict=_verdict(where, raw))
    seen, should_be = _text(where, raw, "seen"), _text(where, raw, "should_be")
    if should_be is None:
        raise RegisterError(f'{where}: should_be is text, in quotes: "26", "" for a blank')
    figure = _figure(where, raw["figure"])
    return Entry(*shared, figure=figure, seen=seen, should_be=should_be)


def _figure(where: str, text: Any) -> tuple[str, str, str]:
    table, row, column = [*str(text).split("/"), "", ""][:3]
    if str(text).count("/") != 2 or table not in TABLES or not (row and column):
        raise RegisterError(f"{where}: figure is written table/row/column, table one of {TABLES}")
    return table, row, column


def _text(where: str, raw: Mapping[str, Any], name: str) -> str | None:
    if raw[name] is not None and not isinstance(raw[name], str):
        raise RegisterError(f'{where}: {name} is text, in quotes: "26", "" for a blank')
    text: str | None = raw[name]
    return text


def _check(where: str, raw: Mapping[str, Any]) -> tuple[str, str]:
    code, _, scope = str(raw["check"]).partition("/")
    if not code or not scope:
        raise RegisterError(f"{where}: check is written code/scope, as in requests_balance/total")
    return code, scope


def _verdict(where: str, raw: Mapping[str, Any]) -> str:
    if raw["verdict"] != "as_published":
        raise RegisterError(
            f"{where}: the verdict is as_published; a wrong figure has its own entry"
        )
    return "as_published"
