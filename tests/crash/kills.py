"""Runs that are killed and resumed, again and again, and what must hold after each kill.

A round begins with nothing, or with a warehouse that holds half of the documents; it goes on until a run
comes to its end. Whatever is published at any moment is what was there before or all of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.crash.aims import AIMS, Aim, await_moment, strike
from tests.crash.crash_site import LIMIT, Site, undisturbed
from tests.crash.kill_findings import Findings, Kill
from tests.crash.killable_run import Run

IN_VAIN = 6
"""Runs in a row that end before the moment of a kill has come, which is given up then."""


def campaign(
    folder: Path,
    kills: int,
    reports: int,
    seed: int,
    workers: int,
    say: Callable[[str], None] = lambda line: None,
    prefect: float = 0.5,
) -> Findings:
    """Draws documents, kills so many times, and resumes; `folder` takes everything.

    `prefect`: share of the runs under Prefect.
    """
    rng = random.Random(seed)
    choose = partial(engine_for, rng=rng, prefect=prefect)
    site = undisturbed(folder, reports, seed, workers)
    findings = Findings(site.pace)
    aims = [AIMS[number % len(AIMS)] for number in range(kills)]
    growing = False
    site.begin(growing)
    run: Run | None = None
    in_vain = 0
    while aims:
        run = run or site.run(choose(aims[0]))
        if await_moment(run, aims[0], site.pace, rng) and strike(run, aims[0].victim, rng):
            in_vain = 0
            kill, run = outcome(site, run, aims, choose, rng)
            findings.kills.append(kill)
            say(f"{len(findings.kills):3}  {kill}")
            if kill.status != 0:
                continue
        else:
            findings.faults += end(site, run, say)
            in_vain += 1
        if in_vain == IN_VAIN:
            findings.faults.append(f"{aims.pop(0)}: its moment did not come in {IN_VAIN} runs")
            in_vain = 0
        site.begin(growing := not growing)
        run = None
    findings.faults += end(site, site.run("prefect" if prefect else "plain"), say)
    findings.runs = site.number
    return findings


def engine_for(aim: Aim, rng: random.Random, prefect: float) -> str:
    """Either, but a server is there with Prefect only."""
    return "prefect" if aim.victim == "server" or rng.random() < prefect else "plain"


def outcome(
    site: Site, run: Run, aims: list[Aim], choose: Callable[[Aim], str], rng: random.Random
) -> tuple[Kill, Run | None]:
    """What comes of a kill, which is taken off the aims; also the next run, if begun at once."""
    aim = aims.pop(0)
    kill = Kill(str(aim), run.engine, run.documents_read(), (run.stages() or ["starting"])[-1])
    kill.status = run.wait(LIMIT)
    following = None
    at_once = rng.random() < 0.5  # while processes of the killed run are there still
    if kill.status != 0 and aims and at_once:
        following = site.run(choose(aims[0]))
    kill.faults += site.wrong()
    if kill.status is None:
        kill.faults.append(f"the run hung for {LIMIT:g} s after it: {run.last_words()}")
    elif kill.status == 0:
        kill.faults += site.wrong_at_the_end()
    else:
        kill.last_words = run.last_words() if kill.status > 0 else ""
        if aim.victim == "worker":
            kill.faults.append("the death of a worker ended the run")
    survivors = run.survivors()
    kill.vanished, kill.last = survivors.seconds, list(survivors.last)
    kill.faults += survivors.faults()
    return kill, following


def end(site: Site, run: Run, say: Callable[[str], None]) -> list[str]:
    """Lets a run end that nobody kills any more; what is wrong then."""
    status = run.wait(LIMIT)
    found = [] if status == 0 else [f"a resumed run ended with {status}: {run.last_words()}"]
    found += site.wrong() + site.wrong_at_the_end()
    found += run.survivors().faults()
    for fault in found:
        say(f"     a run that came to its end: {fault}")
    return found
