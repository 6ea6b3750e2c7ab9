"""The work queue and its truth: one row an address, every change of state in one transaction.

A row that was being fetched when the process died is pending again at the next start. Attempts
wait here, beside the state they led to, until they are written to the manifest.
What must not go here: fetching, and any opinion on what an answer means.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.crawl.answers import OPEN, TERMINAL

SCHEMA = """
create table if not exists url (
    id integer primary key,
    source_id text not null,
    url_norm text not null,
    url text not null,
    host text not null,
    kind text not null,
    state text not null,
    last_state text,
    run_id text not null,
    attempts integer not null default 0,
    depth integer not null default 0,
    parent text,
    link_text text,
    reason text,
    organ_hint text,
    year_hint integer,
    sha256 text,
    content_key text,
    error text,
    etag text,
    last_modified text,
    whole_at real,
    not_before real not null default 0,
    unique (source_id, url_norm)
);
create index if not exists url_open on url (host, depth, id) where state = 'pending';
create index if not exists url_sha on url (source_id, sha256);
create index if not exists url_content on url (source_id, content_key);
create table if not exists attempt (id integer primary key, record text not null);
create table if not exists run (
    run_id text primary key,
    sources text not null,
    finished integer not null default 0,
    states text
);
create table if not exists found (run_id text, source_id text, reports integer);
"""
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


class Ledger:
    """The ledger file. One process writes it at a time; others may look."""

    def __init__(self, path: Path) -> None:
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
            marks = _marks(sources)
            if row is not None:
                self._db.execute(
                    f"update url set state = 'pending' where state = 'in_flight' "  # noqa: S608
                    f"and source_id in ({marks})",
                    list(sources),
                )
                return str(row["run_id"])
            self._db.execute("insert into run (run_id, sources) values (?, ?)", [run_id, key])
            self._db.execute(
                f"update url set last_state = state, state = 'pending', attempts = 0, not_before = 0, error = null, "  # noqa: S608
                f"run_id = ? where source_id in ({marks})",
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
            f"insert into url (run_id, {_ENTRY}) values ({_marks(['', *columns])}) "  # noqa: S608
            "on conflict (source_id, url_norm) do nothing",
            [[run_id, *(getattr(entry, name) for name in columns)] for entry in entries],
        )

    def claim(self, host: str, sources: Sequence[str], now: float) -> Row | None:
        """Take the next pending row of a host, nearest to the listing page first."""
        row = self._db.execute(
            f"update url set state = 'in_flight', attempts = attempts + 1 where id = ("  # noqa: S608
            f"select id from url where state = 'pending' and host = ? and not_before <= ? "
            f"and source_id in ({_marks(sources)}) order by depth, id limit 1) "
            f"returning {_CLAIMED}",
            [host, now, *sources],
        ).fetchone()
        return Row(**dict(row)) if row is not None else None

    def finish(self, row: Row, outcome: Outcome) -> None:
        """Write the outcome, what it led to and the attempt, all or nothing."""
        with self._db:
            self._db.execute("begin immediate")
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
            self._add(row.run_id, outcome.children)
            if outcome.attempt is not None:
                self._note(outcome.attempt)

    def note(self, attempt: Mapping[str, Any]) -> None:
        """Keep an attempt that belongs to no row, such as one at robots.txt."""
        with self._db:
            self._db.execute("begin immediate")
            self._note(attempt)

    def _note(self, attempt: Mapping[str, Any]) -> None:
        self._db.execute("insert into attempt (record) values (?)", [json.dumps(attempt)])

    def close_pending(self, state: str, error: str, **where: str) -> int:
        """End every pending row of a host or source in one state; return how many."""
        test = " and ".join(f"{name} = ?" for name in where)
        cursor = self._db.execute(
            f"update url set state = ?, error = ? where state = 'pending' and {test}",  # noqa: S608
            [state, error, *where.values()],
        )
        return cursor.rowcount

    def waiting(self, sources: Sequence[str]) -> dict[str, float]:
        """Return the hosts with pending rows, and when the first of them may be asked again."""
        rows = self._db.execute(
            f"select host, min(not_before) as due from url where state = 'pending' "  # noqa: S608
            f"and source_id in ({_marks(sources)}) group by host",
            list(sources),
        )
        return {row["host"]: row["due"] for row in rows}

    def mark_duplicates(self, sources: Sequence[str]) -> int:
        """Mark what gave the bytes, or the report, of an address that was discovered earlier."""
        twin = (
            "from url as first where first.source_id = url.source_id and first.id < url.id "
            "and first.kind <> 'list' and first.state in ('fetched', 'not_modified') "
            "and (first.sha256 = url.sha256 or first.content_key = url.content_key)"
        )
        cursor = self._db.execute(
            f"update url set error = (select first.url {twin} order by first.id limit 1), "  # noqa: S608
            f"state = 'duplicate_of' where state = 'fetched' and kind <> 'list' "
            f"and source_id in ({_marks(sources)}) and exists (select 1 {twin})",
            list(sources),
        )
        return cursor.rowcount

    def mark_soft_errors(self, sources: Sequence[str], most: int) -> int:
        """Mark pages that are no report and whose body stands under more than `most` addresses."""
        marks = _marks(sources)
        cursor = self._db.execute(
            f"update url set state = 'soft_error_page', error = 'one body under many addresses' "  # noqa: S608
            f"where source_id in ({marks}) and kind = 'page' "
            f"and state in ('fetched', 'duplicate_of') and sha256 in (select sha256 from url "
            f"where source_id in ({marks}) and kind = 'page' and sha256 is not null "
            f"group by source_id, sha256 having count(*) > ?)",
            [*sources, *sources, most],
        )
        return cursor.rowcount

    def states(self, sources: Sequence[str]) -> dict[str, int]:
        """Return how many addresses of the sources are in each state."""
        rows = self._db.execute(
            f"select state, count(*) as n from url where source_id in ({_marks(sources)}) "  # noqa: S608
            "group by state order by state",
            list(sources),
        )
        return {row["state"]: row["n"] for row in rows}

    def visited(self, source_id: str) -> int:
        """Return how many rows of a source this run has ended."""
        row = self._db.execute(
            f"select count(*) as n from url where source_id = ? and state in ({_marks(TERMINAL)})",  # noqa: S608
            [source_id, *TERMINAL],
        ).fetchone()
        return int(row["n"])

    def found(self, sources: Sequence[str]) -> dict[str, int]:
        """Return how many reports each source has, as far as this run saw them."""
        rows = self._db.execute(
            f"select source_id, count(*) as n from url where kind in ('report', 'attachment') "  # noqa: S608
            f"and state in ('fetched', 'not_modified') and source_id in ({_marks(sources)}) "
            "group by source_id",
            list(sources),
        )
        return Counter({row["source_id"]: row["n"] for row in rows})

    def unfinished(self, sources: Sequence[str]) -> list[str]:
        """Return the addresses without an end."""
        rows = self._db.execute(
            f"select url from url where state in ({_marks(OPEN)}) "  # noqa: S608
            f"and source_id in ({_marks(sources)})",
            [*OPEN, *sources],
        )
        return [row["url"] for row in rows]

    def finish_run(self, run_id: str, sources: Sequence[str]) -> dict[str, int]:
        """Close the run and return what each source had in the run before."""
        before: dict[str, int] = {}
        for source in sources:
            row = self._db.execute(
                "select reports from found where source_id = ? and run_id <> ? "
                "order by rowid desc limit 1",
                [source, run_id],
            ).fetchone()
            if row is not None:
                before[source] = row["reports"]
        counts, states = self.found(sources), self.states(sources)
        with self._db:
            self._db.execute("begin immediate")
            self._db.execute("delete from found where run_id = ?", [run_id])
            self._db.executemany(
                "insert into found values (?, ?, ?)",
                [[run_id, source, counts.get(source, 0)] for source in sources],
            )
            self._db.execute(
                "update run set finished = 1, states = ? where run_id = ?",
                [json.dumps(states), run_id],
            )
        return before

    def attempts(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the attempts that are not in the manifest yet."""
        late = dict(
            self._db.execute(
                "select source_id || ' ' || url_norm, state from url "
                "where state in ('duplicate_of', 'soft_error_page')"
            ).fetchall()
        )
        found = []
        for row in self._db.execute("select id, record from attempt order by id"):
            record = json.loads(row["record"])
            if record["state"] == "fetched":
                key = f"{record['source_id']} {record['url_norm']}"
                record["state"] = late.get(key, "fetched")
            found.append((row["id"], record))
        return found

    def drop_attempts(self, last: int) -> None:
        """Forget the attempts up to one, once the manifest has them."""
        self._db.execute("delete from attempt where id <= ?", [last])

    def candidates(self) -> list[tuple[Any, ...]]:
        """Return source, address, title, kind, organ, year, reason and state of every row."""
        rows = self._db.execute(
            "select source_id, url, link_text, kind, organ_hint, year_hint, reason, "
            "case when error = 'listed' then 'listed' else state end "
            "from url order by source_id, depth, id"
        )
        return [tuple(row) for row in rows]

    def is_empty(self) -> bool:
        """Whether no address is known."""
        return self._db.execute("select 1 from url limit 1").fetchone() is None

    def restore(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put back what the manifest knows of addresses whose ledger was lost."""
        with self._db:
            self._db.execute("begin immediate")
            for row in rows:
                names = list(row)
                self._db.execute(
                    f"insert or replace into url ({', '.join(names)}) values ({_marks(names)})",  # noqa: S608
                    list(row.values()),
                )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
