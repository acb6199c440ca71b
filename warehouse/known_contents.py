"""Whether a batch may hold contents of the file: asked before a million hashes are compared as texts."""

from __future__ import annotations

import duckdb
import numpy as np

_ALL = "SELECT hash(sha256) AS mark FROM audit.content"
_STAGED = "SELECT hash(sha256) AS mark FROM frame_source_file WHERE sha256 <> ''"


class KnownContents:
    """All contents of a file, each as a number of 64 bits, sorted: 8 bytes a content.

    Made once for a build, where a scan of all hashes for every batch would cost more with every content that
    is there. A content that is there is never missed; two contents with one number cost a look in vain.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        found = connection.execute(_ALL).fetchnumpy()["mark"]
        self._before = np.sort(np.asarray(found, dtype=np.uint64))
        self._added: set[int] = set()

    def meet(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether any content of the staged batch may have been read before; from now on all are known."""
        staged = np.asarray(connection.execute(_STAGED).fetchnumpy()["mark"], dtype=np.uint64)
        places = np.searchsorted(self._before, staged)
        is_inside = places < len(self._before)
        is_known = bool((self._before[places[is_inside]] == staged[is_inside]).any())
        is_known |= not self._added.isdisjoint(staged.tolist())
        self._added.update(staged.tolist())
        return is_known
