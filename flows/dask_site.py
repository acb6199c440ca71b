"""What the machines of a cluster must have in common, and what is wrong where they have not.

The same program reads the same file to the same package, so every worker must have the same
ingredients as the machine that runs `ogi`, and see the same files and the same store.
"""

from __future__ import annotations

import pickle
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from importlib.metadata import version as of_library
from pathlib import Path
from secrets import token_hex
from typing import Any, TypedDict

from flows.settings import Settings
from flows.version import version

CODE = "code, forms or reference/agencies.yml"
SECONDS_TO_SEE = 5.0
"""How late a file that a worker wrote may come in sight here."""


class Answer(TypedDict):
    """What a worker says of itself: plain types, so that any version can read it."""

    has: dict[str, str]
    unseen: list[str]
    error: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is asked: to have the same as `settings` give here, and to see `paths` and the probe."""

    settings: Settings
    probe: Path
    token: str
    paths: tuple[Path, ...]


def terms_of(settings: Settings, sample: Path | None) -> Terms:
    """The terms of a run that reads the file `sample`; puts the probe into the work folder."""
    folder = settings.work.absolute() / "cluster"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    token = token_hex(8)
    probe = folder / "probe"
    probe.write_text(token, encoding="ascii")
    return Terms(absolute(settings), probe, token, (sample,) if sample else ())


def location_of(args: Sequence[object]) -> Path | None:
    """The file that a call is about: the location of its first argument."""
    location = getattr(args[0], "location", None) if args else None
    return location.absolute() if isinstance(location, Path) else None


def absolute(value: Any) -> Any:
    """The same with paths that lead to the same place from any folder: a path, a dataclass or a partial.

    Settings leave behind what concerns this machine alone, and may be secret.
    """
    if isinstance(value, Settings):
        value = replace(value, webhook=None, on_end=None, prefect_api=None)
    if isinstance(value, Path):
        return value.absolute()
    if isinstance(value, partial):
        named = {name: absolute(each) for name, each in value.keywords.items()}
        return partial(value.func, *map(absolute, value.args), **named)
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        paths = {name: each.absolute() for name, each in held.items() if isinstance(each, Path)}
        return replace(value, **paths)
    return value


def answer(terms: bytes, sign: str) -> Answer:
    """Runs in a worker: what it has, what it does not see. Writes its sign beside the probe."""
    has = {"ogi": version(), "Python": "{}.{}".format(*sys.version_info)}
    try:
        asked: Terms = pickle.loads(terms)
        has = environment(asked.settings)
        unseen = [str(path) for path in asked.paths if not path.exists()]
        if not asked.probe.is_file() or asked.probe.read_text("ascii") != asked.token:
            return Answer(has=has, unseen=[*unseen, str(asked.probe.parent)], error="")
        asked.probe.with_name(sign).write_text(asked.token, encoding="ascii")
    except Exception as error:  # whatever it is, a person has to be told
        return Answer(has=has, unseen=[], error=f"{type(error).__name__}: {error}")
    return Answer(has=has, unseen=unseen, error="")


def environment(settings: Settings) -> dict[str, str]:
    """What must be the same everywhere, by the name a person knows it by."""
    from extract.optional import available
    from flows.ingredients import LIBRARIES, ingredients

    libraries = sorted({library for used in LIBRARIES.values() for library in used})
    return {
        "ogi": version(),
        "Python": "{}.{}".format(*sys.version_info),
        "optional readers": "+".join(available()) or "none",
        **{library: of_library(library) for library in (*libraries, "distributed")},
        CODE: ingredients(settings).whole,
    }


def refusal(answered: Answer, terms: Terms, sign: str) -> str | None:
    """Why a worker cannot be used and what to do about it; None if it can."""
    if different := differences(answered["has"], environment(terms.settings)):
        return (
            f"is not set up like this machine: {different}. "
            "Install the same there and start the worker anew"
        )
    if answered["unseen"]:
        return (
            f"does not see {', '.join(answered['unseen'])}. Reports and warehouse must lie on "
            "storage that every machine mounts at the same path"
        )
    if answered["error"]:
        return f"cannot work in {terms.probe.parent}: {answered['error']}"
    if not comes_in_sight(terms.probe.with_name(sign), terms.token):
        return (
            f"writes to {terms.probe.parent}, but this machine does not see it. Mount the same "
            "storage at the same path, NFS with the option lookupcache=positive"
        )
    return None


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """What is not the same: `ogi 0.2.0 there, 0.1.0 here`. Checksums are not worth printing."""
    names = [name for name in theirs if theirs[name] != ours.get(name)]
    shown = [
        f"{name} {theirs[name]} there, {ours.get(name)} here" for name in names if name != CODE
    ]
    return "; ".join(shown) or ("other " + CODE if names else "")


def comes_in_sight(path: Path, content: str) -> bool:
    """Whether a file that was written elsewhere can be read here, after a while at most."""
    deadline = time.monotonic() + SECONDS_TO_SEE
    while True:
        try:
            if path.read_text("ascii") == content:
                return True
        except OSError:
            pass
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)


def tidy(terms: Terms) -> None:
    """Removes the probe and the signs."""
    shutil.rmtree(terms.probe.parent, ignore_errors=True)
