"""The version of ogi, from pyproject.toml: there is no installed distribution to ask."""

from __future__ import annotations

import tomllib
from pathlib import Path


def version() -> str:
    """The version, such as `0.1.0`."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
