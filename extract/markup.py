"""The type of an element of a page or of a Word file: lxml comes without types."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
