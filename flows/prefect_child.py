"""The private Prefect server itself: a process that answers on the socket it inherited.

Run as `python -m flows.prefect_child DESCRIPTOR`. It ends when its parent ends, however that was.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Asks the kernel (Linux only) to end this process when its parent is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(0)


def serve(descriptor: int) -> None:
    """Serves the API on an inherited listening socket until SIGTERM."""
    gc.disable()  # a fifth of the CPU of these imports goes into collecting what all stays
    import uvicorn
    from prefect.server.api.server import create_app

    application = create_app(final=True)
    gc.freeze()
    gc.enable()
    config = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    die_with_parent(int(sys.argv[2]))
    serve(int(sys.argv[1]))
