"""The thirty questions of `examples/queries`: what each asks, its SQL, and its SQL with other values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "queries"

_TITLE = re.compile(r"-- (Q\d\d) (.+?) / (.+)")
_VARIABLE = re.compile(r"^SET VARIABLE (\w+) = (.+);$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `values` are its SQL variables with the SQL literals they are set to."""

    code: str
    file: str
    english: str
    chinese: str
    sql: str

    @property
    def values(self) -> dict[str, str]:
        """The variables at the head of the file."""
        return dict(_VARIABLE.findall(self.sql))

    def asked_of(self, **values: str | int) -> str:
        """The SQL with other values; raises KeyError for a variable the question does not have."""
        sql = self.sql
        for name, value in values.items():
            if name not in self.values:
                raise KeyError(f"{self.file} has no variable {name}")
            literal = str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
            sql = re.sub(
                rf"(?m)^SET VARIABLE {name} = .+;$", f"SET VARIABLE {name} = {literal};", sql
            )
        return sql


@cache
def questions() -> dict[str, Question]:
    """All questions by code (`Q01`); raises ValueError for a file without a bilingual title."""
    found: dict[str, Question] = {}
    for path in sorted(FOLDER.glob("q*.sql")):
        sql = path.read_text(encoding="utf-8")
        title = _TITLE.match(sql)
        if not title:
            raise ValueError(f"{path.name}: the first line must be -- Q01 English / 中文")
        found[title[1]] = Question(title[1], path.name, title[2], title[3], sql)
    return found
