"""What a run does with each file, and why: files and what is known go in, decisions come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.discover import Found
from flows.ingredients import Recipe
from flows.settings import Settings
from transform.register import Entry, Register, checksum

NOTHING_DECLARED = Register()

Action = Literal["read", "reject", "unchanged", "duplicate"]
"""`read` opens the file, `reject` needs no opening, the others leave the warehouse as it is."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file, what will be done with it, and why, in words for a person."""

    found: Found
    action: Action
    why: str

    @property
    def path(self) -> str:
        """The file's path under its root."""
        return self.found.source.path


def under_limits(ingredients: str, settings: Settings) -> str:
    """Ingredients of a document lost to the limits of a worker: other limits, another try."""
    limits = f"{settings.document_seconds:g}s,{settings.worker_memory >> 20}MiB"
    return f"{ingredients}+{limits}"


def with_corrections(ingredients: str, entries: Sequence[Entry]) -> str:
    """Ingredients of a document that entries of the register are about: other entries, another load."""
    said = checksum(entries)
    return f"{ingredients}+{said}" if said else ingredients


def plan_files(
    files: Iterable[Found],
    known: Mapping[str, str],
    recipe: Recipe,
    settings: Settings,
    register: Register = NOTHING_DECLARED,
) -> Iterator[Planned]:
    """Decides about each file in turn. `known` maps a content's hash to its ingredients."""
    first: dict[str, str] = {}
    for found in with_distinct_paths(files):
        source = found.source
        if source.sha256 and source.sha256 in first:
            yield Planned(found, "duplicate", f"same bytes as {first[source.sha256]}")
            continue
        first[source.sha256] = source.path
        entries = register.of(source.sha256)
        loaded_with = known.get(source.sha256)
        is_current = loaded_with is not None and _is_current(
            loaded_with, source.kind, recipe, with_corrections("", entries), settings
        )
        yield _decide(found, loaded_with is not None, is_current)


def with_distinct_paths(files: Iterable[Found]) -> Iterator[Found]:
    """Files of several roots may share a relative path; the later ones get their root before it."""
    taken: set[str] = set()
    for found in files:
        source = found.source
        if source.path in taken:
            source = replace(source, path=f"{source.root}/{source.path}")
        taken.add(source.path)
        yield replace(found, source=source)


def _is_current(
    recorded: str, kind: str, recipe: Recipe, corrected: str, settings: Settings
) -> bool:
    """Whether a reading on record would come out the same: as this type of file, corrected as today."""
    base, plus, rest = recorded.partition("+")
    limited = under_limits(corrected, settings)
    return (
        base.startswith(f"{kind}=")
        and recipe.is_current(base)
        and plus + rest in {corrected, limited}
    )


def _decide(found: Found, is_known: bool, is_current: bool) -> Planned:
    if is_current and found.source.sha256:
        return Planned(found, "unchanged", "in the warehouse already")
    if found.rejection:
        return Planned(found, "reject", f"{found.rejection.reason}: {found.rejection.detail}")
    if not is_known:
        return Planned(found, "read", "new")
    return Planned(found, "read", "forms, code, limits or corrections changed since it was read")


def count_actions(plan: Iterable[Planned]) -> dict[Action, int]:
    """How many files of each action."""
    return dict(Counter(planned.action for planned in plan))
