"""Real documents, where a folder of them is at hand: every figure of the three tables in place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.read import read_document
from pipeline.records import Grid, Reading
from tests.read.builders import grids


def requests(path: Path, real_dir: Path) -> list[str]:
    """The figures of the table of requests as the hand-made list of true cells has them."""
    truth = real_dir.parent / "truth" / "cells.csv"
    if not truth.exists():
        pytest.skip("no list of true cells beside the real documents")
    with truth.open(encoding="utf-8") as rows:
        name = path.relative_to(real_dir).as_posix()
        cells = [row for row in csv.DictReader(rows) if row["document"] == name]
    return [row["raw_if_not_plain"] or row["value"] for row in cells if row["table"] == "t3"]


def body(grid: Grid) -> list[list[str]]:
    """The last seven cells of the rows that have as many figures or blanks at their end."""
    rows = [[cell.text for cell in row] for row in grid.rows if len(row) >= 8]
    return [row[-7:] for row in rows if all(not text or text.isdigit() for text in row[-7:])]


def test_every_figure_of_the_ruled_tables_is_read(real_dir: Path) -> None:
    path = real_dir / "hzq2023.pdf"
    reading = read_document(path.read_bytes())
    found = [text for grid in grids(reading) for row in body(grid) for text in row]
    # The one row of the last table is fifteen wide: its last seven figures follow.
    assert found[:-7] == requests(path, real_dir)
    assert isinstance(reading, Reading)
    assert not reading.issues


@pytest.mark.parametrize("name", ["000_0c4d93608fc9577c", "002_25f0704815ae6a25"])
def test_every_figure_of_the_indented_dumps_is_read(name: str, real_dir: Path) -> None:
    path = real_dir / "seeds" / f"{name}.txt"
    found = [row for grid in grids(read_document(path.read_bytes())) for row in body(grid)]
    flat = [text for row in found[:-1] for text in row]
    truth = requests(path, real_dir)
    assert len([text for text in flat if text]) == len([text for text in truth if text])
    assert flat[-len(truth) :] == truth


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("000_0c4d93608fc9577c", "text/indented"),
        ("001_5a46c2b8c80e9869", "text/lines"),
        ("002_25f0704815ae6a25", "text/indented"),
        ("003_76be13fe57b21522", "text/fields"),
        ("004_4d605a2806eaa24b", "text/fields"),
    ],
)
def test_the_shape_of_each_dump_is_recognised(name: str, method: str, real_dir: Path) -> None:
    reading = read_document((real_dir / "seeds" / f"{name}.txt").read_bytes())
    assert isinstance(reading, Reading)
    assert reading.method == method
