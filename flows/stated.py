"""What a person states in the folder of reference data, for a run and for those who read documents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flows.failures import UserError
from flows.settings import Settings
from transform.agency_statements import Statements
from transform.reference import AGENCIES, Reference, ReferenceFault, load_agencies, load_reference


def stated(settings: Settings) -> Reference:
    """Expected reports and residents; raises UserError where a file of the folder cannot be used."""
    if settings.stated is not None and not settings.stated.is_dir():
        raise UserError(f"{settings.stated} is no folder; name the folder of reference data")
    try:
        load_agencies(settings.reference)
        return load_reference(settings.reference)
    except ReferenceFault as error:
        raise UserError(f"reference data: {error}") from error


def statements_digest(settings: Settings) -> str:
    """Changes with what is stated of agencies: other statements, another reading. Empty without any."""
    path = settings.reference / AGENCIES
    return hashlib.md5(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def statements(settings: Settings) -> Statements:
    """What is stated of agencies."""
    return _loaded(settings.reference, statements_digest(settings))


@lru_cache(maxsize=4)
def _loaded(folder: Path, digest: str) -> Statements:
    return load_agencies(folder)
