"""Rows without a readable label, placed between rows that have one."""

from __future__ import annotations

from pipeline.parse.lost_labels import place_between

YES, NO = [True], [False]


def test_a_single_row_takes_the_one_line_left() -> None:
    assert place_between([0, None, 2], [False, True, False], NO * 3, 25) == [0, 1, 2]


def test_a_row_is_not_placed_where_lines_are_left_over() -> None:
    assert place_between([0, None, 3], [False, True, False], YES * 3, 4) == [0, None, 3]


def test_several_rows_of_a_picture_are_placed_together() -> None:
    placed = [0, None, None, 3, 4, 5, 6]
    lost = [line is None for line in placed]
    assert place_between(placed, lost, YES * 7, 7) == [0, 1, 2, 3, 4, 5, 6]


def test_several_rows_of_a_text_stay_unplaced() -> None:
    placed = [0, None, None, 3, 4, 5, 6]
    assert place_between(placed, [line is None for line in placed], NO * 7, 7) == placed


def test_few_labels_vouch_for_nothing() -> None:
    placed = [0, None, None, 3]
    assert place_between(placed, [line is None for line in placed], YES * 4, 25) == placed


def test_a_row_that_is_not_lost_parts_the_gap() -> None:
    assert place_between([0, None, None, 3], [False, True, False, False], YES * 4, 4) == [
        0,
        None,
        None,
        3,
    ]


def test_rows_at_the_ends_stay_unplaced() -> None:
    assert place_between([None, 1, None], [True, False, True], YES * 3, 3) == [None, 1, None]
