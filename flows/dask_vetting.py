"""Which workers of a cluster may read: each is asked once, before it gets its first documents.

A worker that was there at the beginning and is set up differently ends the run before anything is
read, so that somebody mends it; one that joins later, or does not answer, is left out, and that is
told.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flows.dask_cluster import Cluster, Member, Unfetched
from flows.dask_site import Terms, answer, refusal
from flows.failures import ClusterUnusable, first_line

SECONDS_TO_ANSWER = 60.0
"""Within which a worker must have imported what it needs, and looked at the storage."""


@dataclass(frozen=True, slots=True)
class _Question:
    member: Member
    sign: str
    future: Any
    asked: float


class Vetting:
    """Questions to workers, and whom the answers rule out."""

    def __init__(self, cluster: Cluster, run: str, terms: Terms) -> None:
        self._cluster, self._run, self._terms = cluster, run, terms
        self._pickled = pickle.dumps(terms)
        self._founders: set[str] = set()
        self._questions: dict[str, _Question] = {}
        self._asked = 0
        self.refused: dict[str, str] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether any worker has not answered yet."""
        return bool(self._questions)

    @property
    def is_complete(self) -> bool:
        """Whether all have answered that were there at the beginning."""
        return not self._founders & self._questions.keys()

    def ask(self, members: Iterable[Member], on_answer: Callable[[str], None]) -> None:
        """Asks workers; the first that are asked are the founders.

        `on_answer(address)` is called from a thread of Dask's when there is something to settle.
        """
        asked = list(members)
        if not self._asked:
            self._founders = {member.address for member in asked}
        for member in asked:
            self._asked += 1
            sign = f"worker-{self._asked}"
            key = f"ogi-{self._run}-{sign}"
            future = self._cluster.run(member.address, key, answer, self._pickled, sign, first=True)
            self._questions[member.address] = _Question(member, sign, future, time.monotonic())
            future.add_done_callback(lambda _, address=member.address: on_answer(address))

    def settle(self, address: str) -> Member | None:
        """The worker if it may read; raises ClusterUnusable for a founder that may not."""
        question = self._questions.pop(address, None)
        if question is None:
            return None
        try:
            reply = self._cluster.reply(question.future)
            why = refusal(reply, self._terms, question.sign)
        except Unfetched:
            return None
        except Exception as error:  # what stands there does not even import
            if "task graph" in str(error):  # which the scheduler unpacks
                raise ClusterUnusable.foreign_scheduler(self._cluster.address) from error
            said = first_line(error)
            why = f"cannot run ogi ({said}): install the same there"
        if why:
            self.leave_out(question.member, why)
            if address in self._founders:
                raise ClusterUnusable(self.refused[address])
            return None
        return question.member

    def leave_out(self, member: Member, why: str) -> None:
        """A worker that gets nothing, or nothing more."""
        self.refused[member.address] = f"Dask worker {member} {why}"

    def forget(self, address: str) -> None:
        """A worker that is gone: whoever comes in its place is asked anew."""
        self._questions.pop(address, None)
        self.refused.pop(address, None)
        self._founders.discard(address)

    def leave_out_silent(self) -> list[str]:
        """Leaves workers out that do not answer, and says so of each."""
        late = time.monotonic() - SECONDS_TO_ANSWER
        silent = [each for each in self._questions.values() if each.asked < late]
        for question in silent:
            del self._questions[question.member.address]
            self._cluster.forget(question.future)
            self.leave_out(
                question.member,
                f"does not answer within {SECONDS_TO_ANSWER:.0f} s: it is busy with other work, or "
                "its storage hangs",
            )
        return [self.refused[question.member.address] for question in silent]
