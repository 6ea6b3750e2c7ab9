"""The load of table 3 and its row sums, by us, by pandas and by a tall fact table, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd

from bench import reports
from bench.timing import timed
from pipeline.load.warehouse import build
from pipeline.paths import SQL, Home

PARTS = (
    "natural_person", "org_enterprise", "org_research", "org_public_welfare", "org_legal_service",
    "org_other",
)  # fmt: skip
WIDE_CHECK = f"select count(*) from fact_request where total != {' + '.join(PARTS)}"  # noqa: S608 - names of ours
TALL_LOAD = """
    create or replace table tall as
    select
        dim_report.report_key, dim_line.line_key, raw_cell.column_code,
        raw_cell.value::bigint as value
    from raw_cell
    inner join dim_document on raw_cell.sha256 = dim_document.sha256
    inner join dim_report on dim_document.document_key = dim_report.document_key
    inner join dim_line
        on dim_line.table_code = 't3' and raw_cell.line_code = dim_line.line_code
    where raw_cell.table_code = 't3'
"""
TALL_CHECK = """
    select count(*) from (
        select report_key, line_key from tall group by report_key, line_key
        having max(value) filter (column_code = 'total')
            != sum(value) filter (column_code != 'total')
    )
"""


def compare_peers(home: Home, size: int) -> Iterator[dict[str, Any]]:
    """Yield our seconds beside each peer's, for the load and for the check."""
    with build(home, reports.VERSION, reports.documents(size)) as made:
        connection = made.connection
        connection.execute("truncate fact_request")
        statement = (SQL / "load" / "fact_request.sql").read_text(encoding="utf-8")
        load, _ = timed(lambda: connection.execute(statement))
        check, wrong = timed(lambda: _count(connection, WIDE_CHECK))
        tall_load, _ = timed(lambda: connection.execute(TALL_LOAD))
        tall_check, tall_wrong = timed(lambda: _count(connection, TALL_CHECK))
    files = sorted((home.extract / reports.VERSION).glob("part-*/requests.parquet"))
    active = {document.sha256 for document in reports.documents(size)}
    pandas_load, frame = timed(lambda: _frame(files, active))
    pandas_check, pandas_wrong = timed(lambda: _wrong(frame))
    if not wrong == tall_wrong == pandas_wrong:
        raise AssertionError(f"the checks disagree: {wrong}, {tall_wrong}, {pandas_wrong}")
    for name, ours, peer, theirs in (
        ("load_t3", load, "pandas", pandas_load),
        ("load_t3", load, "tall", tall_load),
        ("row_sums", check, "pandas", pandas_check),
        ("row_sums", check, "tall", tall_check),
    ):
        yield {
            "name": f"warehouse/{name}/{size}",
            "value": round(ours, 3),
            "unit": "s",
            "peer": peer,
            "peer_value": round(theirs, 3),
            "ratio": round(ours / theirs, 3),
        }


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def _frame(files: list[Any], active: set[str]) -> pd.DataFrame:
    """Return the lines of table 3 of active documents, as numbers, their texts as categories."""
    frame = pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)
    frame = frame[frame["sha256"].isin(active)].copy()
    for column in (*PARTS, "total"):
        frame[column] = frame[column].astype("int64")
    return frame.astype({"sha256": "category", "line_code": "category"})


def _wrong(frame: pd.DataFrame) -> int:
    return int((frame[list(PARTS)].sum(axis=1) != frame["total"]).sum())
