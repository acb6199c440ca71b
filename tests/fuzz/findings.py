"""What a fuzz run found: defects, figures a person has to look at, and what the run cost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.fuzz.accounts import Fate
from tests.fuzz.run import Run
from tests.fuzz.silent import Difference

_SHOWN = 12
_GRACE = 10.0
"""Seconds beyond the limit of a document until the loss of its worker must be noticed."""


@dataclass(slots=True)
class Findings:
    """A run over a folder of so many files. `defects`: what must not happen, in words."""

    files: int
    seed: int
    run: Run
    limit: float
    fates: Sequence[Fate]
    qualities: Counter[str]
    defects: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Files whose changes leave what is printed as it was, and that were read worse for them."""

    def add_run(self) -> None:
        """Notes a run that failed or stood still."""
        if self.run.status != 0:
            ending = "did not end" if self.run.status is None else f"ended with {self.run.status}"
            self.defects.append(f"the run {ending}: {self.run.errors.strip()[-400:]}")
        elif self.run.errors and not any(fate.death for fate in self.fates):
            self.defects.append(f"the run talks to the terminal: {self.run.errors[:400]}")
        for what, seconds in self.run.pauses.items():
            if seconds > self.limit + _GRACE:
                self.defects.append(f"no sign of life for {seconds} s behind “{what}”")
        mistakes = [fate for fate in self.fates if fate.mistake]
        self.defects += [f"{fate.path}: {fate.reason}: {fate.detail}" for fate in mistakes]

    @property
    def to_look_at(self) -> list[Difference]:
        """Figures of reports graded as right that nothing explains."""
        return [each for each in self.differences if each.verdict in ("unexplained", "not printed")]

    @property
    def sound(self) -> bool:
        """Whether nothing happened that must not, and nothing is left to look at."""
        return not self.defects and not self.to_look_at

    def lines(self) -> list[str]:
        """The findings as text."""
        run, read = self.run, [fate.seconds for fate in self.fates if fate.seconds]
        slow = sorted(self.fates, key=lambda fate: fate.seconds, reverse=True)[:5]
        deaths = [fate for fate in self.fates if fate.death]
        printed, moved = (
            len({each.path for each in self.differences if each.verdict == verdict})
            for verdict in ("printed so", "moved")
        )
        lines = [
            f"files      {self.files}, seed {self.seed}: {len(self.fates)} files and members",
            f"run        {run.seconds:.1f} s wall, {run.cpu:.1f} s CPU, largest process {run.memory} MiB",
            f"fates      {_listed(Counter(fate.status for fate in self.fates))}",
            f"rejected   {_listed(Counter(f.reason for f in self.fates if f.status == 'rejected'))}",
            f"reports    {_listed(self.qualities)}",
            f"deaths     {_listed(Counter(fate.death for fate in deaths))}",
            f"read       {sum(read) / max(1, len(read)):.3f} s on average; slowest "
            + ", ".join(f"{fate.path} {fate.seconds:.1f}" for fate in slow),
            f"changed    {printed} reports print other figures than were drawn, and were read so; in "
            f"{moved} cells have moved",
        ]
        lines += [f"death      {fate.path}: {fate.death}" for fate in deaths[:_SHOWN]]
        lines += [f"worse      {each}" for each in self.lost[:_SHOWN]]
        lines += [f"LOOK AT    {each}" for each in self._reports_to_look_at()[: 3 * _SHOWN]]
        lines += [f"DEFECT     {each}" for each in self.defects[: 3 * _SHOWN]]
        return [*lines, "nothing to look at" if self.sound else "look at the lines in capitals"]

    def _reports_to_look_at(self) -> list[str]:
        """One line for each report, with the first of its figures."""
        figures: dict[tuple[str, str], list[Difference]] = {}
        for each in self.to_look_at:
            figures.setdefault((each.path, each.verdict), []).append(each)
        return [f"{told[0]} ({len(told)} such figures)" for told in figures.values()]

    def write(self, path: Path) -> None:
        """Leaves everything as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = {
            "files": self.files,
            "seed": self.seed,
            "run": asdict(self.run),
            "fates": [asdict(fate) for fate in self.fates],
            "qualities": self.qualities,
            "defects": self.defects,
            "differences": list(map(str, self.differences)),
            "worse": self.lost,
        }
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "none"
