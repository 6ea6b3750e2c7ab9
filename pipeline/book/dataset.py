"""Every table and view of a warehouse as files: Parquet, CSV with ISO dates, or one workbook.

Beside them lies `datapackage.json`, which describes every column. What must not go here: findings
as people work on them (`export`), what columns mean (the registry's dictionary).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipeline.book.descriptor import NAME, Resource, descriptor, is_ours
from pipeline.book.workbook import MOST_ROWS, write_workbook
from pipeline.registry.words import Language, word

FORMATS = ("parquet", "csv", "xlsx")
WORKBOOK = "gouji.xlsx"
_COLUMNS = """
    select table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database() and schema_name = 'main' and not internal
    order by table_name like 'v\\_%' escape '\\', table_name, column_index
"""
_COPY = {
    "parquet": "format parquet, compression zstd",
    # UTF-8 without a mark: programs read these; a workbook is for people
    "csv": "format csv, header, dateformat '%Y-%m-%d', timestampformat '%Y-%m-%dT%H:%M:%S.%fZ'",
}

Columns = Mapping[str, Sequence[tuple[str, str]]]


class ExportError(RuntimeError):
    """The export cannot be written where it was asked for; nothing was changed."""


@dataclass(frozen=True)
class Written:
    """What an export holds: rows by table, and the tables too long for a sheet."""

    tables: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def write_dataset(
    connection: duckdb.DuckDBPyConnection, folder: Path, form: str, lang: Language
) -> Written:
    """Write all tables and views of the open warehouse into the folder, whole or not at all.

    Raises:
        ExportError: the folder holds something that is no export.
    """
    if folder.exists() and not _may_replace(folder):
        raise ExportError(word("say", "not_ours", lang, path=folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        made = temporary / "new"
        made.mkdir()
        written = _write(connection, made, form, lang)
        if folder.exists():
            folder.rename(temporary / "old")
        made.rename(folder)
    except OSError as error:
        raise ExportError(f"{folder}: {error}") from error
    except duckdb.IOException as error:
        raise ExportError(f"{folder}: {error}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return written


def _write(
    connection: duckdb.DuckDBPyConnection, folder: Path, form: str, lang: Language
) -> Written:
    columns = _columns(connection)
    written, resources = Written(), []
    write = _workbook if form == "xlsx" else _files(form)
    paths = write(connection, folder, columns, written, lang)
    for table, rows in written.tables.items():
        resources.append(Resource(table, paths[table], form, tuple(columns[table]), rows))
    ((release, published_at),) = connection.execute(
        "select release, published_at from meta_release"
    ).fetchall()
    text = json.dumps(
        descriptor(resources, release, published_at, lang), ensure_ascii=False, indent=2
    )
    (folder / NAME).write_text(text + "\n", encoding="utf-8")
    return written


def _files(
    form: str,
) -> Callable[[duckdb.DuckDBPyConnection, Path, Columns, Written, Language], dict[str, Path]]:
    def write(
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        columns: Columns,
        written: Written,
        lang: Language,
    ) -> dict[str, Path]:
        paths = {table: folder / f"{table}.{form}" for table in columns}
        for table, path in paths.items():
            target = str(path).replace("'", "''")
            shown = _shown(columns[table]) if form == "csv" else "*"
            copy = f"copy (select {shown} from \"{table}\") to '{target}' ({_COPY[form]})"  # noqa: S608 - names of the catalog
            written.tables[table] = connection.execute(copy).fetchall()[0][0]
        return paths

    return write


def _shown(columns: Sequence[tuple[str, str]]) -> str:
    """Return the columns as CSV holds them: lists as JSON."""
    return ", ".join(
        f'to_json("{name}") as "{name}"' if kind.endswith("[]") else f'"{name}"'
        for name, kind in columns
    )


def _workbook(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    columns: Columns,
    written: Written,
    lang: Language,
) -> dict[str, Path]:
    for table in columns:
        count = f'select count(*) from "{table}"'  # noqa: S608 - a name of the catalog
        rows = connection.execute(count).fetchall()[0][0]
        (written.left_out if rows > MOST_ROWS else written.tables)[table] = rows
    path = folder / WORKBOOK
    fitting = {table: columns[table] for table in written.tables}
    write_workbook(connection, path, fitting, lang)
    return dict.fromkeys(fitting, path)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Return name and type of the columns of every table and view, tables first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, data_type in connection.execute(_COLUMNS).fetchall():
        found.setdefault(table, []).append((column, data_type))
    return found


def _may_replace(folder: Path) -> bool:
    return folder.is_dir() and (not any(folder.iterdir()) or is_ours(folder))
