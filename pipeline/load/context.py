"""Reports of a published warehouse beside drafts: last year's, to compare with and not to judge.

What must not go here: what is compared (the rules), the files of a build.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.load.errors import LoadError
from pipeline.paths import SQL, Home

_BY_REPORT = (
    "dim_report", "fact_request", "fact_disclosure", "fact_remedy", "fact_claim", "fact_exception",
    "fact_issue", "fact_label", "fact_outline", "fact_prose",
)  # fmt: skip
_WANTED = "report_key in (from context_report)"
_DOCUMENTS = f"document_key in (select document_key from {{place}}dim_report where {_WANTED})"  # noqa: S608 - names of ours


def add_context(connection: duckdb.DuckDBPyConnection, against: Path) -> int:
    """Bring in the reports that those of the build are compared with, and return how many.

    They are listed in the temporary table `context_report`, which keeps them from being judged.

    Args:
        connection: an open build whose tables are filled.
        against: a published warehouse, or the data folder it lies in.

    Raises:
        LoadError: there is no warehouse, or it is none that this version understands.
    """
    path = Home(against).database if against.is_dir() else against
    if not path.is_file():
        raise LoadError(f"{path} is missing: name a warehouse, or the data folder of one")
    quoted = str(path).replace("'", "''")
    connection.execute("create temp table if not exists context_report (report_key bigint)")
    try:
        connection.execute(f"attach '{quoted}' as against (read_only)")
    except duckdb.Error as error:
        raise LoadError(f"{path} cannot be opened: {error}") from error
    try:
        connection.execute((SQL / "context" / "wanted_report.sql").read_text(encoding="utf-8"))
        _copy(connection, "dim_document", _DOCUMENTS.format(place="against."))
        for table in _BY_REPORT:
            _copy(connection, table, _WANTED)
        return connection.execute("select count(*) from context_report").fetchall()[0][0]  # type: ignore[no-any-return]  # a count
    except duckdb.Error as error:
        raise LoadError(f"{path} is no warehouse of this version: build it again") from error
    finally:
        connection.execute("detach against")


def drop_context(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out what `add_context` brought in: the findings that quote it stay."""
    connection.execute(f"delete from dim_document where {_DOCUMENTS.format(place='')}")  # noqa: S608 - names of ours
    for table in _BY_REPORT:
        connection.execute(f"delete from {table} where {_WANTED}")  # noqa: S608 - names of ours


def _copy(connection: duckdb.DuckDBPyConnection, table: str, which: str) -> None:
    """Copy rows by the columns both sides know; lines are matched by code, for keys may differ."""
    columns = _shared_columns(connection, table)
    source = f"against.{table}"
    if "line_key" in columns:
        source = (
            f"(select t.* replace (n.line_key as line_key) from against.{table} as t "  # noqa: S608 - names of ours
            "inner join against.dim_line as o on t.line_key = o.line_key inner join dim_line as n "
            "on o.table_code = n.table_code and o.line_code = n.line_code)"
        )
    names = ", ".join(columns)
    connection.execute(
        f"insert into {table} ({names}) select {names} from {source} where {which}"  # noqa: S608 - names of ours
    )


def _shared_columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    here, there = (
        [row[0] for row in connection.execute(f"describe {name}").fetchall()]
        for name in (table, f"against.{table}")
    )
    return [column for column in here if column in there]
