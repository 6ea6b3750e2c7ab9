"""How often a host has refused in succession, in the order in which it was asked.

Answers to several requests at once come in any order: only a page asked for after a refusal shows
that the host has changed its mind. What must not go here: what a refusal is.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count


class Refusals:
    """The refusals of every host."""

    def __init__(self) -> None:
        """Start with hosts that never refused."""
        self._turns = count(1)
        self._refused: defaultdict[str, set[int]] = defaultdict(set)

    def turn(self) -> int:
        """Return the number of a request that is about to be made."""
        return next(self._turns)

    def answered(self, host: str, turn: int, *, refused: bool) -> None:
        """Note the answer to a request; one that is no refusal ends those before it."""
        if refused:
            self._refused[host].add(turn)
        else:
            self._refused[host] = {later for later in self._refused[host] if later > turn}

    def of(self, host: str) -> int:
        """Return how many refusals of the host stand in succession."""
        return len(self._refused[host])
