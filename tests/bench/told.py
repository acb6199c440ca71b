"""What a run wrote to its log (`ogi ingest --log FILE`): one JSON object a line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any


def events(log: Path, name: str = "") -> list[dict[str, Any]]:
    """The events of a log in their order, all or those of one name; a line half written is left out."""
    lines = log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []
    told: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [event for event in told if name in ("", event["event"])]


def moment(event: dict[str, Any]) -> float:
    """When an event was written, in seconds since 1970."""
    return datetime.fromisoformat(event["ts"]).timestamp()
