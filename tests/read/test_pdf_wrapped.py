"""Figures wrapped by a narrow column are one, figures one above another are none."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from tests.read.builders import cells, grids, pdf, ruled, show

# two digits and the margins of a cell, or three
NARROW, WIDE = (100, 200, 238, 276), (100, 200, 250, 300)


def row(xs: tuple[int, ...], *figures: tuple[str, ...]) -> list[str]:
    """Print a row of a label and figures in lines, each line centred as word processors do."""
    page = ruled(xs, (600, 640)) + show(105, 617, "规章")
    for left, lines in zip(xs[1:], figures, strict=False):
        for n, text in enumerate(lines):
            page += show(left + 6, 617 + 6 * (len(lines) - 1) - 12 * n, text)
    return cells(grids(read_document(pdf(page)))[0])[0]


def test_the_last_digit_of_a_full_line_is_of_the_figure() -> None:
    assert row(NARROW, ("15", "0"), ("7",)) == ["规章", "150", "7"]
    assert row(NARROW, ("15", "02"), ("71",)) == ["规章", "1502", "71"]
    assert row(NARROW, ("15", "02", "9"), ("71",)) == ["规章", "15029", "71"]


@pytest.mark.parametrize(
    ("xs", "figures"),
    [
        (WIDE, (("15", "0"), ("7",))),  # room for a further digit in the first line
        (NARROW, (("15", "0"), ("71", "2"))),  # every figure in two lines: two rows
        (NARROW, (("15", "0"), ("",))),  # nothing stands beside it
        (NARROW, (("15", "章章"), ("7",))),
        (NARROW, (("1", "0"), ("7",))),
    ],
)
def test_what_may_be_two_figures_is_left_in_two_lines(
    xs: tuple[int, ...], figures: tuple[tuple[str, ...], ...]
) -> None:
    assert row(xs, *figures)[1] == "\n".join(figures[0])


def test_a_figure_level_with_the_last_line_is_of_a_row_of_its_own() -> None:
    page = ruled(NARROW, (600, 640)) + show(105, 617, "规章")
    page += show(206, 623, "15") + show(206, 611, "0") + show(244, 611, "7")
    assert cells(grids(read_document(pdf(page)))[0])[0][1] == "15\n0"
