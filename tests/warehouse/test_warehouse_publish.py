"""Publishing: whole or not at all, under open readers, one build at a time."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pytest

from warehouse.build import WarehouseBuild
from warehouse.errors import WarehouseBusy
from warehouse.query import run_sql

HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print(connection.execute("SELECT count(*) FROM dim_report").fetchall()[0][0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM dim_report").fetchall()[0][0], flush=True)
"""
KILLED = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("INSERT INTO dim_region (region_code, region) VALUES ('990000', '某省')")
os._exit(9)
"""
LOCKED = """
import sys
from pathlib import Path
from warehouse.lock import BuildLock
BuildLock(Path(sys.argv[1])).acquire()
print("locked", flush=True)
sys.stdin.readline()
"""


def count(path):
    return run_sql(path, "SELECT count(*) FROM dim_report").rows[0][0]


def python(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process):
    out, _ = process.communicate("\n", timeout=20)
    return out.strip()


def test_exception_publishes_nothing_and_cleans_up(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    before = path.read_bytes()
    with pytest.raises(KeyError), WarehouseBuild(path, words.run("run-2")) as warehouse:
        warehouse.load(words.frames([words.Pack("b.pdf", [words.Rep(year=2022)])]))
        raise KeyError
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_build_without_publish_leaves_no_file(path, words):
    with WarehouseBuild(path, words.run("run-1")):
        pass
    assert list(path.parent.iterdir()) == []


def test_reader_keeps_the_old_file_while_a_new_one_is_published(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    reader = python(HOLD, path, "read")
    assert reader.stdout.readline() == "1\n"
    build([words.Pack("b.pdf", [words.Rep(year=2022)])], run_id="run-2")
    assert count(path) == 2
    assert finish(reader) == "1"


def test_writer_on_the_published_file_is_named(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    writer = python(HOLD, path, "write")
    writer.stdout.readline()
    with pytest.raises(WarehouseBusy, match=rf"PID {writer.pid}.*-readonly"):
        WarehouseBuild(path, words.run("run-2")).__enter__()
    with pytest.raises(WarehouseBusy, match=f"PID {writer.pid}"):
        count(path)
    finish(writer)
    assert count(path) == 1


def test_writer_that_comes_during_a_build_stops_publishing(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    with WarehouseBuild(path, words.run("run-2")) as warehouse:
        writer = python(HOLD, path, "write")
        writer.stdout.readline()
        with pytest.raises(WarehouseBusy):
            warehouse.publish()
        finish(writer)
    assert run_sql(path, "SELECT run_id FROM audit.run").rows == (("run-1",),)


def test_only_one_build_at_a_time(path, words):
    with WarehouseBuild(path, words.run("run-1")):
        with pytest.raises(WarehouseBusy, match="this process"):
            WarehouseBuild(path, words.run("run-2")).__enter__()
        other = python("from warehouse.lock import *; import sys; from pathlib import Path\n"
                       "try: BuildLock(Path(sys.argv[1])).acquire()\n"
                       "except WarehouseBusy as busy: print(busy)", path)  # fmt: skip
        assert "an ogi run (PID" in finish(other)


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there")
def test_lock_of_a_killed_run_is_free(path, words):
    other = python(LOCKED, path)
    other.stdout.readline()
    with pytest.raises(WarehouseBusy, match=f"PID {other.pid}"):
        WarehouseBuild(path, words.run("run-1")).__enter__()
    other.kill()
    other.communicate()
    with WarehouseBuild(path, words.run("run-1")):
        pass


def test_leftover_of_a_killed_run_is_discarded(build, path, words):
    path.with_name(path.name + ".build").write_bytes(b"half a build")
    path.with_name(path.name + ".build.wal").write_bytes(b"half a log")
    spilled = path.with_name(path.name + ".build.tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").write_bytes(b"what did not fit into memory")
    build([words.Pack("a.pdf", [words.Rep()])])
    assert count(path) == 1
    assert not spilled.exists()


def test_changes_of_a_killed_writer_are_kept_and_its_log_goes(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    finish(python(KILLED, path))
    log = path.with_name(path.name + ".wal")
    assert log.exists()
    build([words.Pack("b.pdf", [words.Rep(year=2022)])], run_id="run-2")
    assert not log.exists()
    kept = run_sql(path, "SELECT region FROM dim_region WHERE region_code = '990000'").rows
    assert kept == (("某省",),)
    assert count(path) == 2


def test_build_is_over_after_publish(path, words):
    with WarehouseBuild(path, words.run("run-1")) as warehouse:
        warehouse.publish()
        with pytest.raises(RuntimeError, match="not open"):
            warehouse.known()


def test_published_file_opens_without_a_log(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    assert not path.with_name(path.name + ".wal").exists()
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM requests").fetchall() == [(1,)]
