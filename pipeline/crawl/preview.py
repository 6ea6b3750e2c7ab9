"""What a source would fetch: its listing pages are read, the reports they list are not.

What must not go here: the ledger of real runs. Everything lies in a folder that goes away again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.runner import crawl
from pipeline.paths import Home
from pipeline.registry.sources import Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a listing page gives. `state` is that of a page asked for, or `listed`."""

    source_id: str
    url: str
    title: str | None
    kind: str
    organ: str | None
    year: int | None
    reason: str | None
    state: str


def preview(
    sources: Sequence[Source], *, now: datetime, allow_private: bool
) -> tuple[Candidate, ...]:
    """Fetch the listing pages of the sources and return what they lead to."""
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        home = Home(Path(folder))
        listing = [replace(source, only_listings=True) for source in sources]
        crawl(home, listing, now=now, allow_private=allow_private)
        ledger = Ledger(home.ledger)
        try:
            return tuple(Candidate(*row) for row in ledger.candidates())
        finally:
            ledger.close()
