"""Writes a page a command has made: over its own older page, never over anything else."""

from __future__ import annotations

from pathlib import Path

from flows.failures import UserError


def require_own(out: Path, maker: str) -> None:
    """Raises UserError unless `out` can be written and is no file but a page of `maker` (`ogi review`)."""
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise UserError(f"{out} cannot be written: name a file in a folder that exists")
    if out.exists() and out.stat().st_size:
        with out.open("rb") as stream:
            if maker.encode() not in stream.read(4096):
                raise UserError(f"{out} is there already and no page of {maker}: name another file")


def write_page(out: Path, content: bytes) -> None:
    """Writes beside the old page and renames: whoever has it open keeps a whole one."""
    beside = out.with_name(f".{out.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(f"{out} cannot be written ({error.strerror or error})") from error
