"""How many pages of a host may be asked for at once: never more than it may still refuse.

The answers under way may all be refusals, and the last ones that a host is allowed.
What must not go here: when a host is asked (`pace.py`), what a refusal is.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable


class Turns:
    """The turns of every host; those who wait get theirs in the order in which they came."""

    def __init__(self, most: int, refused: Callable[[str], int]) -> None:
        """Allow `most` refusals in succession; `refused` tells how many of a host there are."""
        self._most = most
        self._refused = refused
        self._asked: Counter[str] = Counter()
        self._waiting: defaultdict[str, deque[asyncio.Future[None]]] = defaultdict(deque)

    async def enter(self, host: str) -> None:
        """Return when one more page of the host may be asked for; `leave` has to follow."""
        if self._is_full(host):
            turn = asyncio.get_running_loop().create_future()
            self._waiting[host].append(turn)
            await turn  # whoever woke us has counted us
        else:
            self._asked[host] += 1

    def leave(self, host: str) -> None:
        """Give the turn back, once it is known what came of it."""
        self._asked[host] -= 1
        while self._waiting[host] and not self._is_full(host):
            self._asked[host] += 1
            self._waiting[host].popleft().set_result(None)

    def _is_full(self, host: str) -> bool:
        """Whether the next has to wait; with nothing under way, one may always go on."""
        asked = self._asked[host]
        return asked > 0 and self._refused(host) + asked >= self._most
