"""`datapackage.json`: what the files of an export are, after the Data Package standard 2.0.

Source of the format: https://datapackage.org (profiles `datapackage`, `dataresource`,
`tableschema`). What must not go here: writing of the data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.registry.dictionary import ColumnEntry, TableEntry, dictionary
from pipeline.registry.words import Language

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
HEAD_ROWS = 2  # of a sheet: what people read, then the names of the columns
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TYPES = {
    "VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
    "TINYINT": "integer", "SMALLINT": "integer", "INTEGER": "integer", "BIGINT": "integer",
    "UTINYINT": "integer", "USMALLINT": "integer", "UINTEGER": "integer", "UBIGINT": "integer",
    "HUGEINT": "integer", "DOUBLE": "number", "FLOAT": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resource:
    """One table as it was written; `columns` are name and DuckDB type."""

    table: str
    path: Path
    form: str
    columns: tuple[tuple[str, str], ...]
    rows: int


def descriptor(
    resources: Sequence[Resource],
    release: str | None,
    published_at: datetime | None,
    lang: Language,
) -> dict[str, Any]:
    """Return the descriptor of files that have been written."""
    hashes = {path: _hash(path) for path in {resource.path for resource in resources}}
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "gouji",
        "version": release or "unpublished",
        "resources": [_resource(one, hashes[one.path], lang) for one in resources],
    }
    if published_at is not None:
        found["created"] = f"{published_at:%Y-%m-%dT%H:%M:%SZ}"
    return found


def is_ours(folder: Path) -> bool:
    """Whether the folder holds an export."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("name") == "gouji"


def field_type(data_type: str) -> str:
    """Return the type of a field for a type of DuckDB; `any` where the standard has none."""
    if data_type.endswith("[]"):
        return "array"
    return "number" if data_type.startswith("DECIMAL") else _TYPES.get(data_type, "any")


def _resource(resource: Resource, sha256: str, lang: Language) -> dict[str, Any]:
    entry = dictionary().tables.get(resource.table)
    found: dict[str, Any] = {
        "name": resource.table,
        "type": "table",
        "path": resource.path.name,
        "format": resource.form,
        "mediatype": _MEDIA[resource.form],
        "encoding": "utf-8",
        "bytes": resource.path.stat().st_size,
        "hash": f"sha256:{sha256}",
        "rowCount": resource.rows,
        **_table_words(entry, lang),
        "schema": {
            "fields": [
                {"name": name, "type": field_type(data_type)}
                | _column_words(dictionary().column(resource.table, name), lang)
                for name, data_type in resource.columns
            ],
            "missingValues": [""],
        },
    }
    if resource.form == "xlsx":
        found["dialect"] = {"sheetName": resource.table, "headerRows": [HEAD_ROWS]}
    return found


def _table_words(entry: TableEntry | None, lang: Language) -> dict[str, str]:
    if entry is None:
        return {}
    title = entry.text.zh if lang == "zh" else entry.text.en
    return {"title": title, "description": entry.comment()}


def _column_words(entry: ColumnEntry | None, lang: Language) -> dict[str, str]:
    if entry is None:
        return {}
    found = {"title": entry.text.zh, "description": entry.comment()}
    if lang == "en":
        found["title"] = entry.text.en
    return found | ({"unit": entry.unit} if entry.unit else {})


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
