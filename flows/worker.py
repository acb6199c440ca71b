"""What happens inside a worker process: load the libraries, take on limits, read one document.

A package goes to the store from here; only what could not be read comes back to the parent.
"""

from __future__ import annotations

import gc
import importlib
import resource
import sys
from pathlib import Path

from extract.discover import Found
from flows.remarks import hush
from flows.settings import Settings
from flows.store import Store

PRELOAD = (
    "flows.uncollected",
    "extract.pdf_lattice",
    "flows.document",
    "flows.worker",
    "pebble.pool.process",
)


def start(memory: int, preload: tuple[str, ...] = PRELOAD) -> None:
    """Loads what reading needs, then limits this process: limits first would forbid the loading."""
    hush()
    for module in preload:
        importlib.import_module(module)
    if opencv := sys.modules.get("cv2"):
        opencv.setNumThreads(1)
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)  # documents make many objects that all live: a tenth faster
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS refuses a limit of the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read_into_store(found: Found, settings: Settings, folder: Path, ingredients: str) -> None:
    """Reads one document and keeps its package; raises what only a programming error raises."""
    from flows.document import process

    Store(folder, ingredients).put(process(found, settings))
