"""The catalogue of problems (`problems.yml`): how severe each is, and what it says to a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from extract.model import Problem
from extract.yaml_file import read_yaml

Severity = Literal["info", "warning", "error"]

CATALOGUE = Path(__file__).with_name("problems.yml")
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """An entry of the catalogue; `{name}` in a message stands for a parameter."""

    code: str
    severity: Severity
    title_en: str
    title_zh: str
    message_en: str
    message_zh: str
    advice_en: str
    advice_zh: str


class CatalogueError(ValueError):
    """The catalogue of problems is not as it should be: names the file, the code and the field."""


def load_catalogue(path: Path = CATALOGUE) -> dict[str, ProblemKind]:
    """Every kind of problem by its code; raises `CatalogueError` for anything out of order."""
    try:
        entries = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path}: {error}") from error
    if not isinstance(entries, dict):
        raise CatalogueError(f"{path}: expected a mapping of codes")
    return {str(code): _kind(path, str(code), entry) for code, entry in entries.items()}


@cache
def catalogue() -> dict[str, ProblemKind]:
    """The catalogue that comes with the program."""
    return load_catalogue()


def render(problem: Problem) -> tuple[Severity, str, str]:
    """Severity and message in English and Chinese.

    Always says something: an unknown code is an error by its bare name, a parameter that is not
    there is shown as ``{name?}``.
    """
    kind = catalogue().get(problem.code)
    if kind is None:
        return "error", problem.code, problem.code
    return kind.severity, _fill(kind.message_en, problem), _fill(kind.message_zh, problem)


def _fill(template: str, problem: Problem) -> str:
    values = {"raw": problem.raw, "page": "" if problem.page is None else str(problem.page)}
    values = {name: value for name, value in values.items() if value} | problem.params
    return _PARAMETER.sub(lambda match: values.get(match[1], f"{{{match[1]}?}}"), template)


def _kind(path: Path, code: str, entry: Any) -> ProblemKind:
    if not isinstance(entry, dict):
        raise CatalogueError(f"{path}: {code}: expected a mapping of fields")
    names = {field.name for field in fields(ProblemKind)} - {"code"}
    for wrong, what in ((set(entry) - names, "unknown"), (names - set(entry), "missing")):
        if wrong:
            raise CatalogueError(
                f"{path}: {code}: {what} field {', '.join(sorted(map(str, wrong)))}"
            )
    for name, value in entry.items():
        if not isinstance(value, str) or not value.strip():
            raise CatalogueError(f"{path}: {code}: {name} must be text")
    if entry["severity"] not in get_args(Severity):
        raise CatalogueError(f"{path}: {code}: severity must be one of {get_args(Severity)}")
    return ProblemKind(code=code, **entry)
