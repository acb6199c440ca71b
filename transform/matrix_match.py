"""Which row of a matrix form a label names: by its key within the running group, never by likeness alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from transform.alignment import ALIKE, likeness
from transform.form import FormTable, Named
from transform.labels import Label


@dataclass
class RowFinder:
    """Where the walk down the rows stands: the running group and the last row of the form met."""

    form: FormTable
    group: str = ""
    last: int = -1

    @property
    def order(self) -> Mapping[str, int]:
        """The place of each row in the form by its code."""
        return _order(self.form)

    def enter_group(self, label: Label) -> bool:
        """Whether the label names a group, which runs from now on."""
        group = _groups(self.form).get(label.key)
        if group is not None:
            self.group = group
        return group is not None

    def passed(self, row: Named) -> None:
        """The row was met: its group runs, and rows before it are behind."""
        self.last = max(self.last, self.order[row.code])
        self.group = row.group

    def named(self, label: Label) -> Named | None:
        """The row with this label; of several the one of the running group, or the next."""
        return self._nearest_to_here(_rows(self.form).get(label.key, ()), label)

    def begun(self, label: Label) -> Named | None:
        """The row whose label begins with this one, a part of it that a page break cut off."""
        longer = [row for row in self.form.rows if any(k.startswith(label.key) for k in row.keys)]
        return self._nearest_to_here(longer, label) if label.key else None

    def _nearest_to_here(self, rows: Sequence[Named], label: Label) -> Named | None:
        candidates = [row for row in rows if not _contradicts(label, row)]
        if len(candidates) > 1:
            inside = [row for row in candidates if row.group == self.group]
            later = [row for row in candidates if self.order[row.code] > self.last]
            candidates = inside or later
        return candidates[0] if candidates else None

    def by_ordinals(self, label: Label) -> Named | None:
        """The row of an unlisted spelling: only if ordinals, sequence and likeness all agree."""
        following = [row for row in self.form.rows if self.order[row.code] > self.last]
        if not following or label.ordinal is None or not label.key:
            return None
        expected = following[0]
        same_place = expected.ordinal == label.ordinal and (
            expected.group == self.group or label.ordinal.number == 1
        )
        alike = likeness(label.key, expected) >= ALIKE
        return expected if same_place and alike and self.nearest(label) == expected.label else None

    def nearest(self, label: Label) -> str:
        """Label of the row of the form most like this one."""
        return _nearest(self.form, label.key)


@lru_cache(maxsize=1024)
def _nearest(form: FormTable, key: str) -> str:
    return max((likeness(key, row), row.label) for row in form.rows)[1]


@cache
def _rows(form: FormTable) -> Mapping[str, Sequence[Named]]:
    """The rows of each key in the order of the form."""
    rows: dict[str, list[Named]] = {}
    for row in form.rows:
        for key in row.keys:
            rows.setdefault(key, []).append(row)
    return rows


@cache
def _order(form: FormTable) -> Mapping[str, int]:
    return {row.code: number for number, row in enumerate(form.rows)}


@cache
def _groups(form: FormTable) -> Mapping[str, str]:
    """Code of the first group of each key."""
    return {key: group.code for group in reversed(form.groups) for key in group.keys}


def _contradicts(label: Label, row: Named) -> bool:
    """A bare 其他 or 总计 on another level than the row's: 3.其他 is not （六）其他处理."""
    if len(label.key) > 2 or label.ordinal is None or row.ordinal is None:
        return False
    return label.ordinal.level != row.ordinal.level
