"""What shapes a reading beside the file itself, as checksums: nothing changed, nothing to read again.

Code and data count by their content: whoever changes an alias gets the documents it concerns read anew, and
nobody has to remember to raise a version. A document's ingredients are those of its type of file (the modules
that its readers reach, their libraries, what is installed) and of the forms that were consulted for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from extract.optional import OCR, available
from flows.settings import Settings
from flows.stated import statements_digest
from transform.form_file import load_forms

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("extract", "transform")
START = (
    "flows.document",
    "flows.readings",
    "flows.second_look",
    "transform.corrections",
    "transform.frames",
)
"""Modules that lead to all others between a file and its rows."""
FILES = "files"
"""Instead of a type: looking what a file is, before any reading."""
_OFFICE = ("extract.office", "extract.docx", "extract.witness_docx")
DOORS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("extract.pdf", "extract.witness_pdf"),
    "html": ("extract.html", "extract.witness_html"),
    "docx": ("extract.docx", "extract.witness_docx"),
    "doc": _OFFICE,
    "rtf": _OFFICE,
    "odt": _OFFICE,
    "text": ("extract.text", "extract.witness_text"),
    FILES: ("extract.discover",),
}
"""Where reading a type of file begins."""
CHOOSING = ("extract.reading", "extract.witness")
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "pdf": ("camelot-py", "pdfplumber", "playa-pdf", "pypdfium2"),
    "html": ("charset-normalizer", "lxml"),
    "text": ("charset-normalizer", "lxml"),
}
_OF_WORD = ("lxml",)
OPTIONAL = {"pdf": OCR, "doc": "libreoffice", "rtf": "libreoffice", "odt": "libreoffice"}
_FORMS = "transform/forms/"
_DATA = (".yml", ".csv", ".txt")
_NAME = re.compile(rf"({'|'.join(LAYERS)})\.(\w+)")
_FROM = re.compile(rf"^ *from ({'|'.join(LAYERS)}) import (?:\(([^)]*)\)|(.+))", re.M)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Checksums by type of file and by form. `whole` changes with any of them."""

    kinds: Mapping[str, str]
    forms: Mapping[str, str]

    @property
    def whole(self) -> str:
        """Names everything together."""
        return _digest([*self.kinds.items(), *self.forms.items()])

    def of(self, kind: str, consulted: Collection[str] | None = None) -> str:
        """Ingredients of a document for which these forms were consulted; all, where that is not known."""
        used = self.forms.keys() if consulted is None else self.forms.keys() & set(consulted)
        forms = "".join(f";{form}={self.forms[form]}" for form in sorted(used))
        return f"{kind}={self._of_kind(kind)}{forms}"

    def is_current(self, recorded: str) -> bool:
        """Whether a reading with these ingredients, whatever its limits, would be the same today."""
        kind, *forms = (part.partition("=") for part in recorded.partition("+")[0].split(";"))
        return self._of_kind(kind[0]) == kind[2] and all(
            self.forms.get(form) == digest for form, _, digest in forms
        )

    def _of_kind(self, kind: str) -> str:
        return self.kinds.get(kind, self.kinds[""])


def ingredients(settings: Settings) -> Recipe:
    """The recipe for a run with these settings and the optional readers that can work here."""
    stated = statements_digest(settings)
    return _recipe(
        f"pages={settings.pages}" + (f",agencies={stated}" if stated else ""), available()
    )


@cache
def _recipe(limits: str, optional: Collection[str]) -> Recipe:
    sources = _sources()
    mentions = {name: mentioned(text) for name, text in sources.items() if not name.endswith(_DATA)}
    data = [(n, "" if _is_form(n) else t) for n, t in sources.items() if n.endswith(_DATA)]
    # which forms there are, and their outlines, count for all: another may fit better
    common = _digest([*data, *((form.code, form.outline) for form in load_forms())])
    kinds = {
        kind: _digest(
            [
                ("", limits + common),
                *((library, version(library)) for library in LIBRARIES.get(kind, _OF_WORD)),
                *((name, name) for name in optional if OPTIONAL.get(kind) == name),
                *((module, sources[module]) for module in sorted(reached(kind, mentions))),
            ]
        )
        for kind in (*DOORS, "")
    }
    forms = {
        Path(name).stem: _digest([(name, text)]) for name, text in sources.items() if _is_form(name)
    }
    return Recipe(kinds, forms)


def reached(kind: str, mentions: Mapping[str, Collection[str]]) -> set[str]:
    """Modules that reading a type of file may use: all that mention one another, from its doors on.

    Those that choose among the doors count only with the doors of this type.
    """
    mine = DOORS.get(kind, ())
    others = {door for doors in DOORS.values() for door in doors}.difference(mine)
    found: set[str] = set()
    waiting = [*mine] if kind == FILES else [*START, *mine]
    while waiting:
        module = waiting.pop()
        if module in mentions and module not in found:
            found.add(module)
            is_choosing = module in CHOOSING or module in START
            waiting += (set(mentions[module]) - others) if is_choosing else mentions[module]
    return found


def mentioned(source: str) -> set[str]:
    """Modules named in a source, imported or by a string that is imported later."""
    found = {f"{layer}.{module}" for layer, module in _NAME.findall(source)}
    for layer, listed, name in _FROM.findall(source):
        found |= {f"{layer}.{each}" for each in re.findall(r"\w+", listed or name)}
    return found


@cache
def _sources() -> dict[str, str]:
    """Modules by their name and data by their path."""
    found = {name: _text(ROOT / f"{name.replace('.', '/')}.py") for name in START}
    for path in sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*")):
        place = path.relative_to(ROOT)
        if path.suffix == ".py":
            found[".".join(place.with_suffix("").parts)] = _text(path)
        elif path.suffix in _DATA:
            found[place.as_posix()] = _text(path)
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _is_form(name: str) -> bool:
    return name.startswith(_FORMS)


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in parts:
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:16]
