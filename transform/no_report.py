"""Why a document holds no report that can be loaded, and what a person can do about it."""

from __future__ import annotations

from pathlib import PurePath

from extract.model import Document, Rejection
from transform.identity import ReportIdentity, identify

_OPENING = 60
"""Paragraphs in which a title is looked for where there is no table to end the search."""
_FIRST_YEAR = 2019
"""Since then the three tables are obligatory."""
_FEW_CHARACTERS = 40
"""A page that says less is an error page, or shows its text by a script only."""
_MOST_LINKS = 3


def hint(document: Document) -> str:
    """A web page's own title; titles in Word and PDF properties are left over from other documents."""
    return document.title_hint if document.media == "html" else ""


def no_tables(document: Document, file_name: str) -> Rejection:
    """The rejection of a document without any table of the form."""
    identity = identify(
        document.paragraphs[:_OPENING], (), hint(document), PurePath(file_name).name
    )
    if identity is not None:
        return Rejection("no_tables", f"an annual report, but {_missing(document, identity)}")
    if document.media == "html" and _is_shell(document) and not document.links:
        advice = "if a browser shows a report, save what it shows, or print it as PDF"
        return Rejection("not_a_report", f"a page without content: {advice}")
    title = "no title of an annual report on open government information was found"
    return Rejection("not_a_report", title + _linked(document))


def unidentified(identity: ReportIdentity | None) -> Rejection:
    """The rejection of a document with tables of the form but no report to count them to."""
    if identity is None:
        return Rejection(
            "not_a_report", "tables like those of the form, but no title of an annual report"
        )
    return Rejection("not_a_report", f"the reporting year of “{identity.title}” is printed nowhere")


def _missing(document: Document, identity: ReportIdentity) -> str:
    none = "none of its tables could be found"
    if document.links:
        return f"{none} in it{_linked(document)}"
    if identity.year is not None and identity.year < _FIRST_YEAR:
        return (
            f"of {identity.year}: before {_FIRST_YEAR} only the statistics sheet (政府信息公开情况统计表)"
            " is read, and none was found"
        )
    if document.media == "pdf":
        return f"{none}: the extra ogi[ocr] reads pictures of tables; if they are in another file, get that"
    return f"{none}: if they are pictures or in another file, get that as PDF, DOCX or HTML"


def _is_shell(document: Document) -> bool:
    said = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return said < _FEW_CHARACTERS and not document.tables


def _linked(document: Document) -> str:
    """What the page links, to be fetched and read in its place."""
    if not document.links:
        return ""
    more = len(document.links) - _MOST_LINKS
    named = ", ".join(document.links[:_MOST_LINKS]) + (f" and {more} more" if more > 0 else "")
    return f"; the page links files, download what you need: {named}"
