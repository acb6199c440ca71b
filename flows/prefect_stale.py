"""Runs that were killed and could not say so: they are marked as crashed by those who come after them."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flows.run_status import process_start

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

GONE = "The process of this run is gone. The next run continues where it was."
MISSED = "Skipped: nothing was serving the schedule at that time."
TO_BEGIN = timedelta(minutes=10)
"""A run that is about to begin for longer than this never will."""
HOST, PID, START = "ogi.host", "ogi.pid", "ogi.process-start"


def close_stale_runs() -> None:
    """Closes every run of a private history: nobody but its server's own process writes it."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        for run in _runs(client, "RUNNING", "PENDING"):
            _close(client, run)


def sign(run_id: str) -> None:
    """Names the flow run that this is called in as the run of `ogi`, and writes down whose process it is."""
    from prefect.client.orchestration import get_client
    from prefect.context import FlowRunContext

    context = FlowRunContext.get()
    assert context is not None and context.flow_run is not None, "called outside a flow run"
    process: dict[str, bool | int | float | str]
    process = {HOST: socket.gethostname(), PID: os.getpid(), START: process_start(os.getpid()) or 0}
    with get_client(sync_client=True) as client:
        client.update_flow_run_labels(context.flow_run.id, process)
        client.set_flow_run_name(context.flow_run.id, run_id)


def close_runs_of(deployment: UUID) -> None:
    """Closes runs of a deployment whose process on this machine is gone, and skips those never begun."""
    from prefect.client.orchestration import get_client
    from prefect.states import Cancelled

    with get_client(sync_client=True) as client:
        for run in _runs(client, "RUNNING", "PENDING", "CANCELLING", deployment=deployment):
            if is_gone(run.labels, run.state_type == "PENDING", run.expected_start_time):
                _close(client, run)
        for run in _runs(client, "SCHEDULED", deployment=deployment):
            if run.auto_scheduled and is_past(run.expected_start_time, timedelta(minutes=1)):
                client.set_flow_run_state(
                    run.id, Cancelled(name="Skipped", message=MISSED), force=True
                )


def is_gone(labels: dict[str, Any], is_pending: bool, expected: datetime | None) -> bool:
    """Whether nobody carries out a run any more, as far as this machine can tell."""
    if PID not in labels:
        return is_pending and is_past(expected, TO_BEGIN)
    if labels[HOST] != socket.gethostname():
        return False
    start = process_start(int(labels[PID]))
    return start is None or start != int(labels[START])


def is_past(moment: datetime | None, by: timedelta) -> bool:
    """Whether a moment was longer ago than this."""
    return moment is not None and moment < datetime.now(UTC) - by


def _runs(client: SyncPrefectClient, *states: str, deployment: UUID | None = None) -> list[FlowRun]:
    from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter

    of = DeploymentFilter.model_validate({"id": {"any_": [deployment]}}) if deployment else None
    wanted = FlowRunFilter.model_validate({"state": {"type": {"any_": list(states)}}})
    return client.read_flow_runs(flow_run_filter=wanted, deployment_filter=of)


def _close(client: SyncPrefectClient, run: FlowRun) -> None:
    from prefect.client.schemas.objects import State
    from prefect.states import Crashed

    state: State[Any] = Crashed(message=GONE)
    client.set_flow_run_state(run.id, state, force=True)
