"""Exports: every table and view, exact, with a descriptor that fits the files."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from pipeline.book import dataset, workbook
from pipeline.book.dataset import FORMATS, ExportError, write_dataset
from pipeline.load.parts import write_part
from pipeline.load.publication import open_published
from pipeline.load.release import Stamp
from pipeline.load.warehouse import build
from pipeline.paths import Home
from tests.load.builders import NOW, VERSION, document, extraction

FORMULA = '=1+1,"quoted"\nline'
# What the Data Package standard 2.0 asks of names, and the field types it knows.
RESOURCE_NAME = re.compile(r"^[a-z0-9._-]+$")
FIELD_TYPES = {"string", "integer", "number", "boolean", "date", "datetime", "any", "array"}
ARROW = {
    "string": pa.types.is_string,
    "integer": pa.types.is_integer,
    "number": lambda kind: pa.types.is_decimal(kind) or pa.types.is_floating(kind),
    "boolean": pa.types.is_boolean,
    "date": pa.types.is_date,
    "datetime": pa.types.is_timestamp,
    "array": pa.types.is_list,
}


@pytest.fixture
def published(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    entry = extraction(FORMULA, figures={("t3", "new_requests", "total"): None})
    write_part([entry], home, VERSION)
    with build(home, VERSION, [document(entry)]) as made:
        made.publish(Stamp("run", NOW))
    with open_published(home.database) as connection:
        yield connection


def _descriptor(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def _check(folder: Path) -> dict[str, dict[str, Any]]:
    """Check the descriptor against the standard and the files; return its resources by name."""
    package = _descriptor(folder)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["version"].startswith("gouji-20240401-")
    assert package["created"] == "2024-04-01T02:00:00Z"
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for resource in package["resources"]:
        assert RESOURCE_NAME.match(resource["name"])
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        fields = resource["schema"]["fields"]
        assert fields
        assert {field["type"] for field in fields} <= FIELD_TYPES
        assert all(field["title"] and field["description"] for field in fields)
    return {resource["name"]: resource for resource in package["resources"]}


def _names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'main'"
    ).fetchall()
    return {name for (name,) in rows}


def test_parquet_has_every_table_in_its_types(
    published: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    written = write_dataset(published, tmp_path / "out", "parquet", "en")
    assert set(written.tables) == _names(published)
    for name, resource in _check(tmp_path / "out").items():
        table = pq.read_table(tmp_path / "out" / resource["path"])
        assert table.num_rows == resource["rowCount"] == written.tables[name]
        fields = resource["schema"]["fields"]
        assert table.column_names == [field["name"] for field in fields]
        for field in fields:
            assert ARROW[field["type"]](table.schema.field(field["name"]).type), (name, field)


def _parsed(kind: str, text: str) -> object:
    """Read a value of CSV by the type that the descriptor gives it."""
    if text == "":
        return None
    readers: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": Decimal,
        "array": json.loads,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
        "datetime": lambda value: datetime.fromisoformat(value).replace(tzinfo=None),
    }
    return readers[kind](text)


def test_csv_gives_back_every_value(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_dataset(published, tmp_path / "out", "csv", "zh")
    for name, resource in _check(tmp_path / "out").items():
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8", newline="") as handle:
            heads, *rows = csv.reader(handle)
        fields = resource["schema"]["fields"]
        assert heads == [field["name"] for field in fields]
        found = [
            tuple(
                _parsed(field["type"], text) for field, text in zip(fields, row, strict=True)
            )
            for row in rows
        ]  # fmt: skip
        stored = [
            tuple(None if value == "" else value for value in row)
            for row in published.execute(f'from "{name}"').fetchall()
        ]
        numbers = [
            tuple(Decimal(str(v)) if isinstance(v, float) else v for v in row) for row in stored
        ]
        assert sorted(found, key=repr) == sorted(numbers, key=repr), name


def test_a_workbook_is_for_people_and_runs_nothing(
    published: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    write_dataset(published, tmp_path / "out", "xlsx", "zh")
    resources = _check(tmp_path / "out")
    book = CalamineWorkbook.from_path(tmp_path / "out" / "gouji.xlsx")
    assert book.sheet_names == ["数据字典", *resources]
    heads, codes, row = book.get_sheet_by_name("v_report").to_python()
    assert heads[codes.index("title")] == "标题"
    assert row[codes.index("title")] == FORMULA
    assert row[codes.index("is_current")] is True
    assert row[codes.index("url")] == ""
    assert row[codes.index("fetched_at")] == NOW.replace(tzinfo=None)
    request = book.get_sheet_by_name("fact_request").to_python()
    assert request[1][-1] == "total"
    assert sorted(str(line[-1]) for line in request[2:])[0] == ""  # a blank is no 0
    words = book.get_sheet_by_name("数据字典").to_python()
    assert ["fact_request", "natural_person", "自然人", "件", ""] in words


def test_a_table_too_long_for_a_sheet_is_left_out_by_name(
    published: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "MOST_ROWS", 100)
    written = write_dataset(published, tmp_path / "out", "xlsx", "en")
    assert written.left_out["v_request"] == 175
    assert "v_request" not in written.tables
    assert workbook.MOST_ROWS == 1_048_574


def test_only_an_export_or_an_empty_folder_is_replaced(
    published: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for form in FORMATS:
        write_dataset(published, folder, form, "en")
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "gouji.xlsx"]
    other = tmp_path / "mine"
    other.mkdir()
    (other / "datapackage.json").write_text('{"name": "another"}', encoding="utf-8")
    with pytest.raises(ExportError, match="neither empty nor written"):
        write_dataset(published, other, "csv", "en")
    assert [path.name for path in other.iterdir()] == ["datapackage.json"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == []


def test_a_failed_export_leaves_the_old_one(
    published: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_dataset(published, folder, "csv", "en")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dataset, "descriptor", fail)
    with pytest.raises(ExportError, match="No space left"):
        write_dataset(published, folder, "parquet", "en")
    assert (folder / "fact_request.csv").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name[0] == "."] == []
