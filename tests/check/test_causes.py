"""What counts as one problem."""

from __future__ import annotations

from decimal import Decimal

from pipeline.check.causes import Judged, cause_keys
from pipeline.registry.sums import CellKey

TOTAL: CellKey = ("t3", "outcomes_total", "total")


def failed_sum(rule_id: str, scope: str, delta: int, *cells: CellKey) -> Judged:
    return Judged(rule_id, scope, "fail", True, True, cells, (), Decimal(delta))


def undecided_sum(scope: str, *unknown: CellKey) -> Judged:
    return Judged("T3-ROW", scope, "undecided", True, True, unknown, unknown)


def state(
    rule_id: str, scope: str, outcome: str, *cells: CellKey, is_implied_zero: bool = False
) -> Judged:
    return Judged(
        rule_id, scope, outcome, False, False, cells, cells, is_implied_zero=is_implied_zero
    )


def groups(*units: Judged) -> list[int]:
    """Number the causes in the order in which they appear."""
    keys = cause_keys(units)
    order = list(dict.fromkeys(keys))
    return [order.index(key) for key in keys]


def test_sums_that_are_off_alike_and_meet_in_a_cell_have_one_cause() -> None:
    assert groups(
        failed_sum("T3-OUT", "t3.total", -1, TOTAL),
        failed_sum("T3-ROW", "t3.outcomes_total", 1, TOTAL),
    ) == [0, 0]


def test_sums_that_meet_nowhere_or_differ_otherwise_do_not() -> None:
    elsewhere = ("t3", "carried_in", "total")
    assert groups(
        failed_sum("T3-OUT", "t3.total", -1, TOTAL),
        failed_sum("T3-ROW", "t3.carried_in", -1, elsewhere),
        failed_sum("T3-BAL", "t3.total", 2, TOTAL),
    ) == [0, 1, 2]


def test_a_chain_of_sums_is_one_cause() -> None:
    one, two = ("t3", "a", "x"), ("t3", "b", "x")
    assert groups(
        failed_sum("T3-ROW", "t3.a", 1, one),
        failed_sum("T3-ROW", "t3.b", 1, two),
        failed_sum("T3-OUT", "t3.x", -1, one, two),
    ) == [0, 0, 0]


def test_blanks_forced_to_zero_are_one_cause_and_the_others_of_a_table_another() -> None:
    cells: list[CellKey] = [("t3", line, "total") for line in ("a", "b", "c", "d")]
    assert groups(
        state("CP-BLANK", "t3.a.total", "fail", cells[0], is_implied_zero=True),
        state("CP-BLANK", "t3.b.total", "fail", cells[1], is_implied_zero=True),
        state("CP-BLANK", "t3.c.total", "fail", cells[2]),
        state("CP-BLANK", "t3.d.total", "fail", cells[3]),
        state("CP-BLANK", "t2.rules.in_force", "fail", ("t2", "rules", "in_force")),
    ) == [0, 0, 1, 1, 2]


def test_what_a_blank_leaves_undecided_follows_the_blank() -> None:
    cell = ("t3", "a", "total")
    assert groups(undecided_sum("t3.a", cell), state("CP-BLANK", "t3.a.total", "fail", cell)) == [
        0,
        0,
    ]


def test_what_words_in_a_cell_leave_undecided_follows_the_cell() -> None:
    cell = ("t3", "a", "total")
    assert groups(state("T3-INT", "t3.a.total", "fail", cell), undecided_sum("t3.a", cell)) == [
        0,
        0,
    ]


def test_a_missing_table_is_one_cause() -> None:
    assert groups(
        state("CP-SEC", "t3", "fail"),
        Judged("T3-BAL", "t3", "undecided", False, True),
        Judged("T3-ROW", "t3", "undecided", False, True),
        state("CP-SEC", "s3", "fail"),
    ) == [0, 0, 0, 1]


def test_doubtful_cells_of_a_table_are_one_cause() -> None:
    one, two = ("t3", "a", "total"), ("t3", "b", "total")
    assert groups(
        state("T3-INT", "t3.a.total", "undecided", one),
        state("T3-INT", "t3.b.total", "undecided", two),
        undecided_sum("t3.b", two),
    ) == [0, 0, 0]
