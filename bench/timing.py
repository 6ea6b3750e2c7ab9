"""Warm medians of two callables in one run, taken in turn so that drift hits both alike."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any


def _once(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds of the clock and of the core."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def compare(
    name: str,
    work: Callable[[], Any],
    peer_name: str | None = None,
    peer: Callable[[], Any] | None = None,
    *,
    runs: int = 15,
    divide: int = 1,
) -> None:
    """Print one JSON line: the median in milliseconds, beside a peer's where there is one.

    `divide` is how many pages, say, one call works on. `cpu` is the least time of the core: what
    the work takes where nothing else runs.
    """
    work()
    if peer is not None:
        peer()
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_once(work))
        if peer is not None:
            theirs.append(_once(peer))
    value = round(statistics.median(clock for clock, _ in ours) / divide, 2)
    cpu = round(min(busy for _, busy in ours) / divide, 2)
    line: dict[str, Any] = {"name": name, "value": value, "unit": "ms", "cpu": cpu}
    if theirs:
        median = statistics.median(clock for clock, _ in theirs) / divide
        line |= {"peer": peer_name, "peer_value": round(median, 2)}
        line["ratio"] = round(line["value"] / median, 3)
    print(json.dumps(line, ensure_ascii=False), flush=True)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds the work took, and what it came to."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
