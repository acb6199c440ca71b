"""The end of a run as a POST to an address, such as that of a chat room."""

from __future__ import annotations

import shlex
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from flows.alarm import AlarmFailed, Ended
from flows.failures import UserError

ANSWER_SECONDS = 10.0
PAUSES = (1.0, 5.0)
"""Seconds before the second and the third try."""
SHOWN_FILES = 20
"""Rejected files that are named; the command of --on-end gets all of them."""


def post(url: str, ended: Ended, pauses: Sequence[float] = PAUSES) -> None:
    """Sends the news to an address; tries again where that may help; raises AlarmFailed."""
    body = msgspec.json.encode(_shortened(ended))
    for pause in (*pauses, None):
        try:
            _send(url, body)
            return
        except _Trouble as trouble:
            if pause is None or not trouble.may_pass:
                raise AlarmFailed(f"{place_of(url)}: {trouble}") from None
            time.sleep(pause)


class _Trouble(Exception):
    def __init__(self, text: str, may_pass: bool) -> None:
        super().__init__(text)
        self.may_pass = may_pass


def _send(url: str, body: bytes) -> None:
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class Stay(HTTPRedirectHandler):
        """A redirected POST would become a GET without the news: it is an error."""

        def redirect_request(self, *_: object) -> None:
            return None

    head = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "ogi"}
    try:
        build_opener(Stay).open(Request(url, body, head), timeout=ANSWER_SECONDS).close()
    except HTTPError as error:
        raise _Trouble(f"answered {error.code}", error.code >= 500 or error.code == 429) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)  # what urllib wraps
        raise _Trouble(str(reason) or type(error).__name__, True) from error


def _shortened(ended: Ended) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(ended)
    if told["summary"]:
        files = told["summary"].get("rejected_files", [])
        told["summary"] = {**told["summary"], "rejected_files": files[:SHOWN_FILES]}
    return told


def require_address(url: str | None) -> None:
    """Raises UserError where a webhook could never be reached."""
    if url is not None and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc):
        raise UserError(f"--webhook {url} is no address; name one such as https://host/path")


def place_of(url: str) -> str:
    """The address without what may be a secret: paths of webhooks often are."""
    return f"{urlsplit(url).scheme}://{urlsplit(url).hostname}"


def without_secrets(arguments: Sequence[str]) -> str:
    """A command line as it may be written down: addresses of webhooks lose their paths."""
    kept = list(arguments)
    for place, word in enumerate(kept):
        if word.startswith("--webhook="):
            kept[place] = f"--webhook={place_of(word.partition('=')[2])}/..."
        elif place and kept[place - 1] == "--webhook":
            kept[place] = f"{place_of(word)}/..."
    return shlex.join(kept)
