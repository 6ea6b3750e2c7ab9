"""Parquet parts: written whole, once, and swept when a run was killed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.load.errors import LoadError
from pipeline.load.flatten import TOO_LONG, tables_of
from pipeline.load.parts import (
    extracted_hashes,
    part_files,
    sweep_leftovers,
    sweep_old_versions,
    write_part,
)
from pipeline.load.schemas import TABLES, WIDE
from pipeline.paths import Home
from pipeline.records import (
    Claim,
    Extraction,
    Issue,
    LabelReading,
    LegacyFigure,
    Place,
    StatCell,
)
from tests.load.builders import VERSION, consistent, extraction, sha


def test_a_part_holds_every_table_in_its_schema(home: Home) -> None:
    part = write_part([extraction("a", figures=consistent())], home, VERSION)
    for name, schema in TABLES.items():
        assert pq.read_schema(part / f"{name}.parquet").equals(schema)


def test_writing_the_same_documents_again_changes_nothing(home: Home) -> None:
    first, second = extraction("a"), extraction("b")
    part = write_part([first, second], home, VERSION)
    stamp = (part / "cells.parquet").stat().st_mtime_ns
    assert write_part([second, first], home, VERSION) == part
    assert (part / "cells.parquet").stat().st_mtime_ns == stamp
    assert part_files(home, VERSION) == [part]
    assert extracted_hashes(home, VERSION) == {sha("a"), sha("b")}


def test_a_part_is_neither_empty_nor_double(home: Home) -> None:
    for wrong in ([], [extraction("a"), extraction("a")]):
        with pytest.raises(ValueError, match="a part needs"):
            write_part(wrong, home, VERSION)


def test_other_versions_do_not_count_and_can_be_swept(home: Home) -> None:
    old = write_part([extraction("a")], home, "test-0")
    assert extracted_hashes(home, VERSION) == set()
    kept = write_part([extraction("b")], home, VERSION)
    sweep_old_versions(home, VERSION)
    assert not old.exists()
    assert kept.exists()


def test_a_killed_write_is_ignored_and_swept(home: Home) -> None:
    write_part([extraction("a")], home, VERSION)
    left = home.extract / VERSION / ".writing-killed"
    left.mkdir()
    (left / "reports.parquet").write_bytes(b"half")
    assert extracted_hashes(home, VERSION) == {sha("a")}
    sweep_leftovers(home)
    assert not left.exists()


def test_a_failed_write_leaves_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space"):
        write_part([extraction("a")], home, VERSION)
    assert list((home.extract / VERSION).iterdir()) == []


def test_two_writers_of_one_part_make_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def race(path: Path, target: Path) -> Path:
        monkeypatch.undo()
        write_part([extraction("a")], home, VERSION)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", race)
    part = write_part([extraction("a")], home, VERSION)
    assert list((home.extract / VERSION).iterdir()) == [part]


def test_a_damaged_part_is_named_and_set_aside(home: Home) -> None:
    part = write_part([extraction("a")], home, VERSION)
    (part / "reports.parquet").write_bytes(b"not parquet")
    with pytest.raises(LoadError, match=rf"{part.name} is damaged.*run again"):
        extracted_hashes(home, VERSION)
    assert extracted_hashes(home, VERSION) == set()
    assert write_part([extraction("a")], home, VERSION) == part
    (part / "cells.parquet").unlink()
    with pytest.raises(LoadError, match=r"cells\.parquet is missing.*set aside"):
        part_files(home, VERSION)
    sweep_leftovers(home)
    assert not list((home.extract / VERSION).iterdir())


def test_lines_stand_side_by_side_as_in_the_cells(home: Home) -> None:
    figures = {**consistent(), ("t3", "carried_out", "total"): None}
    part = write_part([extraction("a", figures=figures)], home, VERSION)
    cells = {
        (row["table_code"], row["line_code"], row["column_code"]): row["value"]
        for row in pq.read_table(part / "cells.parquet").to_pylist()
    }
    for table_code, name in WIDE.items():
        rows = pq.read_table(part / f"{name}.parquet").to_pylist()
        wide = {
            (table_code, row["line_code"], column): row[column]
            for row in rows
            for column in TABLES[name].names[2:]
        }
        assert wide == {key: value for key, value in cells.items() if key[0] == table_code}


def test_blanks_stay_null_and_are_counted() -> None:
    figures = {("t3", "new_requests", "total"): None, ("t4", "reconsideration", "total"): 3}
    tables = tables_of([extraction("a", figures=figures)])
    (report,) = tables["reports"].to_pylist()
    assert (report["cells_expected"], report["cells_filled"]) == (200, 199)
    cells = {
        (c["table_code"], c["line_code"], c["column_code"]): c for c in tables["cells"].to_pylist()
    }
    assert cells["t3", "new_requests", "total"]["value"] is None
    assert cells["t4", "reconsideration", "total"]["value"] == Decimal(3)


def test_places_are_flattened() -> None:
    place = Place("p[2]", 4, (1.0, 2.0, 3.0, 4.0))
    entry = extraction("a", extra={"issues": (Issue("parse.unknown_label", "x", place),)})
    (row,) = tables_of([entry])["issues"].to_pylist()
    assert [row[c] for c in ("page", "x0", "top", "x1", "bottom", "path")] == [
        4, 1.0, 2.0, 3.0, 4.0, "p[2]",
    ]  # fmt: skip


@pytest.mark.parametrize("figure", ["1e13", "-1000000000000", "0.1234567", "NaN"])
def test_a_figure_the_column_cannot_hold_is_left_out_and_said(figure: str) -> None:
    value = Decimal(figure)
    cell = StatCell("t3", "new_requests", "total", "number", value, raw_text=figure)
    entry = _with_everything(extraction("a", state="older_form"), value, cell)
    tables = tables_of([entry])
    (kept,) = tables["cells"].to_pylist()
    assert (kept["value"], kept["status"], kept["raw_text"]) == (None, "bad_number", figure)
    assert tables["claims"]["value"].null_count == tables["legacy"]["value"].null_count == 1
    assert tables["issues"]["code"].to_pylist() == [TOO_LONG] * 3


def test_the_longest_figures_are_held_digit_for_digit() -> None:
    value = Decimal("999999999999.999999")
    cell = StatCell("t3", "new_requests", "total", "number", value)
    tables = tables_of([_with_everything(extraction("a", state="partial"), value, cell)])
    for name in ("cells", "claims", "legacy"):
        assert tables[name]["value"].to_pylist() == [value]
    assert tables["labels"]["match"].to_pylist() == ["damaged"]


def _with_everything(entry: Extraction, value: Decimal, cell: StatCell) -> Extraction:
    report = replace(
        entry.report,
        cells=(cell,),
        claims=(Claim("new", value, "sentence"),),
        legacy=(LegacyFigure("label", "件", value, "raw"),),
        labels=(LabelReading("t3", "new_requests", "printed", "damaged"),),
    )
    return replace(entry, report=report)
