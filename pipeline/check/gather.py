"""What findings are made of, gathered from the warehouse: once in all, then a chunk at a time.

What must not go here: any decision about a unit, words.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check.facts import Tables
from pipeline.check.others import other_cells
from pipeline.check.rules import ASSERTIONS, Rule

JUDGE = ASSERTIONS / "judge"
CHUNK = 5_000  # reports in memory at once, at most

_CHUNKED = (
    "ordered_unit", "open_report", "open_request", "open_remedy", "open_disclosure",
    "open_exception", "open_claim", "open_issue",
)  # fmt: skip
_COMPARED_WITH = (
    "other_report", "other_request", "other_remedy", "other_disclosure", "other_exception",
)  # fmt: skip
_WANTED = pa.schema(
    [
        ("report_key", pa.int64()),
        ("table_code", pa.string()),
        ("line_code", pa.string()),
        ("column_code", pa.string()),
    ]
)


def statement(name: str) -> str:
    """Return one statement of the judge."""
    return (JUDGE / f"{name}.sql").read_text(encoding="utf-8")


def gather(connection: duckdb.DuckDBPyConnection, size: int = CHUNK) -> list[tuple[int, int]]:
    """Gather what the reports with open units need, so that a chunk does not search all facts.

    Returns:
        The chunks of at most `size` reports: the first and the last of their keys. Where there are
        several, they are as long as each other and go evenly into the cores.
    """
    for name in ("open_table", *_CHUNKED, *_COMPARED_WITH):
        connection.execute(statement(name))
    keys = [key for (key,) in connection.execute("select report_key from open_report").fetchall()]
    count = -(-len(keys) // size)
    if count > 1:
        cores = os.cpu_count() or 1
        size = -(-len(keys) // (-(-count // cores) * cores))
    parts = (keys[start : start + size] for start in range(0, len(keys), size))
    return [(part[0], part[-1]) for part in parts]


def chunk_tables(
    connection: duckdb.DuckDBPyConnection, bounds: tuple[int, int], rules: Mapping[str, Rule]
) -> Tables:
    """Return what was gathered for the reports whose keys lie within the bounds, both included."""
    within = f"report_key between {bounds[0]:d} and {bounds[1]:d}"
    tables = {name: connection.table(name).filter(within).to_arrow_table() for name in _CHUNKED}
    return tables | _others(connection, tables["ordered_unit"], rules)


def _others(
    connection: duckdb.DuckDBPyConnection, units: pa.Table, rules: Mapping[str, Rule]
) -> dict[str, pa.Table]:
    """Return the reports that units are compared with, and the cells of them that they touch."""
    compared = units.filter(pc.is_valid(units["other_key"]))
    keys = compared["other_key"].unique()
    wanted = list(dict.fromkeys(_wanted(compared, rules)))
    columns = zip(*wanted, strict=True) if wanted else [[] for _ in _WANTED]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, _WANTED, strict=True)]
    found = {"other_key": pa.table({"report_key": keys.cast(pa.int64())})}
    found["wanted_cell"] = pa.Table.from_arrays(arrays, schema=_WANTED)
    for name, table in found.items():
        connection.register(name, table)
    reports = connection.sql(
        "from other_report semi join other_key using (report_key)"
    ).to_arrow_table()
    cells = connection.sql(statement("other_cell")).to_arrow_table()
    for name in found:
        connection.unregister(name)
    return {"other_report": reports, "other_cell": cells}


def _wanted(units: pa.Table, rules: Mapping[str, Rule]) -> Iterator[tuple[int, str, str, str]]:
    columns = (units[name].to_pylist() for name in ("other_key", "scope", "rule_id"))
    for other_key, scope, rule_id in zip(*columns, strict=True):
        for cell in other_cells(scope, rules[rule_id]):
            yield (other_key, *cell)
