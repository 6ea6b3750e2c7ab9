"""What unknown counts allow: sound for every consistent table, sharp where the form is sharp."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.bounds import Decision, Implied, decide
from pipeline.registry.sums import CellKey, UnitKey, sums_of
from tests.check.tables import balanced

Result = tuple[dict[UnitKey, Decision], dict[CellKey, Implied]]


def decide_table(figures: dict[CellKey, int | None]) -> Result:
    lines = tuple(dict.fromkeys(cell[1] for cell in figures))
    return decide(sums_of("t3", lines), figures)


def channel(**figures: int | None) -> Result:
    values: dict[CellKey, int | None] = {
        ("t4", "reconsideration", column): figures.get(column, 0)
        for column in ("upheld", "corrected", "other_result", "pending", "total")
    }
    return decide(sums_of("t4", ("reconsideration",)), values)


def outcome(result: Result) -> str:
    (decision,) = result[0].values()
    return decision.outcome


def test_a_full_sum_is_not_its_business() -> None:
    assert channel(upheld=1) == ({}, {})


def test_known_parts_above_the_total_fail() -> None:
    result = channel(upheld=3, corrected=None, total=2)
    assert outcome(result) == "fail"
    assert result[0]["T4-SUM", "t4.reconsideration"].gap == -1


def test_known_parts_equal_to_the_total_leave_only_zeros() -> None:
    result = channel(upheld=3, corrected=None, pending=None, total=3)
    assert outcome(result) == "pass"
    assert {implied.value for implied in result[1].values()} == {0}


def test_known_parts_below_the_total_decide_nothing() -> None:
    assert outcome(channel(upheld=1, corrected=None, total=3)) == "undecided"


def test_a_blank_total_is_undecided_even_where_its_parts_are_known() -> None:
    decisions, implied = channel(upheld=3, corrected=1, total=None)
    assert decisions["T4-SUM", "t4.reconsideration"].outcome == "undecided"
    assert implied["t4", "reconsideration", "total"].value == 4
    assert outcome(channel(total=None)) == "undecided"


def test_a_blank_channel_says_nothing() -> None:
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    decisions, implied = channel(**dict.fromkeys(columns, None))
    assert decisions["T4-SUM", "t4.reconsideration"].outcome == "undecided"
    assert implied == {}


def test_eleven_blanks_that_the_other_cells_force_to_zero() -> None:
    """The pattern of a real report: a blank total, and two lines blank for organisations."""
    figures: dict[CellKey, int | None] = dict(balanced(2019, lambda: 0))
    for line in ("new_requests", "disclosed_full", "outcomes_total"):
        figures["t3", line, "natural_person"] = figures["t3", line, "total"] = 22
    organisations = (
        "org_enterprise", "org_research", "org_public_welfare", "org_legal_service", "org_other",
    )  # fmt: skip
    blanks = [("t3", line, c) for line in ("outcomes_total", "carried_out") for c in organisations]
    blanks.append(("t3", "carried_in", "total"))
    figures |= dict.fromkeys(blanks, None)
    decisions, implied = decide_table(figures)
    assert {decision.outcome for decision in decisions.values()} == {"pass"}
    assert {cell: i.value for cell, i in implied.items()} == dict.fromkeys(blanks, 0)
    assert all(i.by for i in implied.values())


def test_another_sum_fixes_a_blank_total() -> None:
    figures: dict[CellKey, int | None] = dict(balanced(2021, lambda: 1))
    figures["t3", "outcomes_total", "org_other"] = None
    decisions, implied = decide_table(figures)
    assert {decision.outcome for decision in decisions.values()} == {"pass"}
    assert implied["t3", "outcomes_total", "org_other"].value == 21


def test_another_sum_fixes_a_blank_total_at_a_value_that_does_not_fit() -> None:
    figures: dict[CellKey, int | None] = dict(balanced(2021, lambda: 1))
    figures["t3", "outcomes_total", "org_other"] = None
    figures["t3", "disclosed_full", "org_other"] = 3
    decisions, _ = decide_table(figures)
    decision = decisions["T3-OUT", "t3.org_other"]
    assert decision.outcome == "fail"
    assert (decision.lhs.fixed, decision.rhs.fixed, decision.gap) == (21, 23, -2)


def test_an_empty_table_is_undecided_everywhere() -> None:
    decisions, implied = decide_table(dict.fromkeys(balanced(2021, lambda: 0), None))
    assert len(decisions) == 39
    assert {decision.outcome for decision in decisions.values()} == {"undecided"}
    assert implied == {}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), share=st.floats(0, 0.6), layout=st.sampled_from((2019, 2021)))
def test_blanks_in_a_balanced_table_never_fail(seed: int, share: float, layout: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - figures of a test
    full = balanced(layout, lambda: dice.choice((0, 0, 0, 1, 7)))
    figures = {cell: None if dice.random() < share else n for cell, n in full.items()}
    decisions, implied = decide_table(figures)
    assert "fail" not in {decision.outcome for decision in decisions.values()}
    assert {cell: i.value for cell, i in implied.items()} == {cell: full[cell] for cell in implied}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_wrong_cell_is_never_forgiven_by_a_blank_elsewhere(seed: int) -> None:
    """One wrong cell makes its row and its columns fail; a blank outside them changes nothing."""
    dice = random.Random(seed)  # noqa: S311 - figures of a test
    figures: dict[CellKey, int | None] = dict(balanced(2021, lambda: dice.choice((0, 0, 1, 5))))
    blank = ("t3", "disclosed_full", "org_research")
    figures[blank] = None
    wrong = ("t3", "disclosed_partial", "natural_person")
    figures[wrong] = (figures[wrong] or 0) + 1
    decisions, _ = decide_table(figures)
    assert {d.outcome for d in decisions.values()} == {"pass"}
    assert all(
        blank in (*s.lhs, *s.rhs) for s in sums_of("t3", _lines(figures)) if s.unit in decisions
    )


def _lines(figures: dict[CellKey, int | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell[1] for cell in figures))
