"""What a crash campaign found."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.crash.aims import Pace


@dataclass(slots=True)
class Kill:
    """A kill and what came of it. `status`: how the run ended, negative for a signal, None for one
    that hung; `vanished`: seconds until none of its processes was left; `last`: kinds that went last."""

    aim: str
    engine: str
    documents_read: int
    stage: str
    status: int | None = 0
    vanished: float = 0.0
    last: list[str] = field(default_factory=list)
    last_words: str = ""
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        verdict = "; ".join(self.faults) or "sound"
        last = f"({', '.join(self.last)})" if self.vanished > 1 else ""
        words = f"  ({self.last_words})" if self.last_words else ""
        return (
            f"{self.aim:<26} {self.engine:<8} {self.documents_read:4} read, {self.stage:<20} "
            f"status {self.status!s:<4} gone after {self.vanished:4.1f} s "
            f"{last}  {verdict}{words}"
        )


@dataclass(slots=True)
class Findings:
    """All kills, and faults of runs that came to their end."""

    pace: Pace
    kills: list[Kill] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    runs: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults and not any(kill.faults for kill in self.kills)

    def lines(self) -> Iterator[str]:
        """A line per kind of kill, then every fault."""
        kinds: dict[str, list[Kill]] = defaultdict(list)
        for kill in self.kills:
            kinds[kill.aim].append(kill)
        for aim, kills in sorted(kinds.items()):
            faulty = sum(bool(kill.faults) for kill in kills)
            ended = sum(kill.status == 0 for kill in kills)
            slowest = max(kill.vanished for kill in kills)
            yield (
                f"{aim:<26} {len(kills):3} kills, {ended:3} runs went on to their end, processes gone after "
                f"{slowest:.1f} s at most, {faulty} with faults"
            )
        for kill in self.kills:
            yield from (f"FAULT  {kill.aim}: {fault}" for fault in kill.faults)
        yield from (f"FAULT  a run that ended: {fault}" for fault in self.faults)
        verdict = "the same facts as undisturbed" if self.is_sound else "NOT SOUND"
        yield f"{len(self.kills)} kills in {self.runs} runs over {self.pace.documents} documents: {verdict}"

    def write(self, path: Path) -> None:
        """Leaves everything as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"sound": self.is_sound, **asdict(self)}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
