"""Figures that stand in the wrong cells: what is taken for a shift, and what is not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.check.diagnosis.diagnose import causes_of
from pipeline.check.diagnosis.model import Cause, Table
from pipeline.check.diagnosis.network import Network, network
from pipeline.check.diagnosis.words import repair_record, repair_words
from pipeline.registry.forms import table_form
from pipeline.registry.sums import CellKey
from tests.corpus.figures import consistent, dice
from tests.corpus.slips import Slipped, many_cells, run_left, run_right

Figures = dict[CellKey, int]


def net_of(table: str, layout: int = 2021) -> Network:
    return network(table, tuple(line.line_code for line in table_form(table, layout).lines))


def remedies(*figures: int) -> Figures:
    cells = [("t4", *cell) for cell in table_form("t4", 2021).cells]
    return dict(zip(cells, [*figures, *([0] * (15 - len(figures)))], strict=True))


def truth_of(seed: int, layout: int = 2021) -> Figures:
    drawn = consistent(seed, layout, dense=True).truth
    return {cell: int(value or 0) for cell, value in drawn.items() if cell[0] == "t3"}


def only(cause: list[Cause]) -> Cause:
    assert len(cause) == 1
    return cause[0]


def put_back(values: Figures, cause: Cause) -> Figures:
    return values | {c.cell: c.new or 0 for c in cause.mends[0].changes}


@pytest.mark.parametrize("injector", [run_right, run_left])
def test_lines_below_a_page_break_are_put_back(injector: object) -> None:
    for seed in range(8):
        truth = truth_of(seed)
        printed = injector(dict(truth), dice(f"run-{seed}"))  # type: ignore[operator]  # a function of the case
        if printed is None:
            continue
        net = net_of("t3")
        cause = only(causes_of(net, Table(printed.values)))
        assert cause.mends[0].is_displacement
        assert put_back(dict(printed.values), cause) == truth


def test_a_row_moved_by_one_cell_is_told_by_figures_that_fit_nowhere_else() -> None:
    net = net_of("t4")
    printed = remedies(0, 0, 53, 0, 0, 53)
    cause = only(causes_of(net, Table(printed)))
    assert cause.mends[0].pattern == "cells_right"
    assert put_back(printed, cause) == remedies(0, 53, 0, 0, 53)


def test_a_row_that_lost_its_first_cell_is_told_likewise() -> None:
    printed = remedies(0, 0, 0, 0, 0, 31, 27, 0, 58, 0)
    cause = only(causes_of(net_of("t4"), Table(printed)))
    assert cause.mends[0].pattern == "cells_left"
    assert put_back(printed, cause) == remedies(0, 0, 0, 0, 0, 0, 31, 27, 0, 58)


def test_a_lone_total_at_zero_is_no_shift() -> None:
    cause = only(causes_of(net_of("t4"), Table(remedies(*[0] * 10, 0, 40, 0, 0, 0))))
    assert cause.mends[0].pattern == "total_zero"
    assert not cause.mends[0].is_displacement


def test_a_vacated_cell_holds_no_figure() -> None:
    printed = remedies(7, 0, 53, 0, 0, 53)
    for cause in causes_of(net_of("t4"), Table(printed)):
        assert not cause.mends[0].is_displacement or cause.mends[0].pattern != "cells_right"


def test_totals_of_many_lines_left_at_zero_are_one_cause() -> None:
    truth = truth_of(3)
    lines = [line for line in net_of("t3").lines if truth["t3", line, "total"]][3:9]
    printed = {**truth, **{("t3", line, "total"): 0 for line in lines}}
    cause = only(causes_of(net_of("t3"), Table(printed)))
    assert cause.mends[0].pattern == "totals_zero"
    assert put_back(printed, cause) == truth


def test_a_column_of_totals_that_changed_places_is_put_back() -> None:
    truth = truth_of(5)
    printed = dict(truth)
    for line in net_of("t3").lines:
        total, other = ("t3", line, "total"), ("t3", line, "org_other")
        printed[total], printed[other] = truth[other], truth[total]
    cause = only(causes_of(net_of("t3"), Table(printed)))
    assert cause.mends[0].pattern == "columns_swapped"
    assert put_back(printed, cause) == truth


def _many(seed: int) -> Slipped:
    truth = truth_of(seed)
    printed = many_cells(dict(truth), dice(f"many-{seed}"))
    assert printed is not None
    return printed


def test_many_slips_are_mended_by_no_more_cells_than_are_wrong() -> None:
    net = net_of("t3")
    solved = 0
    for seed in range(6):
        printed = _many(seed)
        assert len(net.residuals(printed.values)) > 8
        causes = causes_of(net, Table(printed.values))
        if any(cause.outcome != "mended" for cause in causes):
            continue
        solved += 1
        whole = dict(printed.values)
        for cause in causes:
            whole = put_back(whole, cause)
        assert net.residuals(whole) == {}
        changed = {c for cause in causes for c in cause.cells}
        assert len(changed) <= len(printed.cells)
    assert solved >= 4


def test_equal_mends_are_not_told_apart() -> None:
    cause = only(causes_of(net_of("t4"), Table(remedies(*[0] * 10, 0, 0, 0, 0, 27))))
    assert len({mend.weight for mend in cause.mends[:3]}) == 1
    assert json.loads(repair_record(cause))["confidence"] == "one_of"
    assert "不能确定" in repair_words(cause, lambda _: 2021, "zh").mend
    assert "cannot tell" in repair_words(cause, lambda _: 2021, "en").mend


def test_a_search_cut_short_says_so() -> None:
    (cause, *_) = causes_of(net_of("t4"), Table(remedies(10, 1)))
    assert json.loads(repair_record(cause))["confidence"] == "only"
    cut = replace(cause, is_complete=False)
    assert json.loads(repair_record(cut))["confidence"] == "unproven"
    assert "上限" in repair_words(cut, lambda _: 2021, "zh").mend
    assert "limit" in repair_words(cut, lambda _: 2021, "en").mend
