"""When a host may be asked again: delays of the source, of robots.txt, of slow answers.

What must not go here: what is asked.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

LONGEST_DELAY = 60.0


class Pace:
    """The turns of every host."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with hosts that were never asked."""
        self._clock = clock
        self._asked_at: dict[str, float] = {}
        self._latency: dict[str, float] = {}
        self._paused: dict[str, float] = {}

    async def turn(self, host: str, delay: float | None, asked_for: float) -> None:
        """Wait for the next turn of the host.

        `asked_for` is its Crawl-delay; without a `delay`, on this machine, that is all.
        """
        own = 0.0
        if delay is not None:
            jitter = delay * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
            own = max(jitter, self._latency.get(host, 0.0))
        now, gap = self._clock(), min(max(own, asked_for), LONGEST_DELAY)
        at = max(now, self._asked_at.get(host, 0.0) + gap) if gap else now
        self._asked_at[host] = at
        if at > now:
            await asyncio.sleep(at - now)

    def asked(self, host: str) -> None:
        """Note a request that waited for no turn."""
        self._asked_at[host] = self._clock()

    def answered(self, host: str, latency: float) -> None:
        """Note how long the host took: a slow one is asked more slowly."""
        self._latency[host] = latency

    def pause(self, host: str, seconds: float) -> None:
        """Leave the host alone for some time, as it asked."""
        self._paused[host] = self._clock() + seconds

    def resumes(self, host: str) -> float:
        """Return when the pause of the host ends."""
        return self._paused.get(host, 0.0)
