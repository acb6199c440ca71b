"""A real scheduler and real workers: the same facts as with processes of one machine, whoever dies."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

from distributed import Client

from examples.draw.bench import bench
from flows import dask_cluster, dask_dispatch, dask_pool, ingest
from flows.dask_pool import DaskPool
from flows.failures import ClusterUnusable
from flows.pool import Guard, Lost
from flows.progress import Unwatched
from flows.read_ahead import ReadAhead
from flows.settings import Settings
from tests.crash.contents import contents, differing
from tests.flows import dask_deeds
from tests.flows.dask_machines import ROOT, Machines, at_work, kill, machines

DRAWN = 40


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers as people start them: `dask worker tcp://...`, with a nanny."""
    with machines(tmp_path_factory.mktemp("machines")) as started:
        started.workers = [started.worker("first"), started.worker("second")]
        wait_for(started, 2)
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn reports of all kinds, one of them damaged."""
    folder = tmp_path_factory.mktemp("drawn") / "reports"
    bench(folder, DRAWN, seed=6, kind="mixed", workers=1)
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


@pytest.fixture(scope="module")
def expected(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What processes of this machine make of the reports."""
    warehouse = tmp_path_factory.mktemp("process") / "ogi.duckdb"
    ingest.ingest([reports], Settings(warehouse=warehouse, workers=2, engine="plain"), Unwatched())
    return contents(warehouse)


def wait_for(cluster: Machines, workers: int) -> None:
    """Returns when so many workers are there."""
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


def on_dask(cluster: Machines, reports: Path, folder: Path) -> dict[str, str]:
    """What the cluster makes of the reports."""
    settings = Settings(
        warehouse=folder / "ogi.duckdb", engine="plain", runner="dask", address=cluster.address
    )
    summary = ingest.ingest([reports], settings, Unwatched())
    assert summary.files["rejected"] == 1
    assert not (settings.work / "cluster").exists()
    return contents(settings.warehouse)


def done(
    pool: DaskPool, function: Callable[[Any], object], items: Sequence[object]
) -> list[object]:
    """Results of items on a cluster; the pool is stopped."""
    ahead: ReadAhead[object] = ReadAhead(pool, function, len(items))
    try:
        return [ahead.outcome(each) for each in [ahead.hand_over(item) for item in items]]
    finally:
        pool.stop()


def pool(cluster: Machines, folder: Path, told: list[str], seconds: float = 20.0) -> DaskPool:
    """A pool for items that need no report."""
    guard = Guard(1, seconds, 500, dask_deeds.start)
    settings = Settings(warehouse=folder / "ogi.duckdb")
    return DaskPool(cluster.address, guard, settings, told.append)


