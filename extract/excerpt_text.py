"""Lines of a text around a figure: fields parted by tabs or pipes as a table, others as they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extract.excerpt import AROUND, Excerpt, Part, excerpt_of
from extract.text_lines import Line, plain_cell

_PLACE = re.compile(r"line (\d+), field (\d+)")
_HEADS = 3
_PIPE = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class LinesExcerpt:
    """Lines as they stand, with the character ranges (line, start, stop) of the figures asked for, in order.

    `line` counts in `lines`, each of which is (number, text); number None is a line of dots.
    """

    place: str
    lines: tuple[tuple[int | None, str], ...]
    marks: tuple[tuple[int, int, int], ...]


def line_of(path: str) -> int | None:
    """The number of the line a path names; None if it is no path of a text."""
    match = _PLACE.fullmatch(path)
    return int(match[1]) if match else None


def lines_excerpt(
    lines: Sequence[Line], paths: Sequence[str], known: Mapping[str, str]
) -> Excerpt | LinesExcerpt | None:
    """The excerpt around the figures at `paths`; None if they are not there.

    `known` are the texts of all cells of the same table by their paths: the heads stand above the
    first of them, and figures parted by blanks are found by their order on the line.
    """
    wanted = {number for path in paths if (number := line_of(path))}
    region = _region(lines, wanted, {number for path in known if (number := line_of(path))})
    asked = [line for line in region if line.number in wanted]
    if not asked:
        return None
    for parted in (_tabbed, _piped):
        if all(parted(line) for line in asked):
            rows = [(line.number, parted(line) or _whole(line)) for line in region]
            return excerpt_of(f"line {asked[0].number}", rows, paths)
    return _as_they_stand(region, wanted, paths, known)


def _region(lines: Sequence[Line], wanted: Collection[int], known: Collection[int]) -> list[Line]:
    """The lines that say something, from the heads of the table down to those below the wanted ones."""
    if not wanted:
        return []
    full = [line for line in lines if not line.is_blank and not _is_rule(line)]
    first = min([*wanted, *known])
    above = sum(line.number < first for line in full)
    below = sum(line.number <= max(wanted) for line in full)
    return full[max(0, above - _HEADS) : below + AROUND]


def _is_rule(line: Line) -> bool:
    return _RULED.fullmatch(line.text) is not None and "-" in line.text


def _tabbed(line: Line) -> list[Part] | None:
    if "\t" not in line.text:
        return None
    return _parts(line.number, line.text.split("\t"))


def _piped(line: Line) -> list[Part] | None:
    if not _PIPE.search(line.text):
        return None
    fields = _PIPE.split(line.text.strip())
    if not fields[0].strip():
        fields = fields[1:]
    if len(fields) > 1 and not fields[-1].strip():
        fields = fields[:-1]
    return _parts(line.number, fields)


def _parts(number: int, fields: Sequence[str]) -> list[Part]:
    return [
        Part(plain_cell(field), f"line {number}, field {place}")
        for place, field in enumerate(fields, 1)
    ]


def _whole(line: Line) -> list[Part]:
    return [Part(plain_cell(line.text), f"line {line.number}, field 1")]


def _as_they_stand(
    region: Sequence[Line], wanted: Collection[int], paths: Sequence[str], known: Mapping[str, str]
) -> LinesExcerpt | None:
    asked = [index for index, line in enumerate(region) if line.number in wanted]
    around = AROUND if len(asked) == 1 else AROUND - 1
    near = {index + step for index in asked for step in range(-around, around + 1)}
    shown: list[tuple[int | None, str]] = []
    marks: dict[str, tuple[int, int, int]] = {}
    last = -1
    for index, line in enumerate(region):
        if index >= _HEADS and index not in near:
            continue
        if index != last + 1:
            shown.append((None, ""))
        last = index
        here = _ranges(line.text, line.number, known) if line.number in wanted else {}
        marks |= {path: (len(shown), *here[path]) for path in paths if path in here}
        shown.append((line.number, line.text))
    if paths[0] not in marks:
        return None
    ordered = tuple(marks[path] for path in paths if path in marks)
    return LinesExcerpt(f"line {region[asked[0]].number}", tuple(shown), ordered)


def _ranges(text: str, number: int, known: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Where the figures of a line stand in it, found from its end: a label before them may have digits.

    Blank ones share the gap between their neighbours.
    """
    fields = sorted(
        (int(match[2]), path)
        for path in known
        if (match := _PLACE.fullmatch(path)) and int(match[1]) == number
    )
    found: dict[str, tuple[int, int]] = {}
    blank: list[str] = []
    end = len(text) + 4
    for _, path in reversed(fields):
        words = known[path].split()
        if not words:
            blank.insert(0, path)
            continue
        printed = r"\s*".join(map(re.escape, words))
        matches = [m for m in re.finditer(rf"(?<!\S){printed}(?!\S)", text) if m.end() <= end]
        if not matches:
            return {}
        found |= _between(blank, matches[-1].end() + 1, end)
        blank, end = [], matches[-1].start()
        found[path] = matches[-1].span()
    return found | _between(blank, max(0, end - 4 * len(blank)), end)


def _between(paths: Sequence[str], start: int, stop: int) -> dict[str, tuple[int, int]]:
    """Equal parts of a gap for the blank fields in it, a blank away from what stands beside it."""
    stop = max(start + len(paths), stop - 1)
    step = (stop - start) / max(1, len(paths))
    return {
        path: (round(start + index * step), round(start + (index + 1) * step))
        for index, path in enumerate(paths)
    }
