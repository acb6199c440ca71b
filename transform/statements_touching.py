"""Which statements of agencies can change what is made of a document, told without reading it again."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from transform.agencies import stated_key
from transform.agency_name import parse_name, plain_name
from transform.agency_statements import Alias, Statements
from transform.agency_words import words
from transform.region_gazetteer import gazetteer


def statements_touching(
    statements: Statements, printed_names: Collection[str], path: str
) -> tuple[Alias | tuple[str, str], ...]:
    """The statements that could concern reports with these printed names in a file at this path.

    An alias does if it is of one of the names and of this path, whatever its years; a pair of agency and
    agency above if the agency is of an organ that one of the names can be, or what an alias says it means.
    """
    names = {plain_name(name) for name in printed_names}
    aliases = tuple(a for a in statements.aliases if a.name in names and a.under in path)
    if not statements.parents:
        return aliases
    meant = {*printed_names, *(alias.agency for alias in aliases)}
    organs = {organ for name in meant for organ in _organs(name)}
    whole = {plain_name(name) for name in meant}
    return (*aliases, *(pair for pair in statements.parents if _is_of(pair[0], organs, whole)))


def _is_of(agency: str, organs: Collection[str], names: Collection[str]) -> bool:
    key = stated_key(agency)
    return key in names or key.partition("|")[2] in organs


@lru_cache(maxsize=4096)
def _organs(name: str) -> frozenset[str]:
    """Keys of the organs a name can mean: a report's year decides which regions and organs there were."""
    return frozenset(parse_name(name, year).organ.key for year in (None, *_years()))


@cache
def _years() -> range:
    """Every year in which a name can mean something else than in the year before."""
    ends = {until for _, until in words().former.values()} | gazetteer().ends
    return range(min(ends), max(ends) + 3)
