"""How a run began and ended, as the log and the alarms tell it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from flows.alarm import AlarmFailed, Ended, run_command
from flows.failures import UserError
from flows.quantities import counted, lasting, listed
from flows.run_status import EXIT_STATUS, Outcome, RunStatus
from flows.settings import Settings
from flows.summary import Summary
from flows.version import version
from flows.webhook import post
from warehouse.errors import WarehouseError

INTERRUPTED = "stopped by a person or by the system"


def outcome_of(summary: Summary, settings: Settings) -> Outcome:
    """How a run ended that came to its end."""
    return "problems" if summary.failed_share > settings.fail_above else "ok"


def outcome_of_error(error: BaseException) -> tuple[Outcome, str]:
    """How a run ended that did not, and why."""
    if not isinstance(error, Exception):
        return "interrupted", INTERRUPTED
    if isinstance(error, UserError | WarehouseError):
        return "failed", str(error)
    return "failed", f"{type(error).__name__}: {error}"


def news(status: RunStatus, summary: Summary | None) -> Ended:
    """The end of a run as it is told to others."""
    outcome = status.outcome or "failed"
    return Ended(
        outcome=outcome,
        exit_status=EXIT_STATUS[outcome],
        run_id=status.run_id,
        warehouse=status.warehouse,
        text=f"ogi {status.warehouse}: {outcome}: {_said(status, summary)}",
        message=status.message,
        host=status.host,
        started_at=status.started_at,
        ended_at=status.ended_at or datetime.now(UTC),
        summary=json.loads(summary.json()) if summary else None,
    )


def counts_of(summary: Summary) -> dict[str, object]:
    """What the log says of a run that came to its end."""
    return {
        "files": dict(summary.files),
        "documents": summary.documents,
        "reports": summary.reports.total(),
        "problems": summary.problems,
        "seconds": round(summary.seconds, 3),
        "stages": dict(summary.stages),
    }


def made_of(settings: Settings, status: RunStatus) -> dict[str, object]:
    """What the log says of a run when it starts: by what, and where."""
    return {
        "warehouse": status.warehouse,
        "version": version(),
        "engine": settings.engine,
        "runner": settings.runner,
        "workers": settings.workers,
        "host": status.host,
        "pid": status.pid,
    }


def _said(status: RunStatus, summary: Summary | None) -> str:
    if summary is None:
        return status.message
    files = f"{counted(summary.files.total())} files ({listed(summary.files)})"
    reports = f"{counted(summary.reports.total())} reports ({listed(summary.reports)})"
    return f"{files}, {reports}, {counted(summary.problems)} problems; {lasting(summary.seconds)}"


def tell(settings: Settings, ended: Ended, failed: Callable[[str, str], None]) -> None:
    """Tells whoever the settings name; `failed` hears which alarm did not get through, and why."""
    if settings.on_end:
        try:
            run_command(settings.on_end, ended)
        except AlarmFailed as error:
            failed("on_end", str(error))
    if settings.webhook:
        try:
            post(settings.webhook, ended)
        except AlarmFailed as error:
            failed("webhook", str(error))
