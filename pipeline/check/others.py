"""The reports that a report is compared with: last year's, that of an organ above or below it.

Their figures are fetched for the findings alone; rules compare in SQL. Only current revisions are
ever compared with.

What must not go here: deciding a unit, words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from pipeline.check.facts import OpenUnit, OtherReport, ReportFacts, statement
from pipeline.check.rules import Rule
from pipeline.registry.sums import CellKey, scope_parts

_WANTED = pa.schema(
    [
        ("report_key", pa.int64()),
        ("table_code", pa.string()),
        ("line_code", pa.string()),
        ("column_code", pa.string()),
    ]
)


def other_cells(unit: OpenUnit, rule: Rule) -> tuple[CellKey, ...]:
    """Return the cells of the other report that the unit is compared with."""
    parts = scope_parts(unit.scope)
    found = []
    for text in rule.others:
        written = text.format(line=parts.line, column=parts.column, cell=unit.scope).split(".")
        if len(written) == 3 and "None" not in written:
            found.append((written[0], written[1], written[2]))
    return tuple(found)


def add_others(
    connection: duckdb.DuckDBPyConnection,
    chunk: Sequence[ReportFacts],
    rules: Mapping[str, Rule],
) -> None:
    """Give each report those it is compared with, with the figures that its units touch."""
    wanted = list(dict.fromkeys(_wanted(chunk, rules)))
    keys = {unit.other_key for facts in chunk for unit in facts.units} - {None}
    if not keys:
        return
    known = _reports(connection, sorted(key for key in keys if key is not None))
    if wanted:
        _add_cells(connection, known, wanted)
    for facts in chunk:
        for unit in facts.units:
            if unit.other_key in known:
                facts.others[unit.other_key] = known[unit.other_key]


def _wanted(
    chunk: Sequence[ReportFacts], rules: Mapping[str, Rule]
) -> Iterator[tuple[int, str, str, str]]:
    for facts in chunk:
        for unit in facts.units:
            if unit.other_key is not None:
                for cell in other_cells(unit, rules[unit.rule_id]):
                    yield (unit.other_key, *cell)


def _reports(connection: duckdb.DuckDBPyConnection, keys: Sequence[int]) -> dict[int, OtherReport]:
    rows = connection.execute(
        "select * from other_report where report_key in (select unnest(?::bigint[]))", [keys]
    ).fetchall()
    return {
        key: OtherReport(
            key, organ, year, sha256, origin, {"t2": layout_t2, "t3": layout_t3, "t4": None}
        )
        for key, organ, year, sha256, origin, layout_t2, layout_t3 in rows
    }


def _add_cells(
    connection: duckdb.DuckDBPyConnection,
    known: Mapping[int, OtherReport],
    wanted: Sequence[tuple[int, str, str, str]],
) -> None:
    columns = zip(*wanted, strict=True)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, _WANTED, strict=True)]
    connection.register("wanted_cell", pa.Table.from_arrays(arrays, schema=_WANTED))
    for key, table, line, column, value, status, raw in connection.execute(
        statement("other_cell")
    ).fetchall():
        plain = "missing" if value is None else "number" if value else "zero"
        known[key].cells[table, line, column] = (value, status or plain, raw)
    connection.unregister("wanted_cell")
