"""Which indicator a label names: by its words, within its part where they recur, never by likeness alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from transform.alignment import ALIKE, likeness
from transform.form import FormTable, Heading, Indicator
from transform.indicator_label import IndicatorLabel


@dataclass
class IndicatorFinder:
    """Where the walk down the list stands: the running part, and the last indicator met."""

    form: FormTable
    part: str = ""
    last: int = -1
    index: dict[str, list[Indicator]] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    rows: tuple[Indicator, ...] = ()
    order: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = tuple(row for row in self.form.rows if isinstance(row, Indicator))
        for number, row in enumerate(self.rows):
            self.order[row.code] = number
            for key in row.keys:
                self.index.setdefault(key, []).append(row)
        for group in self.form.groups:
            if isinstance(group, Heading):
                self.headings.update(dict.fromkeys(group.keys, group))

    def enter(self, label: IndicatorLabel) -> bool:
        """Whether the label names a heading or a part, which runs from now on."""
        for key in label.keys:
            if key in self.headings:
                self.part = self.headings[key].part
                return True
            parts = [row for row in self.index.get(key, ()) if row.part == row.label]
            if len(parts) == 1:
                self.part = parts[0].part
                return True
        return False

    def passed(self, row: Indicator) -> None:
        """The row was met: its part runs."""
        self.last = self.order[row.code]
        self.part = row.part

    def named(self, label: IndicatorLabel) -> Indicator | None:
        """The indicator with this label; of several the one of the running part, then the next one."""
        for key in label.keys:
            if found := self._only(self.index.get(key, []), label):
                return found
        return None

    def _only(self, rows: list[Indicator], label: IndicatorLabel) -> Indicator | None:
        if len(rows) > 1:
            rows = [row for row in rows if row.part == self.part and not _contradicts(label, row)]
        if len(rows) > 1:
            rows = [row for row in rows if self.order[row.code] == self.last + 1]
        return rows[0] if len(rows) == 1 else None

    def by_ordinal(self, label: IndicatorLabel) -> Indicator | None:
        """The indicator of an unlisted spelling: only if ordinal, part, turn and likeness all agree."""
        if label.ordinal is None or not label.key or self.last + 1 >= len(self.rows):
            return None
        expected = self.rows[self.last + 1]
        in_turn = expected.ordinal == label.ordinal and expected.part == self.part
        alike = likeness(label.key, expected) >= ALIKE
        return expected if in_turn and alike and self.nearest(label) == expected.label else None

    def nearest(self, label: IndicatorLabel) -> str:
        """Label of the indicator most like this one."""
        return max((likeness(label.key, row), row.label) for row in self.rows)[1]


def _contradicts(label: IndicatorLabel, row: Indicator) -> bool:
    """A printed ordinal of another level or number than that of one of several rows of this label."""
    return label.ordinal is not None and row.ordinal not in (None, label.ordinal)
