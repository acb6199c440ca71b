"""Where the runs of a campaign take place, and what they must come to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.aims import Pace
from tests.crash.complete import faults_of, opens
from tests.crash.contents import contents, differing
from tests.crash.crash_documents import draw, half
from tests.crash.killable_run import Place, Run

LIMIT = 300.0
"""Seconds after which a run counts as one that hangs."""
Contents = dict[str, str]


@dataclass(slots=True)
class Site:
    """A warehouse to run into, and the contents of runs that nobody disturbed."""

    place: Place
    kept: Path
    whole: Contents
    half: Contents
    pace: Pace
    known: list[Contents]
    """What may be published now."""
    number: int = 0
    _looks: dict[tuple[int, int, int], tuple[list[str], Contents]] = field(default_factory=dict)

    def run(self, engine: str) -> Run:
        """The next run."""
        self.number += 1
        return Run(self.place, self.number, engine)

    def begin(self, growing: bool) -> None:
        """Everything anew: with nothing, or with half of the documents in the warehouse."""
        clear(self.place.warehouse)
        self.known = [self.whole]
        if growing:
            shutil.copyfile(self.kept, self.place.warehouse)
            shutil.copytree(work(self.kept), work(self.place.warehouse))
            self.known = [self.half, self.whole]

    def wrong(self) -> list[str]:
        """What is wrong with what is published now."""
        path = self.place.warehouse
        if not path.exists():
            return ["the published file is gone"] if self.half in self.known else []
        found, now = self._looked_at(path)
        if not found:
            if now not in self.known:
                found = ["neither as before nor whole", *differing(now, self.whole)]
            elif now == self.whole:
                self.known = [self.whole]
        return found

    def wrong_at_the_end(self) -> list[str]:
        """What must hold when a run has ended well: all is there, and nothing is left beside it."""
        path = self.place.warehouse
        if not path.exists():
            return ["nothing is published"]
        beside = sorted(
            each.name for each in path.parent.glob(f"{path.name}.*") if each != work(path)
        )
        partial = sorted(each.name for each in work(path).rglob("*.partial"))
        found = [f"left behind: {', '.join([*beside, *partial])}"] if beside or partial else []
        wrong, now = self._looked_at(path)
        return [*found, *(wrong or differing(now, self.whole))]

    def _looked_at(self, path: Path) -> tuple[list[str], Contents]:
        """Faults and contents of a published file; of the same file only once, if it opens still."""
        about = path.stat()
        key = (about.st_ino, about.st_mtime_ns, about.st_size)
        if key not in self._looks:
            found = faults_of(path)
            self._looks[key] = found, {} if found else contents(path)
            return self._looks[key]
        found = [] if opens(path) else ["the published file cannot be opened any more"]
        return [*self._looks[key][0], *found], self._looks[key][1]


def undisturbed(folder: Path, reports: int, seed: int, workers: int) -> Site:
    """What runs come to when nobody kills them: of half of the documents, then of all of them."""
    place = Place(folder / "reports", folder / "ogi.duckdb", folder / "notes", workers)
    place.notes.mkdir(parents=True)
    documents = draw(place.folder, reports, seed)
    whole_folder = folder / "all"
    place.folder.rename(whole_folder)
    place.folder.mkdir()
    for path in half(whole_folder):
        shutil.copy2(path, place.folder)
    kept = Place(place.folder, folder / "kept" / "ogi.duckdb", folder / "kept", workers)
    kept.notes.mkdir()
    of_half = finish(Run(kept, 0, "plain"), kept.warehouse)
    shutil.copytree(whole_folder, place.folder, dirs_exist_ok=True)
    cold = Run(place, 0, "plain")
    whole = finish(cold, place.warehouse)
    (ended,) = cold.told("run_ended")
    (published,) = cold.told("run_published")
    batches = len(cold.told("batch_loaded"))
    pace = Pace(documents, ended["seconds"], published["seconds"], batches)
    return Site(place, kept.warehouse, whole, of_half, pace, [whole])


def finish(run: Run, warehouse: Path) -> Contents:
    """Lets an undisturbed run end; what it published. Raises RuntimeError if that is not sound."""
    status = run.wait(LIMIT)
    found = [] if status == 0 else [f"status {status}: {run.last_words()}"]
    found = found or faults_of(warehouse)
    if found:
        raise RuntimeError(f"an undisturbed run went wrong: {found}")
    return contents(warehouse)


def work(warehouse: Path) -> Path:
    """The folder beside a warehouse."""
    return warehouse.with_name(warehouse.name + ".work")


def clear(warehouse: Path) -> None:
    """Removes a warehouse and all that belongs to it."""
    for path in warehouse.parent.glob(f"{warehouse.name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
