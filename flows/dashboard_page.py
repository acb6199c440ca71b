"""The data of a dashboard as one HTML page that needs nothing else: no network, no file beside it.

The first screen is HTML and SVG. Charts wait for a script: Vega-Lite is kept as text in the page and
starts when the first chart comes into view. The content security policy names the two scripts by
their hashes and forbids every connection.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows import dashboard_embed as embed
from flows import dashboard_summary as summary
from flows.dashboard_data import Data
from flows.dashboard_series import agency_series, region_series
from flows.dashboard_table import figure_rows, note_rows, year_heads
from flows.dashboard_text import count, percent
from flows.dashboard_tiles import tiles
from flows.dashboard_words import names

HERE = Path(__file__).parent
TEMPLATES, CHARTS = HERE / "templates", HERE / "charts"
BUNDLE = HERE / "vendor" / "vega-lite.bundle.js"
SCRIPTS = ("charts", "rows", "parts", "agency", "start")


def page_html(data: Data, language: str, made: datetime, with_agencies: bool = True) -> str:
    """The page; `language` zh, en or both is what it opens in. Without agencies their pages are left out."""
    regions = region_series(data)
    agencies = agency_series(data)
    first = regions[0] if regions else agencies[0]
    script, bundle = own_script(), BUNDLE.read_text(encoding="utf-8")
    held: dict[str, Any] = embed.agencies(data, agencies) if with_agencies else {}
    text: str = _template().render(
        data=data,
        language=language,
        made=f"{made:%Y-%m-%d %H:%M}",
        first=first,
        with_agencies=with_agencies,
        tiles=tiles(data, first),
        heads=year_heads(first, data.years),
        figures=figure_rows(first, data.years),
        notes=note_rows(first, data.years),
        states=summary.states(data),
        qualities=summary.qualities(data),
        faults=summary.faults(data),
        gaps=summary.gaps(data),
        longest=summary.LONGEST,
        ranking=summary.ranking(data),
        names=names,
        count=count,
        percent=percent,
        policy=_policy(script, bundle),
        overview=embed.as_script(embed.overview(data, regions)),
        agencies=embed.as_script(held),
        charts=embed.as_script(_charts()),
        script=script,
        bundle=bundle,
    )
    return text


@cache
def own_script() -> str:
    """The page's own code, in one function: the bundle's short names fill the page's scope."""
    parts = [(TEMPLATES / f"dashboard_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '(function () {\n"use strict";\n' + "\n".join(parts) + "})();"


@cache
def _charts() -> dict[str, Any]:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(CHARTS.glob("*.json"))
    }


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("dashboard.html")


def _policy(*scripts: str) -> str:
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
