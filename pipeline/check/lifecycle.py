"""The life of findings: new, still there, fixed, reopened, relabelled, waived, with their days.

What the revisions of a report say is read from the build itself, so that it survives any rebuild.
What they cannot say (when a finding was first published, which version of a rule it came from,
which figures a waiver was given for) is in a journal of events outside of the build. The same
facts and the same journal give the same rows and no further event.

What must not go here: reading or writing the journal's files, a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from pipeline.check.waivers import Waiver
from pipeline.paths import SQL

LIFE = SQL / "life"

# One row a thing that happened to a finding; times are UTC without a zone.
EVENTS = pa.schema(
    [
        ("generation", pa.int32()),
        ("happened_at", pa.timestamp("us")),
        ("event", pa.string()),
        ("finding_id", pa.string()),
        ("subject", pa.string()),
        ("rule_id", pa.string()),
        ("rule_version", pa.int16()),
        ("scope", pa.string()),
        ("sha256", pa.string()),
        ("first_seen", pa.timestamp("us")),
        ("waiver_id", pa.string()),
    ]
)
_WAIVERS = pa.schema(
    [
        ("waiver_id", pa.string()),
        ("line", pa.int32()),
        ("organ", pa.string()),
        ("report_year", pa.int16()),
        ("rule_id", pa.string()),
        ("author", pa.string()),
        ("reason", pa.string()),
        ("expires_on", pa.date32()),
        ("scope", pa.string()),
        ("finding_id", pa.string()),
    ]
)
# In this order: each reads what those before it made.
_STEPS = (
    "life_row", "life_revision", "life_gap", "life_earlier", "life_last", "life_begun",
    "life_ended", "life_waived", "life_event", "fact_finding_event", "fact_waiver",
    "update_finding",
)  # fmt: skip


def settle(
    connection: duckdb.DuckDBPyConnection,
    journal: pa.Table,
    waivers: Sequence[Waiver] = (),
    *,
    now: datetime,
) -> None:
    """Say of every finding what became of it, in a build that was judged.

    Fills fact_finding_event and fact_waiver, and the state and days of fact_finding. What this
    build adds to the journal is its last generation, where that is past the journal's own.

    Args:
        connection: the open build.
        journal: the events of earlier publications, as `EVENTS`.
        waivers: what was accepted, by whom and until when.
        now: the time of events that no document dates, and the day by which waivers expire.
    """
    for table in ("fact_finding_event", "fact_waiver"):
        connection.execute(f"truncate {table}")
    connection.execute("set variable life_now = ?", [now.astimezone(UTC).replace(tzinfo=None)])
    connection.register("journal_event", journal.cast(EVENTS))
    columns = [list(column) for column in zip(*map(astuple, waivers), strict=True)]
    arrays = [
        pa.array(column, field.type)
        for column, field in zip(columns or [[]] * len(_WAIVERS), _WAIVERS, strict=True)
    ]
    connection.register("given_waiver", pa.Table.from_arrays(arrays, schema=_WAIVERS))
    for name in _STEPS:
        connection.execute((LIFE / f"{name}.sql").read_text(encoding="utf-8"))
    for name in ("journal_event", "given_waiver"):
        connection.unregister(name)


def events_after(connection: duckdb.DuckDBPyConnection, generation: int) -> pa.Table:
    """Return the events past a generation: what a build adds to the journal."""
    query = "select * from fact_finding_event where generation > ? order by all"
    found: pa.Table = connection.sql(query, params=[generation]).to_arrow_table()
    return found.cast(EVENTS)
