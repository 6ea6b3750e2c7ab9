"""Rows that are laid out as the head over them, and rows that are not."""

from __future__ import annotations

import pytest

from pipeline.parse.heads import Head, fitted
from pipeline.parse.rows import Row
from pipeline.parse.table4 import parse_table4
from pipeline.records import GridCell, Place
from pipeline.registry.forms import table_form

HEAD = Head({"one": 1, "two": 2}, frozenset({0, 1, 2}), 3)


def row(*texts: str | None, ragged: bool = False) -> Row:
    """Return a row of cells; None where a span covers the place."""
    cells = (None if t is None else GridCell(t, at, Place()) for at, t in enumerate(texts))
    return Row(tuple(cells), 0, ragged=ragged)


@pytest.mark.parametrize(
    ("below", "is_over"),
    [
        (row("行", "1", "2"), True),
        (row("行", "", ""), True),
        (row("行", "1", "2", None), True),
        (row("行", "1", "2", "备注"), False),  # a cell more than the head has
        (row("行", "1", "2", "3"), False),
        (row("行", "1", "", "3"), False),
        (row("行", "1", "2", ""), False),  # which of them is the one too many?
    ],
)
def test_a_row_with_a_cell_too_many_is_not_laid_out_as_its_head(below: Row, is_over: bool) -> None:
    assert HEAD.is_over(below) is is_over


def test_figures_too_far_to_the_left_have_no_head() -> None:
    shifted = Head({"one": 2, "two": 3}, frozenset({0, 2, 3}), 4)
    assert shifted.is_bare(row("行", "1", "2", None))
    assert not shifted.is_bare(row("行", "7", "1", "2"))  # the number of the line


def test_an_empty_column_at_the_edge_of_most_rows_is_nothing() -> None:
    rows = [row("行", "1", "2", ""), row("行", "", "2", ""), row("行", "1", "2")]
    (head,) = fitted([(HEAD, rows)])
    assert head.is_narrow and all(map(head.is_over, rows))


def test_a_figure_behind_the_head_of_most_rows_makes_all_of_them_doubtful() -> None:
    rows = [row("行", "1", "", "2"), row("行", "1", "9", ""), row("行", "1", "2")]
    (head,) = fitted([(HEAD, rows)])
    assert not any(map(head.is_over, rows))


def test_two_rows_of_figures_under_one_head_of_table_4_are_not_told_apart() -> None:
    form = table_form("t4", 2021)
    results = [column.label_zh for column in form.columns] * len(form.lines)
    first, second = ([str(n + k) for n in range(len(results))] for k in (0, 1))
    twice = parse_table4([row(*results), row(*first), row(*second)], form)
    assert not twice.cells
    assert "parse.table_twice" in [issue.code for issue in twice.issues]
    assert parse_table4([row(*results), row(*first), row(*first)], form).cells
