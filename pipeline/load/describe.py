"""The dictionary as comments in the warehouse, so that the file explains itself.

What must not go here: wording (the registry has it), refusing a build for want of a description
(`gouji docs --check` does, before anything is released).
"""

from __future__ import annotations

import duckdb

from pipeline.registry.dictionary import dictionary

_OBJECTS = """
    select 'table' as kind, table_name as name from duckdb_tables()
    where database_name = current_database() and schema_name = 'main' and not temporary
    union all
    select 'view' as kind, view_name as name from duckdb_views()
    where database_name = current_database() and schema_name = 'main'
        and not internal and not temporary
    order by kind, name
"""
_COLUMNS = """
    select table_name, column_name from duckdb_columns()
    where database_name = current_database() and schema_name = 'main' and not internal
    order by table_name, column_index
"""


def objects(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the tables and views that are part of the file: name to `table` or `view`."""
    return {name: kind for kind, name in connection.execute(_OBJECTS).fetchall()}


def columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the columns of every table and view, tables first, each in its order."""
    found: dict[str, list[str]] = {name: [] for name in objects(connection)}
    for table, column in connection.execute(_COLUMNS).fetchall():
        if table in found:
            found[table].append(column)
    return found


def write_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Comment every table, view and column that the dictionary describes."""
    entries, kinds = dictionary(), objects(connection)
    connection.execute("begin")
    for table, names in columns(connection).items():
        if table in entries.tables:
            text = _quoted(entries.tables[table].comment())
            connection.execute(f'comment on {kinds[table]} "{table}" is {text}')
        for name in names:
            if entry := entries.column(table, name):
                text = _quoted(entry.comment())
                connection.execute(f'comment on column "{table}"."{name}" is {text}')
    connection.execute("commit")


def _quoted(text: str) -> str:
    """Return the text as a literal: a comment takes no bound parameter."""
    return "'" + text.replace("'", "''") + "'"
