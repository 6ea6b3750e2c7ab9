"""The work queue and its truth: one row an address, every change of state in one transaction.

A row that was being fetched when the process died is pending again at the next start. Attempts
wait here, beside the state they led to, until they are written to the manifest.
What must not go here: fetching, opinions on what an answer means, sums (`tallies.py`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.crawl.tallies import SCHEMA, Tallies, marks

BUSY_MS = 30_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An address as it was discovered."""

    source_id: str
    url_norm: str
    url: str
    host: str
    kind: str
    depth: int = 0
    parent: str | None = None
    link_text: str | None = None
    organ_hint: str | None = None
    year_hint: int | None = None
    reason: str | None = None
    state: str = "pending"
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A claimed row."""

    id: int
    source_id: str
    url_norm: str
    url: str
    host: str
    kind: str
    attempts: int
    depth: int
    parent: str | None
    link_text: str | None
    organ_hint: str | None
    year_hint: int | None
    sha256: str | None
    etag: str | None
    last_modified: str | None
    whole_at: float | None
    last_state: str | None
    run_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed row; the fields that are None leave what was known."""

    state: str
    kind: str
    error: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    whole_at: float | None = None
    not_before: float = 0.0
    content_key: str | None = None
    children: Sequence[Entry] = field(default=())
    attempt: Mapping[str, Any] | None = None


_CLAIMED = ", ".join(Row.__slots__)
_ENTRY = ", ".join(Entry.__slots__)


class Ledger(Tallies):
    """The ledger file. One process writes it at a time; others may look."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make it where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def open_run(self, run_id: str, sources: Sequence[str]) -> str:
        """Return the run to go on with: one of these sources that never finished, or this new one.

        A new run asks again about every address that its sources ever had.
        """
        key = json.dumps(sorted(sources))
        row = self._db.execute(
            "select run_id from run where not finished and sources = ? order by rowid desc", [key]
        ).fetchone()
        with self._db:
            self._db.execute("begin immediate")
            places = marks(sources)
            if row is not None:
                self._db.execute(
                    f"update url set state = 'pending' where state = 'in_flight' "  # noqa: S608 - marks and names of ours; values are bound
                    f"and source_id in ({places})",
                    list(sources),
                )
                return str(row["run_id"])
            self._db.execute("insert into run (run_id, sources) values (?, ?)", [run_id, key])
            self._db.execute(
                f"update url set last_state = state, state = 'pending', attempts = 0, "  # noqa: S608 - marks and names of ours; values are bound
                f"not_before = 0, error = null, run_id = ? where source_id in ({places})",
                [run_id, *sources],
            )
        return run_id

    def add(self, run_id: str, entries: Iterable[Entry]) -> None:
        """Add what was discovered; what is known already stays as it is."""
        with self._db:
            self._db.execute("begin immediate")
            self._add(run_id, entries)

    def _add(self, run_id: str, entries: Iterable[Entry]) -> None:
        columns = Entry.__slots__
        self._db.executemany(
            f"insert into url (run_id, {_ENTRY}) values ({marks(['', *columns])}) "  # noqa: S608 - marks and names of ours; values are bound
            "on conflict (source_id, url_norm) do nothing",
            [[run_id, *(getattr(entry, name) for name in columns)] for entry in entries],
        )

    def claim(self, host: str, sources: Sequence[str], now: float) -> Row | None:
        """Take the next pending row of a host, nearest to the listing page first."""
        row = self._db.execute(
            f"update url set state = 'in_flight', attempts = attempts + 1 where id = ("  # noqa: S608 - marks and names of ours; values are bound
            f"select id from url where state = 'pending' and host = ? and not_before <= ? "
            f"and source_id in ({marks(sources)}) order by depth, id limit 1) "
            f"returning {_CLAIMED}",
            [host, now, *sources],
        ).fetchone()
        return Row(**dict(row)) if row is not None else None

    def finish(self, outcomes: Iterable[tuple[Row, Outcome]]) -> None:
        """Write outcomes, what they led to and their attempts, all or nothing."""
        with self._db:
            self._db.execute("begin immediate")
            for row, outcome in outcomes:
                self._finish(row, outcome)

    def _finish(self, row: Row, outcome: Outcome) -> None:
        self._db.execute(
            "update url set state = ?, kind = ?, error = ?, sha256 = coalesce(?, sha256), "
            "etag = coalesce(?, etag), last_modified = coalesce(?, last_modified), "
            "whole_at = coalesce(?, whole_at), not_before = ?, "
            "content_key = coalesce(?, content_key) where id = ?",
            [
                outcome.state,
                outcome.kind,
                outcome.error,
                outcome.sha256,
                outcome.etag,
                outcome.last_modified,
                outcome.whole_at,
                outcome.not_before,
                outcome.content_key,
                row.id,
            ],
        )
        if outcome.children:
            self._add(row.run_id, outcome.children)
        if outcome.attempt is not None:
            self._note(outcome.attempt)

    def _note(self, attempt: Mapping[str, Any]) -> None:
        self._db.execute("insert into attempt (record) values (?)", [json.dumps(attempt)])

    def waiting(self, sources: Sequence[str]) -> dict[str, float]:
        """Return the hosts with pending rows, and when the first of them may be asked again."""
        rows = self._db.execute(
            f"select host, min(not_before) as due from url where state = 'pending' "  # noqa: S608 - marks and names of ours; values are bound
            f"and source_id in ({marks(sources)}) group by host",
            list(sources),
        )
        return {row["host"]: row["due"] for row in rows}
