"""Pages brought to disk in groups: their bytes first, then one transaction for all their rows.

A group is what came together while the one before it was being written, so no page waits for
others and a busy crawl writes many at a time. A page whose `write` has not returned is in flight:
a kill costs asking for it again. What must not go here: what the bytes and the rows say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.crawl.ledger import Ledger, Outcome, Row
from pipeline.crawl.objects import store_objects
from pipeline.paths import Home

Tell = Callable[[str | None], Outcome]


@dataclass(frozen=True, slots=True)
class _Page:
    row: Row
    body: bytes | None
    tell: Tell
    done: asyncio.Future[None]


class Commits:
    """The one way by which pages of a run reach raw zone and ledger."""

    def __init__(self, home: Home, ledger: Ledger) -> None:
        """Write to this raw zone and this ledger."""
        self._home = home
        self._ledger = ledger
        self._waiting: list[_Page] = []
        self._writer: asyncio.Task[None] | None = None

    async def write(self, row: Row, body: bytes | None, tell: Tell) -> None:
        """Return when the bytes and the row are written; `tell` gets the sha256 of the bytes.

        Raises:
            OSError: the bytes of the group could not be written; none of its rows is.
            sqlite3.Error: nor could the rows.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append(_Page(row, body, tell, done))
        if self._writer is None:
            self._writer = asyncio.ensure_future(self._write_groups())
        await done

    async def _write_groups(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            try:
                await self._write_group(group)
            except Exception as error:
                for page in group:
                    page.done.set_exception(error)
            else:
                for page in group:
                    page.done.set_result(None)
            await asyncio.sleep(0)
        self._writer = None

    async def _write_group(self, group: Sequence[_Page]) -> None:
        bodies = [page.body for page in group if page.body is not None]
        stored = iter(await asyncio.to_thread(store_objects, self._home, bodies) if bodies else ())
        outcomes = [
            (page.row, page.tell(None if page.body is None else next(stored))) for page in group
        ]
        self._ledger.finish(outcomes)
