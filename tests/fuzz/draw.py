"""Which file of a fuzz folder is what: kinds, originals and changes, all by the seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial

from examples.draw import random_report
from examples.draw.bench import Drawn
from tests.fuzz import (
    byte_changes,
    docx_changes,
    html_changes,
    pdf_changes,
    pdf_content,
    text_changes,
    zip_changes,
)
from tests.fuzz.mutant import Change, Mutant, Original
from tests.fuzz.zip_container import members, packed

SHARES = {"pdf": 45, "html": 20, "docx": 15, "text": 10, "zip": 10}
SUFFIX = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "text": ".txt", "zip": ".zip"}
_OWN: Mapping[str, tuple[dict[str, Change], dict[str, Change]]] = {
    "pdf": (
        pdf_changes.CHANGES | pdf_content.CHANGES | pdf_content.CHANGES,
        pdf_changes.NEUTRAL | pdf_content.NEUTRAL,
    ),
    "html": (html_changes.CHANGES, html_changes.NEUTRAL),
    "docx": (docx_changes.CHANGES, docx_changes.NEUTRAL),
    "text": (text_changes.CHANGES, text_changes.NEUTRAL),
    "zip": (zip_changes.CHANGES, zip_changes.NEUTRAL),
}
_NEUTRAL_SHARE = 0.2
_BYTES_SHARE = 0.3
_OTHER_SUFFIX_SHARE = 0.05


def mutant(seed: int, number: int) -> Mutant:
    """A file of a folder: the same seed and number give the same bytes."""
    name = f"{seed}/{number}"
    rng = random.Random(f"fuzz {name}")
    kind = rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
    content = original(name, kind).content
    neutral = rng.random() < _NEUTRAL_SHARE
    names = []
    for _ in range(rng.choice((0, 1, 1, 2)) if neutral else rng.choice((1, 1, 1, 2, 3))):
        label, change = _pick(rng, name, kind, neutral)
        changed = _changed(change, rng, content, sound=not names)
        if changed != content:
            names.append(label)
            content = changed
    suffix = (
        rng.choice(tuple(SUFFIX.values())) if rng.random() < _OTHER_SUFFIX_SHARE else SUFFIX[kind]
    )
    return Mutant(f"{number:05d}{suffix}", name, kind, tuple(names), neutral or not names, content)


def _changed(change: Change, rng: random.Random, content: bytes, *, sound: bool) -> bytes:
    """The content changed, or as it is where it has been damaged too much to be taken apart."""
    try:
        return change(rng, content) if content else content
    except Exception:
        if sound:
            raise
        return content


def original(name: str, kind: str) -> Original:
    """What a file was drawn as, before anything was changed."""
    if kind != "zip":
        drawn = random_report(f"fuzz {name}", kind)
        return Original(kind, drawn.content, {"": drawn.figures.truth()}, {"": drawn.content})
    rng = random.Random(f"archive {name}")
    truths, contents = {}, {}
    for number in range(rng.choice((1, 2, 3))):
        inner = rng.choice(("pdf", "html", "docx", "text"))
        drawn = random_report(f"fuzz {name}/{number}", inner)
        path = f"r{number}{SUFFIX[inner]}"
        truths[path], contents[path] = drawn.figures.truth(), drawn.content
    return Original(kind, packed(contents.items()), truths, contents)


def _pick(rng: random.Random, name: str, kind: str, neutral: bool) -> tuple[str, Change]:
    """A change for this kind of file."""
    changes, harmless = _OWN[kind]
    if neutral:
        return rng.choice(tuple(harmless.items()))
    if rng.random() < _BYTES_SHARE:
        every = {**byte_changes.CHANGES, "splice": partial(_splice, name)}
        label, change = rng.choice(tuple(every.items()))
        return f"bytes: {label}", change
    if kind == "zip" and rng.random() < 0.4:
        return "archive: member", _member
    return rng.choice(tuple(changes.items()))


def _splice(name: str, rng: random.Random, data: bytes) -> bytes:
    """The end of another file, mostly of the same kind."""
    kind = rng.choice(("pdf", "html", "docx", "text"))
    return byte_changes.splice(rng, data, donor(name, kind).content)


def donor(name: str, kind: str = "text") -> Drawn:
    """The other file of a splice; its figures are the same whatever its kind."""
    return random_report(f"donor {name}", kind)


def _member(rng: random.Random, data: bytes) -> bytes:
    """Something is done to a file in the archive."""
    parts = members(data)
    at = rng.randrange(len(parts))
    name, content = parts[at]
    kind = next((kind for kind, suffix in SUFFIX.items() if name.endswith(suffix)), "text")
    if content:
        _, change = _pick(rng, name, kind, neutral=False)
        parts[at] = (name, change(rng, content))
    return packed(parts)
