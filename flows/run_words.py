"""How a run stands, in words for a person: the parts of a bar, of a line, of `ogi status`."""

from __future__ import annotations

from flows.progress import LOOKING, READING, STARTING
from flows.quantities import about, counted, lasting, of_rate
from flows.run_status import RunStatus

SLOW = 5.0
"""Seconds after which a document that is awaited is worth a word."""


def of_documents(status: RunStatus) -> str:
    """How many are done: `12,300 of 40,000+`; before the first, how many files were met."""
    if not status.total:
        return f"{counted(status.files)} files" if status.files else ""
    more = "+" if status.growing else ""
    return f"{counted(status.documents)} of {counted(status.total)}{more}"


def of_remaining(status: RunStatus) -> str:
    """How long reading will go on: `over 7 min left` while more documents may be found."""
    if not status.remaining:
        return ""
    return f"{'over ' if status.growing else ''}{about(status.remaining)} left"


def of_rates(status: RunStatus) -> str:
    """Documents per second, lately and over all; one figure where they are the same, or all are read."""
    if status.rate is None or status.rate_overall is None:
        return ""
    lately, overall = of_rate(status.rate), of_rate(status.rate_overall)
    if status.remaining == 0:
        return f"{overall}/s"
    return f"{lately}/s" if lately == overall else f"{lately}/s now, {overall}/s over all"


def of_elapsed(status: RunStatus) -> str:
    """How long the run has gone on, in whole seconds."""
    return f"{status.seconds:.0f} s" if status.seconds < 10 else lasting(status.seconds)


def of_doubts(status: RunStatus) -> str:
    """Problems and rejected files met so far."""
    if not status.batches:
        return ""
    return f"{counted(status.problems)} problems, {counted(status.rejected)} rejected"


def of_slow(status: RunStatus) -> str:
    """What keeps the run waiting; nothing where it goes on."""
    if status.stage == READING and status.waiting_for and status.waiting_seconds >= SLOW:
        return f"waiting {lasting(status.waiting_seconds)} for {status.waiting_for}"
    return ""


def of_last_rejected(status: RunStatus) -> str:
    """The last file that gave no report, and why."""
    last = status.last_rejected
    return f"last rejected ({last.reason}): {last.file}" if last else ""


def has_begun(status: RunStatus) -> bool:
    """Whether there is more to say than the stage."""
    return bool(status.total) and status.stage not in (STARTING, LOOKING)


def line(status: RunStatus) -> str:
    """Everything in one line: `reading: 12,300 of 40,000+ documents, 62.1/s, over 7 min left, ...`."""
    if not has_begun(status):
        met = of_documents(status)
        return f"{status.stage}: {met}" if met else status.stage
    parts = [
        f"{status.stage}: {of_documents(status)} documents",
        of_rates(status),
        of_remaining(status),
        of_doubts(status),
        of_slow(status),
    ]
    return ", ".join(filter(None, parts))
