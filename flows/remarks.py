"""What libraries say of damaged files: thousands of lines that name no file, none of them for people."""

from __future__ import annotations

import logging


def hush() -> None:
    """Logged remarks no longer reach the terminal where nobody asked for a log.

    What matters of them is in the warehouse: a file's fate, a report's problems. Loggers with handlers
    of their own (Prefect's) go on.
    """
    logging.getLogger().addHandler(logging.NullHandler())
