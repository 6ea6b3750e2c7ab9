"""What stands in the ledger as a whole: its tables, sums, marks over many rows, and attempts.

What must not go here: the life of a single row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
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


def marks(values: Sequence[object]) -> str:
    """Return as many places for values as there are values."""
    return ", ".join("?" * len(values))


def _settled(text: str, late: Mapping[str, str]) -> str:
    if not late:
        return text
    record = json.loads(text)
    state = late.get(f"{record['source_id']} {record['url_norm']}")
    if record["state"] != "fetched" or state is None:
        return text
    return json.dumps({**record, "state": state})


class Tallies:
    """The half of the ledger that looks at all rows of some sources."""

    _db: sqlite3.Connection

    def mark_soft_errors(self, sources: Sequence[str], most: int) -> int:
        """Mark pages that are no report and whose body stands under more than `most` addresses."""
        places = marks(sources)
        cursor = self._db.execute(
            f"update url set state = 'soft_error_page', error = 'one body under many addresses' "  # noqa: S608 - marks and names of ours; values are bound
            f"where source_id in ({places}) and kind = 'page' "
            f"and state in ('fetched', 'duplicate_of') and sha256 in (select sha256 from url "
            f"where source_id in ({places}) and kind = 'page' and sha256 is not null "
            f"group by source_id, sha256 having count(*) > ?)",
            [*sources, *sources, most],
        )
        return cursor.rowcount

    def mark_duplicates(self, sources: Sequence[str]) -> int:
        """Mark what gave the bytes, or the report, of an address that was discovered earlier."""
        twin = (
            "from url as first where first.source_id = url.source_id and first.id < url.id "
            "and first.kind <> 'list' and first.state in ('fetched', 'not_modified') "
            "and (first.sha256 = url.sha256 or first.content_key = url.content_key)"
        )
        cursor = self._db.execute(
            f"update url set error = (select first.url {twin} order by first.id limit 1), "  # noqa: S608 - marks and names of ours; values are bound
            f"state = 'duplicate_of' where state = 'fetched' and kind <> 'list' "
            f"and source_id in ({marks(sources)}) and exists (select 1 {twin})",
            list(sources),
        )
        return cursor.rowcount

    def states(self, sources: Sequence[str]) -> dict[str, int]:
        """Return how many addresses of the sources are in each state."""
        rows = self._db.execute(
            f"select state, count(*) as n from url where source_id in ({marks(sources)}) "  # noqa: S608 - marks and names of ours; values are bound
            "group by state order by state",
            list(sources),
        )
        return {row["state"]: row["n"] for row in rows}

    def visited(self, source_id: str) -> int:
        """Return how many rows of a source this run has ended."""
        row = self._db.execute(
            f"select count(*) as n from url where source_id = ? and state in ({marks(TERMINAL)})",  # noqa: S608 - marks and names of ours; values are bound
            [source_id, *TERMINAL],
        ).fetchone()
        return int(row["n"])

    def found(self, sources: Sequence[str]) -> dict[str, int]:
        """Return how many reports each source has, as far as this run saw them.

        One report under two addresses is one, also on nights when neither has changed.
        """
        rows = self._db.execute(
            f"select source_id, count(distinct coalesce(content_key, sha256)) as n from url "  # noqa: S608 - marks and names of ours; values are bound
            "where kind in ('report', 'attachment') "
            f"and state in ('fetched', 'not_modified') and source_id in ({marks(sources)}) "
            "group by source_id",
            list(sources),
        )
        return {row["source_id"]: row["n"] for row in rows}

    def by_year(self, sources: Sequence[str]) -> dict[str, dict[int, int]]:
        """Return how many reports each source has of each year that its titles name."""
        rows = self._db.execute(
            f"select source_id, year_hint, count(distinct coalesce(content_key, sha256)) as n "  # noqa: S608 - marks and names of ours; values are bound
            f"from url where kind = 'report' and year_hint is not null "
            f"and state in ('fetched', 'not_modified') and source_id in ({marks(sources)}) "
            "group by source_id, year_hint order by source_id, year_hint desc",
            list(sources),
        )
        found: dict[str, dict[int, int]] = {}
        for row in rows:
            found.setdefault(row["source_id"], {})[row["year_hint"]] = row["n"]
        return found

    def by_source(self, sources: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return the states of the addresses of each source."""
        return {source: self.states([source]) for source in sources}

    def unfinished(self, sources: Sequence[str]) -> list[str]:
        """Return the addresses without an end."""
        rows = self._db.execute(
            f"select url from url where state in ({marks(OPEN)}) "  # noqa: S608 - marks and names of ours; values are bound
            f"and source_id in ({marks(sources)})",
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
                    f"insert or replace into url ({', '.join(names)}) values ({marks(names)})",  # noqa: S608 - marks and names of ours; values are bound
                    list(row.values()),
                )

    def attempts(self) -> list[tuple[int, str]]:
        """Return the attempts that are not in the manifest yet, each as JSON on one line.

        What was fetched and told apart only afterwards has its later state.
        """
        late = dict(
            self._db.execute(
                "select source_id || ' ' || url_norm, state from url "
                "where state in ('duplicate_of', 'soft_error_page')"
            ).fetchall()
        )
        rows = self._db.execute("select id, record from attempt order by id")
        return [(row["id"], _settled(row["record"], late)) for row in rows]

    def drop_attempts(self, last: int) -> None:
        """Forget the attempts up to one, once the manifest has them."""
        self._db.execute("delete from attempt where id <= ?", [last])
