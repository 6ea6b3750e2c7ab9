"""Figures of many reports at once: every sum of the forms holds, and every chain between years.

What must not go here: files, names, anything but numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.registry.forms import TableForm, expected_layout, table_form

YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
FILLED = 0.12  # share of the outcome cells above 0
LEADING = 1_000  # what a report on a whole area has beyond those of its organs
BROKEN = 0.02  # share of the reports in which one figure is wrong

Array = np.ndarray


@dataclass(frozen=True)
class Block:
    """The figures of some organs for one year, reports × cells in form order.

    `values` is what the tables print, `stated` what the prose says: the figures before one of them
    was printed wrong.
    """

    year: int
    values: Array
    stated: Array


def block(seed: int, organs: int, leading: Array) -> Iterator[Block]:
    """Yield the figures of so many organs, year by year.

    `leading` marks those whose reports count the organs below them too: no figure of an organ
    below, nor all of them together, is above theirs.
    """
    dice = np.random.default_rng(seed)
    carried = dice.integers(0, 3, (organs, 6)) + LEADING * leading[:, None]
    stocks = dice.integers(10, 400, (organs, 8))
    for year in YEARS:
        layout = expected_layout(year) or 0
        second, stocks = _disclosure(dice, layout, year, stocks, leading)
        third, carried = _requests(dice, table_form("t3", layout), carried, leading)
        stated = np.concatenate([second, third, _remedies(dice, organs)], axis=1)
        values = stated.copy()
        _spoil(dice, values, second.shape[1], third.shape[1])
        yield Block(year, values, stated)


def _requests(
    dice: np.random.Generator, form: TableForm, carried: Array, leading: Array
) -> tuple[Array, Array]:
    """Return table 3 as reports × cells, and what is carried out of the year."""
    organs = len(carried)
    place = {line.line_code: i for i, line in enumerate(form.lines)}
    table = np.zeros((organs, len(form.lines), 7), dtype=np.int64)
    outcomes = [i for i, line in enumerate(form.lines) if line.role == "outcome"]
    drawn = dice.integers(1, 40, (organs, len(outcomes), 6))
    table[:, outcomes, :6] = drawn * (dice.random(drawn.shape) < FILLED)
    table[np.ix_(leading, outcomes, range(6))] = LEADING + drawn[leading]
    carried_out = dice.integers(0, 3, (organs, 6)) + LEADING * leading[:, None]
    short = np.maximum(carried - carried_out - table[:, outcomes, :6].sum(axis=1), 0)
    table[:, place["disclosed_full"], :6] += short
    total = table[:, outcomes, :6].sum(axis=1)
    table[:, place["outcomes_total"], :6] = total
    table[:, place["carried_in"], :6] = carried
    table[:, place["carried_out"], :6] = carried_out
    table[:, place["new_requests"], :6] = total + carried_out - carried
    table[:, :, 6] = table[:, :, :6].sum(axis=2)
    return table.reshape(organs, -1), carried_out


def _remedies(dice: np.random.Generator, organs: int) -> Array:
    """Return table 4: three channels of four results and their total."""
    table = np.zeros((organs, 3, 5), dtype=np.int64)
    table[:, :, :4] = dice.integers(1, 20, (organs, 3, 4)) * (dice.random((organs, 3, 4)) < FILLED)
    table[:, :, 4] = table[:, :, :4].sum(axis=2)
    return table.reshape(organs, -1)


def _disclosure(
    dice: np.random.Generator, layout: int, year: int, stocks: Array, leading: Array
) -> tuple[Array, Array]:
    """Return table 2 and the stocks that the next year starts from."""
    organs = len(stocks)
    form = table_form("t2", layout)
    drawn = {cell: dice.integers(0, 9, organs) for cell in form.cells}
    for (_, column), figures in drawn.items():
        if column in ("decisions", "fee_amount"):
            figures += LEADING * leading
    after = stocks.copy()
    for i, line in enumerate(form.lines):
        code = line.line_code
        if layout == 2019 and i < 2:
            drawn[code, "published_in_year"] = drawn[code, "produced_in_year"]
            after[:, i] += drawn[code, "published_in_year"]
            drawn[code, "published_stock"] = after[:, i]
        elif (code, "items_change") in drawn:
            drawn[code, "items_prior_year"] = stocks[:, i]
            drawn[code, "items_change"] -= 4
            after[:, i] += drawn[code, "items_change"]
        elif (code, "in_force") in drawn:
            after[:, i] += drawn[code, "issued_in_year"]
            drawn[code, "repealed_in_year"] = np.minimum(drawn[code, "repealed_in_year"], 5)
            after[:, i] -= drawn[code, "repealed_in_year"]
            drawn[code, "in_force"] = after[:, i]
    return np.stack([drawn[cell] for cell in form.cells], axis=1), np.maximum(after, 0)


def _spoil(dice: np.random.Generator, values: Array, before: int, cells: int) -> None:
    """Make one figure of table 3 wrong in some reports."""
    chosen = np.flatnonzero(dice.random(len(values)) < BROKEN)
    where = before + dice.integers(0, cells, len(chosen))
    values[chosen, where] += dice.integers(1, 6, len(chosen))
