"""A folder that is filled whole or not at all, and never over files that are somebody else's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.failures import UserError

DESCRIPTOR = "datapackage.json"
_ASIDE = ".ogi-export"


@contextmanager
def filled_folder(target: Path, force: bool) -> Iterator[Path]:
    """A folder to write into; when the block ends well, its files are those of `target`.

    Until then they lie inside of `target` under another name, so that putting them in place is a
    renaming; the descriptor comes last. Raises UserError if `target` holds anything else than an
    earlier export, or one and `force` is not given.
    """
    is_new = not target.exists()
    earlier = _earlier(target, force)
    aside = target / _ASIDE
    try:
        if aside.exists():  # what a killed export left
            shutil.rmtree(aside)
        aside.mkdir(parents=True)
        yield aside
        _put_in_place(aside, target, earlier)
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and target.is_dir() and not any(target.iterdir()):
            target.rmdir()


def _earlier(target: Path, force: bool) -> set[str]:
    """Names of the files of an earlier export."""
    if target.exists() and not target.is_dir():
        raise UserError(f"{target} is a file; name a folder")
    present = set(_below(target)) if target.exists() else set()
    if not present:
        return set()
    foreign = sorted(present - _listed(target / DESCRIPTOR))
    if foreign:
        raise UserError(
            f"{target} holds {foreign[0]}, which no export wrote; name an empty or a new folder"
        )
    if not force:
        raise UserError(f"{target} holds an earlier export; to replace it: --force")
    return present


def _below(folder: Path) -> Iterator[str]:
    """Files in a folder, by their place in it; a folder without any stands for itself."""
    for path in folder.rglob("*"):
        place = path.relative_to(folder)
        if place.parts[0] != _ASIDE and (not path.is_dir() or not any(path.iterdir())):
            yield place.as_posix()


def _listed(descriptor: Path) -> set[str]:
    """Files that the descriptor of an earlier export lists, itself among them."""
    try:
        content = json.loads(descriptor.read_text(encoding="utf-8"))
        if not str(content["created_by"]).startswith("ogi "):
            return set()
        return {DESCRIPTOR, *content["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _put_in_place(aside: Path, target: Path, earlier: set[str]) -> None:
    """While files change places there is no descriptor: a folder without one is not whole."""
    (target / DESCRIPTOR).unlink(missing_ok=True)
    made = sorted(_below(aside), key=lambda name: name == DESCRIPTOR)
    for name in earlier - set(made):
        (target / name).unlink(missing_ok=True)
        for above in (target / name).parents:
            if above == target or any(above.iterdir()):
                break
            above.rmdir()
    for name in made:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).replace(target / name)
