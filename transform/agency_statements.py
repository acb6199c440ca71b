"""What a person states of agencies in a file: other names, agencies above.

```yaml
aliases:
- {name: 区人社局, agency: 洪泽区人力资源和社会保障局}                # wherever this name is printed
- {name: 市统计局, agency: 德州市统计局, under: 德州, from: 2019, to: 2023}  # in paths with 德州, these years
parents:
- {agency: 天津滨海高新技术产业开发区管理委员会, parent: 天津市滨海新区人民政府}
```
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extract.yaml_file import read_yaml
from transform.agency_name import plain_name

_FIELDS = {
    "aliases": ({"name", "agency"}, {"under", "from", "to"}),
    "parents": ({"agency", "parent"}, set[str]()),
}


class StatementError(ValueError):
    """A file of statements is not as it should be: names the file, the entry and the field."""


@dataclass(frozen=True, slots=True)
class Alias:
    """`name` as printed means `agency`: in paths that contain `under`, in reports for the years."""

    name: str
    agency: str
    under: str = ""
    first: int = 0
    last: int = 9999


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything stated; `parents` are pairs of agency and the agency above it.

    Names are compared without blanks and in one width."""

    aliases: tuple[Alias, ...] = ()
    parents: tuple[tuple[str, str], ...] = ()

    def meant(self, printed: str, year: int | None, path: str) -> str | None:
        """The agency an alias states for a printed name; None where none does."""
        name = plain_name(printed)
        for alias in self.aliases:
            in_years = year is None or alias.first <= year <= alias.last
            if alias.name == name and alias.under in path and in_years:
                return alias.agency
        return None


NO_STATEMENTS = Statements()


def load_statements(path: Path) -> Statements:
    """The statements of a file; raises `StatementError` for anything out of order."""
    try:
        content = read_yaml(path) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StatementError(f"{path}: {error}") from error
    if not isinstance(content, dict) or set(content) - set(_FIELDS):
        raise StatementError(
            f"{path}: expected the lists {' and '.join(_FIELDS)}, and nothing else"
        )
    for part in _FIELDS:
        _check(path, part, content.get(part) or [])
    return Statements(
        tuple(_alias(path, entry) for entry in content.get("aliases") or []),
        tuple((entry["agency"], entry["parent"]) for entry in content.get("parents") or []),
    )


def _check(path: Path, part: str, entries: Any) -> None:
    needed, possible = _FIELDS[part]
    if not isinstance(entries, list):
        raise StatementError(f"{path}: {part}: expected a list")
    for number, entry in enumerate(entries, start=1):
        place = f"{path}: {part}, entry {number}"
        if not isinstance(entry, dict):
            raise StatementError(f"{place}: expected {{{', '.join(sorted(needed))}}}")
        for wrong, what in (
            (set(entry) - needed - possible, "unknown"),
            (needed - set(entry), "missing"),
        ):
            if wrong:
                raise StatementError(f"{place}: {what} field {', '.join(sorted(map(str, wrong)))}")
        for name in needed | (set(entry) & {"under"}):
            if not isinstance(entry[name], str) or not entry[name].strip():
                raise StatementError(f"{place}: {name} must be text")


def _alias(path: Path, entry: dict[str, Any]) -> Alias:
    first, last = entry.get("from", 0), entry.get("to", 9999)
    if not (type(first) is int and type(last) is int and first <= last):
        raise StatementError(
            f"{path}: alias of {entry['name']}: from and to must be years in order"
        )
    return Alias(plain_name(entry["name"]), entry["agency"], entry.get("under", ""), first, last)
