"""What is struck out is shown as such, and is no digit of the figure beside it."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.read import read_document
from pipeline.read.pdf_struck import STROKE
from tests.read.builders import cells, grids, line, pdf, ruled, show

TABLE = ruled((100, 200, 300), (600, 620, 640)) + show(105, 625, "规章")


def figure(page: str) -> str:
    return cells(grids(read_document(pdf(TABLE + page)))[0])[0][1]


def test_a_stroke_through_digits_is_marked_on_them() -> None:
    assert figure(show(205, 625, "915") + line(205, 629, 215, 629)) == f"9{STROKE}15"


@pytest.mark.parametrize(
    "stroke",
    [
        line(205, 624, 215, 624),  # under the digits
        line(205, 636, 215, 636),  # over them
        line(201, 629, 299, 629),  # past them on both sides
        line(205, 629, 260, 629),
    ],
)
def test_other_lines_strike_nothing_out(stroke: str) -> None:
    assert STROKE not in "".join(
        text
        for grid in grids(read_document(pdf(TABLE + show(205, 625, "915") + stroke)))
        for row in cells(grid)
        for text in row
    )


def test_words_that_are_struck_out_are_no_label() -> None:
    words = show(205, 625, "章规") + line(205, 629, 225, 629)
    assert figure(words) == f"章{STROKE}规{STROKE}"


def test_a_struck_figure_has_no_value() -> None:
    head = show(105, 700, "某县2022年政府信息公开工作年度报告") + show(105, 680, "一、总体情况")
    report = extract(pdf(head + TABLE + show(205, 625, "915") + line(205, 629, 215, 629))).report
    assert all(cell.value is None for cell in report.cells)
