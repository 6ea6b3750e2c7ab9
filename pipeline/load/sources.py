"""Temporary views over the Parquet parts, so that SQL reads what was extracted as `raw_<table>`.

`raw_document` holds the active documents; every other view shows their rows and no others. The
views live as long as the connection and are never stored in the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.load.schemas import TABLES
from pipeline.records import Document, Sighting

VIEWS = {
    "reports": "raw_report",
    "cells": "raw_cell",
    "disclosures": "raw_disclosure",
    "exceptions": "raw_exception",
    "requests": "raw_request",
    "remedies": "raw_remedy",
    "labels": "raw_label",
    "claims": "raw_claim",
    "legacy": "raw_legacy",
    "issues": "raw_issue",
}


def register_documents(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Document]
) -> None:
    """Make the documents readable as `raw_document`; times are UTC without a zone."""
    schema = pa.schema(
        [
            ("sha256", pa.string()),
            ("bytes", pa.int64()),
            ("fetched_at", pa.timestamp("us")),
            ("source_id", pa.string()),
            ("file_name", pa.string()),
            ("url", pa.string()),
        ]
    )
    columns = [
        [document.sha256 for document in documents],
        [document.bytes for document in documents],
        _in_utc(document.fetched_at for document in documents),
        [document.source_id for document in documents],
        [document.file_name for document in documents],
        [document.url for document in documents],
    ]
    connection.register("raw_document", pa.table(columns, schema=schema))


def first_sights(documents: Iterable[Document]) -> list[Sighting]:
    """Return the documents as sightings, each where it was first seen."""
    return [
        Sighting(
            d.url or f"file:{d.file_name}", d.fetched_at, d.sha256, d.source_id, d.url, d.file_name
        )
        for d in documents
    ]


def register_sightings(
    connection: duckdb.DuckDBPyConnection, sightings: Iterable[Sighting]
) -> None:
    """Make the sightings readable as `raw_sighting`; times are UTC without a zone."""
    schema = pa.schema(
        [
            ("place", pa.string()),
            ("seen_at", pa.timestamp("us")),
            ("sha256", pa.string()),
            ("source_id", pa.string()),
            ("url", pa.string()),
            ("file_name", pa.string()),
        ]
    )
    looks = list(sightings)
    columns = [
        [look.place for look in looks],
        _in_utc(look.seen_at for look in looks),
        [look.sha256 for look in looks],
        [look.source_id for look in looks],
        [look.url for look in looks],
        [look.file_name for look in looks],
    ]
    connection.register("raw_sighting", pa.table(columns, schema=schema))


def _in_utc(times: Iterable[datetime]) -> pa.Array:
    """Return times with a zone as those of UTC without one."""
    return pa.array(list(times), pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))


def register_parts(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> None:
    """Make the parts readable as views; needs `raw_document`.

    A document that two parts hold (two runs at once) is read from the first of them.
    """
    repeated = _repeated(connection, parts)
    are_all_active = _are_all_active(connection, parts)
    for table, view in VIEWS.items():
        connection.register(f"empty_{table}", TABLES[table].empty_table())
        connection.execute(_view(table, view, parts, repeated, are_all_active))


def _view(
    table: str,
    view: str,
    parts: Sequence[Path],
    repeated: Mapping[Path, Sequence[str]],
    are_all_active: bool,
) -> str:
    """Return the statement; a view cannot take bound parameters, so paths are quoted into it."""
    columns = ", ".join(f'"{name}"' for name in TABLES[table].names)
    whole = [f"{part / table}.parquet" for part in parts if part not in repeated]
    scans = [f"empty_{table}"]
    if whole:
        scans.append(f"read_parquet([{_quoted(whole)}])")
    for part, again in repeated.items():
        path = _quoted([f"{part / table}.parquet"])
        scans.append(f"read_parquet({path}) where sha256 not in ({_quoted(again)})")
    rows = " union all ".join(f"select {columns} from {scan}" for scan in scans)  # noqa: S608 - names of ours
    active = "" if are_all_active else " where sha256 in (select sha256 from raw_document)"
    return f"create temp view {view} as select {columns} from ({rows}){active}"  # noqa: S608 - names of ours


def _are_all_active(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> bool:
    """Return whether no part holds a document that is not active: there is nothing to leave out."""
    files = [str(part / "reports.parquet") for part in parts]
    if not files:
        return True
    left_out = connection.execute(
        "select 1 from read_parquet($1) anti join raw_document using (sha256) limit 1", [files]
    ).fetchall()
    return not left_out


def _repeated(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]
) -> dict[Path, list[str]]:
    """Return, for each part, the documents that an earlier part holds already."""
    files = [str(part / "reports.parquet") for part in parts]
    if not files:
        return {}
    rows = connection.execute(
        "select sha256, filename from read_parquet($1, filename = true) "
        "qualify row_number() over (partition by sha256 order by list_position($1, filename)) > 1 "
        "order by sha256",
        [files],
    ).fetchall()
    repeated: dict[Path, list[str]] = {}
    for sha256, file in rows:
        repeated.setdefault(Path(file).parent, []).append(sha256)
    return repeated


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
