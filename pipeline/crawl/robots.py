"""robots.txt, asked for once an origin and run, before anything else of that origin.

One task an origin: whoever comes while it is being fetched waits for the same answer.
An answer of 4xx allows everything; 5xx and no answer close the origin for this run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from pipeline.crawl.answers import Answer, FetchError

LONGEST_DELAY = 30.0  # seconds of Crawl-delay that are honoured
MAX_BYTES = 512 * 1024
UNREACHED = frozenset({"dns", "refused", "tls_error", "blocked_private_address"})  # of the host
Get = Callable[[str], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Permit:
    """What robots.txt says of an address: `state` where it forbids it, `rule` what stood there."""

    state: str | None
    rule: str
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: Protego | None
    error: str | None = None
    state: str = "robots_unreachable"


class RobotsGate:
    """The gate that every address, and every hop of a redirect, passes."""

    def __init__(self, get: Get, agent: str) -> None:
        """Ask with `get`, as `agent`."""
        self._get = get
        self._agent = agent
        self._rules: dict[str, asyncio.Task[_Rules]] = {}

    async def permit(self, url: str) -> Permit:
        """Return whether the address may be fetched."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin))
        rules = await asyncio.shield(self._rules[origin])
        if rules.error is not None:
            return Permit(rules.state, rules.error)
        if rules.parser is None:
            return Permit(None, "none")
        delay = min(float(rules.parser.crawl_delay(self._agent) or 0), LONGEST_DELAY)
        if not rules.parser.can_fetch(url, self._agent):
            return Permit("robots_disallowed", "disallow", delay)
        return Permit(None, "allow", delay)

    async def _fetch(self, origin: str) -> _Rules:
        try:
            answer = await self._get(f"{origin}/robots.txt")
        except FetchError as error:
            state = error.state if error.state in UNREACHED else "robots_unreachable"
            return _Rules(None, f"{error.state}: {error.detail}", state)
        if answer.status >= 500:
            return _Rules(None, f"status {answer.status}")
        if answer.status >= 300:
            return _Rules(None)
        text = answer.body[:MAX_BYTES].decode("utf-8", errors="replace")
        return _Rules(Protego.parse(text))
