"""`python -m bench.crawling`: pages a second beside plain Scrapy, on one server in one run.

`python -m bench.crawling [PAGES [RUNS]]`. The server has a process of its own; both crawlers are
started afresh, in turn, and the median run of each counts. All guards are on, politeness is not due
on this machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

PAGES = 5_000
RUNS = 3
PEER = "scrapy"


@contextmanager
def _served(pages: int) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "pipeline.cli", "sample-site", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--pages", str(pages)], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            yield str(server.stdout.readline().split()[0] if server.stdout else "")
        finally:
            server.terminate()


def _run(module: str, url: str, pages: int) -> dict[str, float]:
    command = [sys.executable, "-m", module, url]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - our own command
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if found["pages"] != pages:
        raise RuntimeError(f"{module} fetched {found['pages']} of {pages} pages")
    return found


def main(pages: int = PAGES, runs: int = RUNS) -> None:
    """Print pages a second, CPU a page and peak memory as JSON lines."""
    ours: list[dict[str, float]] = []
    theirs: list[dict[str, float]] = []
    with _served(pages) as url:
        for number in range(runs):
            turns = [("bench.plain_spider", theirs), ("bench.our_crawl", ours)]
            for module, found in turns if number % 2 else reversed(turns):
                found.append(_run(module, url, pages))
    _print("crawl/pages_per_second", "1/s", *(_rate(r, pages) for r in (ours, theirs)))
    _print("crawl/cpu_per_page", "ms", *(_cpu(r, pages) for r in (ours, theirs)))
    _print("crawl/peak_memory", "MB", *(max(x["peak_mb"] for x in r) for r in (ours, theirs)))


def _rate(runs: list[dict[str, float]], pages: int) -> float:
    return median(pages / run["seconds"] for run in runs)


def _cpu(runs: list[dict[str, float]], pages: int) -> float:
    return median(1000 * run["cpu"] / pages for run in runs)


def _print(name: str, unit: str, value: float, peer: float) -> None:
    line = {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "peer": PEER,
        "peer_value": round(peer, 2),
        "ratio": round(value / peer, 3),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
