"""A crawl from outside: seeds in, the worker's process run, its attempts brought to the manifest.

The ledger says how it went, never the exit code of the process.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from pipeline.crawl.answers import OPEN
from pipeline.crawl.fetches import export_attempts, restore_ledger
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.shortfalls import Shortfall, shortfall
from pipeline.crawl.verdict import seeds
from pipeline.crawl.whole_files import sync_folders
from pipeline.paths import PROJECT, Home
from pipeline.registry.sources import Source

POLL = 0.5  # seconds between two looks at the ledger
MOST_ALIKE = 3  # addresses under which one body may stand before it is an error page
GRACE = 10


class CrawlError(RuntimeError):
    """The crawl did not end: addresses are left without a state."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a crawl ended. `states` adds up to `discovered`; `before` is each source's last count.

    `by_source` has the states of each source, `by_year` its reports by the year they are of;
    `fewer` tells of sources that lack reports of the last year that is due.
    """

    run_id: str
    discovered: int
    states: dict[str, int]
    found: dict[str, int]
    before: dict[str, int]
    attempts: int
    unfinished: tuple[str, ...]
    by_source: dict[str, dict[str, int]] = field(default_factory=dict)
    by_year: dict[str, dict[int, int]] = field(default_factory=dict)
    fewer: dict[str, Shortfall] = field(default_factory=dict)


def crawl(
    home: Home,
    sources: Sequence[Source],
    *,
    now: datetime,
    allow_private: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Crawled:
    """Fetch what the sources list, or go on with a run over them that was killed.

    Raises:
        CrawlError: another crawl is using this data folder, or addresses are left over.
    """
    names = [source.id for source in sources]
    with _alone(home):
        ledger = Ledger(home.ledger)
        try:
            if ledger.is_empty():
                restore_ledger(home, ledger)
            run_id = ledger.open_run(f"{now:%Y%m%dT%H%M%S%f}", names)
            for source in sources:
                ledger.add(run_id, seeds(source))
            job = _job(home, sources, run_id, now, allow_private=allow_private)
            said = _work(ledger, job, names, on_progress)
            ledger.mark_soft_errors(names, MOST_ALIKE)
            ledger.mark_duplicates(names)
            # bytes before the rows that name them: the manifest never promises what is not there
            sync_folders(home.objects.glob("*/"))
            attempts = export_attempts(home, ledger)
            unfinished = ledger.unfinished(names)
            if unfinished:
                first = ", ".join(unfinished[:3])
                raise CrawlError(f"{len(unfinished)} addresses have no end ({first}): {said}")
            before = ledger.finish_run(run_id, names)
            states, years = ledger.states(names), ledger.by_year(names)
            return Crawled(
                run_id,
                sum(states.values()),
                states,
                {name: ledger.found(names).get(name, 0) for name in names},
                before,
                attempts,
                tuple(unfinished),
                ledger.by_source(names),
                years,
                _fewer(years, before, now),
            )
        finally:
            ledger.close()


def _fewer(
    years: Mapping[str, Mapping[int, int]], before: Mapping[str, int], now: datetime
) -> dict[str, Shortfall]:
    found = {
        name: shortfall(counts, now.date(), was_crawled=name in before)
        for name, counts in years.items()
    }
    return {name: lacking for name, lacking in found.items() if lacking is not None}


def _job(
    home: Home, sources: Sequence[Source], run_id: str, now: datetime, *, allow_private: bool
) -> dict[str, Any]:
    """Return what the worker is told; its clock starts at `now`."""
    return {
        "home": str(home.root.absolute()),
        "run_id": run_id,
        "now": now.timestamp(),
        "allow_private": allow_private,
        "sources": [asdict(source) for source in sources],
    }


def _work(
    ledger: Ledger,
    job: dict[str, Any],
    names: Sequence[str],
    on_progress: Callable[[int, int], None] | None,
) -> str:
    """Run the worker to its end and return the last of what it said."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.crawl.worker"],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            cwd=PROJECT,
        )
        try:
            _hand_over(process, json.dumps(job))
            while _runs(process):
                if on_progress:
                    states = ledger.states(names)
                    total = sum(states.values())
                    on_progress(total - sum(states.get(s, 0) for s in OPEN), total)
        finally:
            _end(process)
        said.seek(0)
        return said.read()[-2000:].decode("utf-8", errors="replace").strip()


def _hand_over(process: subprocess.Popen[bytes], job: str) -> None:
    """Give the worker its job; the pipe stays open, and tells it that we are there."""
    if process.stdin is not None:
        process.stdin.write(job.encode() + b"\n")
        process.stdin.flush()


def _runs(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(POLL)
    except subprocess.TimeoutExpired:
        return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    home.ledger.parent.mkdir(parents=True, exist_ok=True)
    with (home.ledger.parent / "ledger.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CrawlError("another crawl is using this data folder; wait for its end") from error
        yield
