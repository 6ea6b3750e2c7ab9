"""The smallest mend of a table: what is proposed, in which order, and when nothing is."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.check.diagnosis import solver
from pipeline.check.diagnosis.diagnose import causes_of
from pipeline.check.diagnosis.model import Cause, Table, Witness
from pipeline.check.diagnosis.network import Network, network
from pipeline.check.diagnosis.prose import cells_if_prose_is_right, displaced_blocks
from pipeline.check.diagnosis.slips import slip
from pipeline.check.diagnosis.solver import smallest
from pipeline.registry.diagnosis import limits
from pipeline.registry.forms import table_form
from pipeline.registry.sums import CellKey, column_codes
from tests.check.tables import balanced

LAYOUTS = (2019, 2021)
Figures = dict[CellKey, int]


def net_of(table: str, layout: int = 2021) -> Network:
    return network(table, tuple(line.line_code for line in table_form(table, layout).lines))


def table_three(seed: int, layout: int = 2021) -> Figures:
    dice = random.Random(seed)  # noqa: S311 - figures of a test
    return dict(balanced(layout, lambda: dice.choice((0, 0, 3, 9, 14, 27))))


def table_four(*figures: int) -> Figures:
    cells = [("t4", *cell) for cell in table_form("t4", 2021).cells]
    return dict(zip(cells, [*figures, *([0] * (15 - len(figures)))], strict=True))


def first_changes(causes: list[Cause]) -> set[tuple[CellKey, int | None]]:
    return {(c.cell, c.new) for cause in causes for c in cause.mends[0].changes}


def mended(values: Mapping[CellKey, int], cause: Cause, mend: int = 0) -> dict[CellKey, int]:
    return {**values, **{c.cell: c.new or 0 for c in cause.mends[mend].changes}}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_one_wrong_cell_of_table_three_is_named_wherever_it_is(layout: int) -> None:
    net = net_of("t3", layout)
    truth = table_three(layout, layout)
    for cell, figure in truth.items():
        (cause,) = causes_of(net, Table({**truth, cell: figure + 6}))
        assert cause.count == 1
        assert first_changes([cause]) == {(cell, figure)}
        assert len(cause.units) == (3 if cell[1] == "outcomes_total" else 2)


def test_a_table_that_balances_has_no_cause() -> None:
    assert causes_of(net_of("t3"), Table(table_three(3))) == []


def test_two_slips_of_one_size_are_two_causes() -> None:
    truth = table_three(5)
    one, other = ("t3", "disclosed_full", "natural_person"), ("t3", "refused_state_secret", "total")
    causes = causes_of(net_of("t3"), Table({**truth, one: truth[one] + 4, other: truth[other] + 4}))
    assert len(causes) == 2
    assert {frozenset(c.cells) for c in causes} == {frozenset([one]), frozenset([other])}
    assert all(mend.changes for cause in causes for mend in cause.mends)


def test_opposite_differences_are_one_case_under_the_wrong_applicant() -> None:
    values = table_three(8)
    cells = [("t3", "new_requests", c) for c in ("natural_person", "org_other")]
    values[cells[0]] -= 1
    values[cells[1]] += 1
    (cause,) = causes_of(net_of("t3"), Table(values))
    assert len(cause.units) == 2
    assert not any(unit[1] == "t3.total" for unit in cause.units)
    lines = {next(iter(mend.cells))[1] for mend in cause.mends}
    assert lines <= {"new_requests", "carried_in", "carried_out"}
    assert {mend.pattern for mend in cause.mends} <= {"misbooked", "swapped"}
    assert all(len(mend.cells) == 2 for mend in cause.mends)


@pytest.mark.parametrize(
    ("line", "other", "pattern"),
    [
        ("outcomes_total", "carried_out", "carried_out_included"),
        ("new_requests", "carried_in", "carried_in_included"),
    ],
)
def test_a_line_that_was_counted_into_another_is_named(line: str, other: str, pattern: str) -> None:
    columns = [column.column_code for column in table_form("t3", 2021).columns]
    for seed in range(5):
        truth = table_three(seed)
        steps = {("t3", line, c): truth["t3", other, c] for c in columns}
        values = truth | {cell: truth[cell] + step for cell, step in steps.items()}
        (cause,) = causes_of(net_of("t3"), Table(values))
        best = cause.mends[0]
        assert (best.pattern, best.is_displacement) == (pattern, False)
        assert {c.cell: c.new for c in best.changes} == {
            cell: truth[cell] for cell, step in steps.items() if step
        }
        assert all(mend.changes != best.changes for mend in cause.mends[1:])


@pytest.mark.parametrize("slips", [1, 2, 3])
def test_no_mend_is_smaller_than_the_one_proposed(slips: int) -> None:
    net = net_of("t3")
    for seed in range(4):
        dice = random.Random(f"{slips}-{seed}")  # noqa: S311 - figures of a test
        values = table_three(seed)
        for cell in dice.sample(sorted(values), slips):
            values[cell] += dice.randint(1, 9)
        table = Table(values)
        causes = causes_of(net, table)
        proposed = {c.cell for cause in causes for c in cause.mends[0].changes}
        (least, *_), _ = smallest(net, table, net.residuals(values), most=1)
        assert len(proposed) == len(least) <= slips


def test_a_search_ends_after_the_same_steps_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    net = net_of("t3")
    values = table_three(3)
    for number, cell in enumerate(sorted(values)[5::40]):
        values[cell] += 7 + number
    residuals = net.residuals(values)
    found, is_whole = smallest(net, Table(values), residuals, most=3)
    assert found and is_whole
    few = replace(limits(), steps=1)
    monkeypatch.setattr(solver, "limits", lambda: few)
    assert smallest(net, Table(values), residuals, most=3) == ([], False)


def test_every_mend_makes_all_sums_balance() -> None:
    net = net_of("t3", 2019)
    for seed in range(30):
        dice = random.Random(seed)  # noqa: S311 - figures of a test
        values = table_three(seed, 2019)
        for cell in dice.sample(sorted(values), 2):
            values[cell] += dice.randint(1, 9)
        causes = causes_of(net, Table(values))
        whole = dict(values)
        for cause in causes:
            whole = mended(whole, cause)
        assert net.residuals(whole) == {}
        if len(causes) == 1:
            for number in range(len(causes[0].mends)):
                assert net.residuals(mended(values, causes[0], number)) == {}


def test_a_likely_slip_stands_before_an_unlikely_one() -> None:
    net = net_of("t4")
    (cause,) = causes_of(net, Table(table_four(5, 11, 0, 0, 14)))
    assert [(c.cell[2], c.old, c.new) for m in cause.mends for c in m.changes] == [
        ("upheld", 5, 3), ("total", 14, 16), ("corrected", 11, 9),
    ]  # fmt: skip
    assert cause.mends[0].pattern == "digit"


def test_a_total_left_at_zero_is_named_first() -> None:
    causes = causes_of(net_of("t4"), Table(table_four(10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5)))
    assert len(causes) == 2
    assert {(c.cell[1:], c.new) for cause in causes for c in cause.mends[0].changes} == {
        (("reconsideration", "total"), 11),
        (("litigation_after_reconsideration", "total"), 5),
    }
    assert {cause.mends[0].pattern for cause in causes} == {"total_zero"}


def test_the_prose_tells_the_wrong_cell_of_a_channel() -> None:
    values = table_four(5, 11, 0, 0, 14)
    said = Witness(
        "count.t4.reconsideration.total", (("t4", "reconsideration", "total"),), Decimal(14)
    )
    part = Witness(
        "count.t4.reconsideration.upheld", (("t4", "reconsideration", "upheld"),), Decimal(5)
    )
    (cause,) = causes_of(net_of("t4"), Table(values, witnesses=(said, part)))
    assert first_changes([cause]) == {(("t4", "reconsideration", "corrected"), 9)}


def test_last_years_report_tells_which_line_the_case_is_missing_from() -> None:
    truth = table_three(8)
    cells = [("t3", "carried_in", c) for c in ("natural_person", "org_other")]
    for cell, line in ((c, x) for c in cells for x in ("carried_in", "carried_out")):
        for place in (("t3", line, cell[2]), ("t3", line, "total")):
            truth[place] += 5
    values = {**truth, cells[0]: truth[cells[0]] - 1, cells[1]: truth[cells[1]] + 1}
    net = net_of("t3")
    assert net.residuals(truth) == {}
    (unaided,) = causes_of(net, Table(values))
    assert first_changes([unaided]) != {(c, truth[c]) for c in cells}
    witnesses = tuple(Witness("XY-CARRY", (c,), Decimal(truth[c])) for c in cells)
    (told,) = causes_of(net, Table(values, witnesses=witnesses))
    assert first_changes([told]) == {(c, truth[c]) for c in cells}
    assert told.mends[0].claims == ()


def test_a_blank_is_filled_in_rather_than_a_figure_changed() -> None:
    values = table_four(5, 0, 0, 0, 9)
    blank = ("t4", "reconsideration", "pending")
    (cause,) = causes_of(net_of("t4"), Table(values, unknown=frozenset([blank])))
    (change,) = cause.mends[0].changes
    assert (change.cell, change.old, change.new) == (blank, None, 4)


def test_a_line_shifted_by_one_cell_is_named_beside_the_smallest_change() -> None:
    values = table_three(11)
    columns = column_codes("t3")
    cells = [("t3", "disclosed_partial", c) for c in columns]
    for cell, figure in zip(cells, (4, 8, 0, 15, 16, 23, 66), strict=True):
        for line in ("outcomes_total", "new_requests"):
            values["t3", line, cell[2]] += figure - values[cell]
        values[cell] = figure
    net = net_of("t3")
    assert net.residuals(values) == {}
    printed = dict(values)
    for cell, figure in zip(cells, (0, 4, 8, 0, 15, 16, 23), strict=True):
        printed[cell] = figure
    (cause,) = causes_of(net, Table(printed))
    assert cause.mends[0].pattern == "line_right"
    assert mended(printed, cause) == values


def test_a_channel_that_slipped_by_a_block_is_told_by_the_prose() -> None:
    values = table_four(0, 0, 0, 0, 0, 7, 2, 0, 0, 9, 3, 0, 0, 0, 3)
    blank = frozenset(c for c in values if c[1] == "reconsideration")
    litigation = ("litigation_direct", "litigation_after_reconsideration")

    def said(channels: tuple[str, ...], column: str, value: int) -> Witness:
        return Witness(f"{channels}", tuple(("t4", c, column) for c in channels), Decimal(value))

    witnesses = (
        said(("reconsideration",), "total", 9),
        said(("reconsideration",), "upheld", 7),
        said(("reconsideration",), "corrected", 2),
        said(litigation, "total", 5),
        said(litigation, "upheld", 4),
        said(litigation, "pending", 1),
    )
    table = Table(values, unknown=blank, witnesses=witnesses)
    (mend,) = displaced_blocks(net_of("t4"), table, {"reconsideration": True})
    right = {c.cell: c.new for c in mend.changes}
    assert mend.pattern == "block_right"
    assert [right.get(c, values[c]) for c in values] == [
        7,
        2,
        0,
        0,
        9,
        3,
        0,
        0,
        0,
        3,
        1,
        0,
        0,
        1,
        2,
    ]
    agreeing = Table(table_four(7, 2, 0, 0, 9), witnesses=witnesses[:3])
    assert displaced_blocks(net_of("t4"), agreeing, {"reconsideration": True}) == []


def test_what_the_table_would_cost_if_the_prose_were_right_is_counted() -> None:
    net = net_of("t3", 2019)
    values = dict.fromkeys(table_three(1, 2019), 0)
    for line, figure in (
        ("new_requests", 10),
        ("disclosed_full", 7),
        ("unavailable_not_held", 3),
        ("outcomes_total", 10),
    ):
        for column in ("natural_person", "total"):
            values["t3", line, column] = figure
    witnesses = tuple(
        Witness(line, (("t3", line, "total"),), Decimal(value))
        for line, value in (("new_requests", 4), ("outcomes_total", 4), ("disclosed_full", 0))
    )
    table = Table(values, witnesses=witnesses)
    assert cells_if_prose_is_right(net, table) == 8
    (least,), is_complete = smallest(net, table, {}, most=1, prose_is_right=True)
    assert is_complete
    assert len(least) == 8


def test_everything_wrong_is_said_to_be_unsolved_and_nothing_is_proposed() -> None:
    dice = random.Random(2)  # noqa: S311 - figures of a test
    values = {cell: dice.randint(0, 10**6) for cell in table_three(1)}
    for cause in causes_of(net_of("t3"), Table(values)):
        assert cause.outcome == "not_solved"
        assert cause.mends == ()


def test_huge_and_negative_figures_are_no_trouble() -> None:
    truth = table_three(4)
    cell = ("t3", "disclosed_full", "natural_person")
    (huge,) = causes_of(net_of("t3"), Table({**truth, cell: 10**17}))
    assert first_changes([huge]) == {(cell, truth[cell])}
    (negative,) = causes_of(net_of("t3"), Table({**truth, cell: -5}))
    assert first_changes([negative]) == {(cell, truth[cell])}


def test_a_table_that_is_mostly_unknown_is_not_mended() -> None:
    values = table_three(6)
    unknown = frozenset(sorted(values)[:100])
    values = {cell: 0 if cell in unknown else figure for cell, figure in values.items()}
    (cause,) = causes_of(net_of("t3"), Table(values, unknown=unknown))
    assert (cause.outcome, cause.mends) == ("unread", ())


@pytest.mark.parametrize(
    ("written", "right", "code"),
    [
        (5, 3, "digit"),
        (13, 31, "transposed"),
        (12, 123, "dropped"),
        (1123, 123, "added"),
        (0, 8, "zero"),
        (9, 10, "off_by_one"),
        (5, 13, None),
        (200, 20_000, "decimal"),
        (7, 7, None),
        (-3, 3, None),
    ],
)
def test_a_slip_has_a_name(written: int, right: int, code: str | None) -> None:
    assert slip(written, right) == code


def test_a_total_at_zero_and_money_in_the_wrong_unit_have_names_of_their_own() -> None:
    assert slip(0, 8, is_total=True) == "total_zero"
    assert slip(160_000, 16, is_money=True) == "unit"