def test_two_dask_workers_give_the_same_facts(
    cluster: Machines, reports: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    assert not differing(on_dask(cluster, reports, tmp_path), expected)
    assert expected["dim_report"].startswith(f"{DRAWN}-")


def test_a_worker_killed_in_the_middle_costs_nothing(
    cluster: Machines,
    reports: Path,
    expected: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        dask_pool, "DaskPool", lambda *given, tell: DaskPool(*given, tell=told.append)
    )
    victim = at_work(cluster.workers[0])

    def kill_when_reading() -> None:
        while not list(tmp_path.rglob("*.package")):
            time.sleep(0.01)
        kill(victim)

    killer = threading.Thread(target=kill_when_reading)
    killer.start()
    found = on_dask(cluster, reports, tmp_path)
    killer.join()
    assert not differing(found, expected)
    assert any("first" in said and "is gone" in said for said in told), told


def test_a_hang_or_crash_costs_its_document_and_not_the_dask_worker(
    cluster: Machines, tmp_path: Path
) -> None:
    wait_for(cluster, 2)
    before = [at_work(worker).pid for worker in cluster.workers]
    told: list[str] = []
    items = ["good", "segfault", "raise", "hang in C", "exit", *[f"good {n}" for n in range(20)]]
    results = done(pool(cluster, tmp_path, told, seconds=1.0), dask_deeds.do, items)
    lost = {item: result.how for item, result in zip(items, results, strict=True)
            if isinstance(result, Lost)}  # fmt: skip
    assert lost == {
        "segfault": "crash", "raise": "error", "hang in C": "timeout", "exit": "crash",
    }  # fmt: skip
    assert [r for r in results if not isinstance(r, Lost)] == [i for i in items if i not in lost]
    assert [at_work(worker).pid for worker in cluster.workers] == before


def test_readers_do_not_give_memory_back_at_once(cluster: Machines, tmp_path: Path) -> None:
    wait_for(cluster, 1)
    assert done(pool(cluster, tmp_path, []), dask_deeds.do, ["say the threshold"]) == ["none"]


def test_a_document_that_kills_worker_after_worker_is_given_up(
    cluster: Machines, tmp_path: Path
) -> None:
    wait_for(cluster, 2)
    told: list[str] = []
    items = [*(["slowly"] * 6), "kill the worker", *(["slowly"] * 6)]
    results = done(pool(cluster, tmp_path, told), dask_deeds.do, items)
    (lost,) = [result for result in results if isinstance(result, Lost)]
    assert results.index(lost) == 6
    assert lost.how == "crash" and "3 Dask workers died" in lost.detail
    assert results.count("slowly") == 12
    assert sum("is gone" in said for said in told) == 3


def test_a_file_that_is_gone_for_everybody_is_read_all_the_same(
    cluster: Machines, tmp_path: Path
) -> None:
    wait_for(cluster, 1)
    here, gone = tmp_path / "here.txt", tmp_path / "gone.txt"
    here.write_text("a report")
    parcels = [dask_deeds.Parcel(path, "open") for path in (here, gone, here)]
    assert done(pool(cluster, tmp_path, []), dask_deeds.opened, parcels) == [
        "a report", "gone", "a report",
    ]  # fmt: skip


def test_a_worker_of_another_version_ends_the_run_before_it_reads(
    cluster: Machines, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for package in ("extract", "transform", "warehouse", "flows"):
        shutil.copytree(ROOT / package, other / package)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (other / "pyproject.toml").write_text(project.replace('version = "', 'version = "9.', 1))
    wait_for(cluster, 2)
    stranger = cluster.worker("stranger", code=other)
    wait_for(cluster, 3)
    with pytest.raises(ClusterUnusable, match=r"stranger.*ogi 9\..* there.*Install the same"):
        done(pool(cluster, tmp_path, []), dask_deeds.do, ["a"] * 9)
    cluster.stop(stranger)


def test_nobody_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "SECONDS_TO_CONNECT", 1.0)
    settings = Settings(warehouse=tmp_path / "ogi.duckdb")
    unreachable = DaskPool("tcp://127.0.0.1:9", Guard(1, 5.0, 500, dask_deeds.start), settings)
    with pytest.raises(ClusterUnusable, match="no Dask scheduler answers at tcp://127.0.0.1:9"):
        done(unreachable, dask_deeds.do, ["a"])


def test_a_scheduler_without_ogi(tmp_path: Path) -> None:
    with machines(tmp_path, scheduler_code=tmp_path) as foreign:
        foreign.worker("first", "--no-nanny")
        wait_for(foreign, 1)
        with pytest.raises(ClusterUnusable, match="scheduler at .* cannot import ogi"):
            done(pool(foreign, tmp_path, []), dask_deeds.do, ["a"])


def test_an_encrypted_address_without_certificates(tmp_path: Path) -> None:
    settings = Settings(warehouse=tmp_path / "ogi.duckdb")
    encrypted = DaskPool("tls://127.0.0.1:9", Guard(1, 5.0, 500, dask_deeds.start), settings)
    with pytest.raises(ClusterUnusable, match="needs certificates"):
        done(encrypted, dask_deeds.do, ["a"])


def test_workers_are_waited_for_join_late_and_leave_with_the_scheduler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_dispatch, "SECONDS_FOR_WORKERS", 1.0)
    with machines(tmp_path) as empty:
        with pytest.raises(ClusterUnusable, match="no usable Dask worker.*start one"):
            done(pool(empty, tmp_path, []), dask_deeds.do, ["a"])
        monkeypatch.setattr(dask_dispatch, "SECONDS_FOR_WORKERS", 60.0)
        told: list[str] = []
        waiting = pool(empty, tmp_path, told)
        ahead = ReadAhead(waiting, dask_deeds.folder_and_process, 200)
        first = ahead.hand_over("a")
        while not told:
            time.sleep(0.05)
        assert told == [f"waiting for Dask workers at {empty.address}"]
        empty.worker("late", "--no-nanny")
        assert isinstance(ahead.outcome(first), tuple)
        empty.worker("later", "--no-nanny")
        while not any("on 2 Dask workers" in said for said in told):
            time.sleep(0.05)
        both = {ahead.outcome(each) for each in [ahead.hand_over(str(n)) for n in range(40)]}
        assert len(both) == 2
        empty.stop(empty.scheduler)
        with pytest.raises(ClusterUnusable, match="is gone.*same command continues"):
            ahead.outcome(ahead.hand_over("b"))
        waiting.stop()
