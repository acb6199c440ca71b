"""Name of this machine's time zone, as a schedule needs it: an offset knows nothing of summer time."""

from __future__ import annotations

import os
from pathlib import Path

LINK = Path("/etc/localtime")
FOLDER = "zoneinfo"


def local_zone(link: Path = LINK) -> str:
    """A name like Asia/Shanghai: from TZ, else from where `link` points to; UTC if neither tells."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and not named.startswith("/"):
        return named
    parts = link.resolve().parts
    if FOLDER not in parts:
        return "UTC"
    return "/".join(parts[parts.index(FOLDER) + 1 :])
