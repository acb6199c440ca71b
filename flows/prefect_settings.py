"""Settings of Prefect's processes of ours, as environment variables: Prefect reads them once, at import."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
UNUSED_SERVICES = (
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "EVENT_LOGGER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "REPOSSESSOR",
    "SCHEDULER",
    "TRIGGERS",
)


def quiet() -> dict[str, str]:
    """Settings of every Prefect process of ours: nothing sent anywhere, nothing on the terminal."""
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "INFO",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # errors reach our caller anyway
    }


def of_server(home: Path, port: int) -> dict[str, str]:
    """Settings of a server of ours and of its clients."""
    database = database_in(home)
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}",
        "PREFECT_API_DATABASE_MIGRATE_ON_START": str(database.name != template().name).lower(),
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",  # below 1 it spins
    }


def importable() -> dict[str, str]:
    """So that a child finds our packages, and no others of their names where the user happens to be."""
    path = filter(None, (str(PROJECT), os.environ.get("PYTHONPATH")))
    return {"PYTHONPATH": os.pathsep.join(path), "PYTHONSAFEPATH": "1"}


def for_one_run() -> dict[str, str]:
    """Settings of a server that nobody looks at and that schedules nothing, and of its only client."""
    return {
        **quiet(),
        **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in UNUSED_SERVICES},
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": ",",  # none; "false" means some
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
        "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
        "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
        "PREFECT_API_TLS_INSECURE_SKIP_VERIFY": "true",  # there is no TLS to 127.0.0.1
    }


def for_schedules(port: int) -> dict[str, str]:
    """Settings of a server that runs schedules and that people look at, and of its clients."""
    return {
        "PREFECT_SERVER_UI_API_URL": f"http://127.0.0.1:{port}/api",  # else the pages ask port 4200
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    }


def database_in(home: Path) -> Path:
    """Prefect's history. With a template it is a copy of that and needs no migrating, ever."""
    return home / (template().name if template().exists() else "prefect.db")


def template() -> Path:
    """An empty history made when `ogi` was installed: its migrations cost eight seconds of CPU."""
    return Path(sys.prefix) / "share" / "ogi" / f"prefect-{version('prefect')}.db"
