"""For all tests: the template of new warehouses lies in a folder of the session and not in the installation,
and no example of a law has a deadline: on a busy machine it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from warehouse import template

settings.register_profile("ogi", deadline=None)
settings.load_profile("ogi")


@pytest.fixture(scope="session", autouse=True)
def furnished_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this process of tests keeps its template; processes that tests start use the installation's."""
    kept, made = (template.folder, template.LOADED), tmp_path_factory.mktemp("furnished")
    template.folder = lambda: made
    template.LOADED = float("inf")  # whoever edits a file meanwhile: this process has its code
    yield made
    template.folder, template.LOADED = kept
