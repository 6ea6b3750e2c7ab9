"""Alignment keeps the order of both sides and takes the best sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.align import align


def test_rows_take_their_lines() -> None:
    assert align([[1.0, 0.0], [0.0, 1.0]]) == [0, 1]


def test_nothing_to_align() -> None:
    assert align([]) == []
    assert align([[], []]) == [None, None]


def test_rows_that_fit_nothing_are_left_out() -> None:
    assert align([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]) == [0, None, 1]


def test_order_decides_between_equal_labels() -> None:
    alike = [[1.0, 1.0, 1.0]] * 3
    assert align(alike) == [0, 1, 2]


def test_better_label_wins_over_earlier_one() -> None:
    assert align([[0.7], [1.0]]) == [None, 0]


def test_a_lost_row_does_not_move_the_others() -> None:
    assert align([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]) == [0, 2]


SCORES = st.integers(0, 6).flatmap(
    lambda lines: st.lists(
        st.lists(st.sampled_from([0.0, 0.6, 0.9, 1.0]), min_size=lines, max_size=lines), max_size=6
    )
)


@given(SCORES)
def test_order_is_kept_and_nothing_is_used_twice(scores: list[list[float]]) -> None:
    found = [(row, line) for row, line in enumerate(align(scores)) if line is not None]
    lines = [line for _, line in found]
    assert lines == sorted(set(lines))
    assert all(scores[row][line] > 0 for row, line in found)
