"""Figures that stand half a line off their row: of it, unless they go on in another line."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from tests.corpus.pdf_file import Page, write
from tests.read.builders import texts

LEVEL, ABOVE, BELOW = 106.0, 100.0, 112.0  # points: the size of the print is 10


def shown(*placed: tuple[float, float, str], size: float = 10) -> list[str]:
    page = Page()
    for x, y, text in placed:
        page.text(x, y, size, text)
    return texts(read_document(write([page])))


@pytest.mark.parametrize("level", [ABOVE, BELOW])
def test_a_figure_half_a_line_off_keeps_its_place_in_the_row(level: float) -> None:
    figures = [str(11 * at) for at in range(1, 11)]
    levels = [level if at == 3 else LEVEL for at in range(10)]
    lines = enumerate(zip(levels, figures, strict=True), start=1)
    placed = [(50.0 * at, y, text) for at, (y, text) in lines]
    assert shown(*placed) == figures


def test_a_label_takes_the_figures_on_both_of_its_sides() -> None:
    row = shown((60, LEVEL, "行政许可"), (200, ABOVE, "1"), (250, LEVEL, "2"), (300, BELOW, "3"))
    assert row == ["行政许可", "1", "2", "3"]


@pytest.mark.parametrize("end", [BELOW, BELOW + 6])
def test_a_figure_that_goes_on_below_is_not_put_into_the_row(end: float) -> None:
    row = shown((60, LEVEL, "行政许可"), (200, ABOVE, "1"), (250, LEVEL, "2"), (200, end, "234"))
    assert row == ["1", "行政许可", "2", "234"]


def test_the_mark_of_a_note_is_no_figure_of_the_row() -> None:
    page = Page()
    for x, text in ((60, "行政许可"), (200, "12"), (250, "7")):
        page.text(x, LEVEL, 10, text)
    page.text(225, LEVEL - 5, 5, "1")
    assert texts(read_document(write([page]))) != ["行政许可", "12", "1", "7"]
