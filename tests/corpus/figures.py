"""Figures of one report: what is printed in every statutory cell, and what it means.

`consistent` draws figures for which every identity of the registry holds, whatever the layout.
What must not go here: labels, prose, containers.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pipeline.registry.forms import (
    TABLES,
    IdentityTerm,
    TableForm,
    identities,
    layouts,
    table_form,
)

Key = tuple[str, str, str]
"""(table_code, line_code, column_code)"""

ORGAN = "云岭市青榆县人民政府"
CARRIED = Path(__file__).with_name("carried.toml")
BLANK = "_"
# In table 2 a stock is never below the flow that feeds it, and a change never eats more than was.
AT_LEAST = {"published_stock": "published_in_year", "in_force": "issued_in_year"}
CHANGE_OF = {"items_change": "items_prior_year"}


@dataclass(frozen=True)
class Figures:
    """The statutory cells of one report: the text printed in each, and its true value."""

    organ: str
    year: int
    layout_t2: int
    layout_t3: int
    cells: Mapping[Key, str]
    truth: Mapping[Key, Decimal | None]

    def form(self, table_code: str) -> TableForm:
        """Return the form of one table, in the layout in which this report prints it."""
        return table_form(table_code, self.layout_t2 if table_code == "t2" else self.layout_t3)

    def printed(self, changes: Mapping[Key, tuple[str, Decimal | None]]) -> Figures:
        """Return the same figures with other texts and values in some cells."""
        return replace(
            self,
            cells={**self.cells, **{key: text for key, (text, _) in changes.items()}},
            truth={**self.truth, **{key: value for key, (_, value) in changes.items()}},
        )


def dice(seed: int | str) -> random.Random:
    """Return the dice of one case: the same seed gives the same case."""
    return random.Random(seed)  # noqa: S311 - nothing here is secret


def keys_of(form: TableForm) -> list[Key]:
    """Return the keys of all cells of a table in the order of the form."""
    return [(form.table_code, line, column) for line, column in form.cells]


def consistent(
    seed: int,
    layout: int,
    *,
    organ: str = ORGAN,
    year: int | None = None,
    layout_t3: int | None = None,
    dense: bool = True,
) -> Figures:
    """Return random figures that satisfy every identity; `dense` ones leave few zeros.

    Tables 3 and 4 follow `layout_t3` where it is given: offices do mix the layouts.
    """
    rng = dice(f"{seed}-{layout}")
    below = layout if layout_t3 is None else layout_t3
    first = next(entry.first_year for entry in layouts() if entry.layout == layout)
    forms = [table_form(code, layout if code == "t2" else below) for code in TABLES]
    cells: dict[Key, str] = {}
    truth: dict[Key, Decimal | None] = {}
    for form in forms:
        filled = (
            _disclosure(rng, form, dense) if form.table_code == "t2" else _sums(rng, form, dense)
        )
        for key in keys_of(form):
            value = filled[key[1], key[2]]
            cells[key] = printed_value(value, form.column(key[2]).kind, form.layout, rng)
            truth[key] = Decimal(value)
    return Figures(organ, first if year is None else year, layout, below, cells, truth)


Values = dict[tuple[str, str], Decimal]


def _draw(rng: random.Random, dense: bool, most: int = 60) -> Decimal:
    return Decimal(rng.randint(1, most) if rng.random() < (0.9 if dense else 0.12) else 0)


def _sums(rng: random.Random, form: TableForm, dense: bool) -> Values:
    """Draw the parts of tables 3 and 4, then work out every total from the identities."""
    parts = [c.column_code for c in form.columns if c.parent_column]
    values: Values = {}
    for line in form.lines:
        if line.role in ("outcome", "channel", "outflow"):
            values.update({(line.line_code, column): _draw(rng, dense) for column in parts})
    for column in parts:
        _work_out_lines(rng, form, column, values)
    for line in form.lines:
        for total, terms in _totals(form.table_code, "column"):
            known = (values[line.line_code, t.code] * t.weight for t in terms)
            values[line.line_code, total] = sum(known, Decimal(0))
    return values


def _totals(table_code: str, axis: str) -> list[tuple[str, list[IdentityTerm]]]:
    """Return the identities that have one total on their left side, with the parts of each."""
    mine = [t for t in identities() if t.table_code == table_code and t.axis == axis]
    found = []
    for rule in dict.fromkeys(t.rule_id for t in mine):
        left = [t for t in mine if t.rule_id == rule and t.side == "lhs"]
        if len(left) == 1:
            found.append((left[0].code, [t for t in mine if t.rule_id == rule and t.side == "rhs"]))
    return found


def _work_out_lines(rng: random.Random, form: TableForm, column: str, values: Values) -> None:
    """Fill the totals of one column, then what came in so that it balances what went out."""
    have = {line.line_code for line in form.lines}
    for total, terms in _totals(form.table_code, "line"):
        known = (values[t.code, column] * t.weight for t in terms if t.code in have)
        values[total, column] = sum(known, Decimal(0))
    went_out = sum(
        (values[x.line_code, column] for x in form.lines if x.role in ("outcome_total", "outflow")),
        Decimal(0),
    )
    inflows = [line.line_code for line in form.lines if line.role == "inflow"]
    for line_code in inflows[1:]:
        values[line_code, column] = Decimal(rng.randint(0, int(went_out) // 3))
        went_out -= values[line_code, column]
    if inflows:
        values[inflows[0], column] = went_out


def _disclosure(rng: random.Random, form: TableForm, dense: bool) -> Values:
    """Draw table 2: counts, changes that leave no stock below zero, money to the cent or finer."""
    values: Values = {}
    for line_code, column_code in form.cells:
        drawn = _draw(rng, dense, most=3000)
        if column_code in AT_LEAST:
            drawn += values[line_code, AT_LEAST[column_code]]
        elif column_code in CHANGE_OF:
            prior = int(values[line_code, CHANGE_OF[column_code]])
            drawn = Decimal(rng.randint(-prior, prior))
        elif form.column(column_code).kind == "money":
            drawn = drawn + Decimal(rng.randint(0, 999_999)) / 10 ** rng.choice((2, 4, 6))
        values[line_code, column_code] = drawn
    return values


def printed_value(value: Decimal, kind: str, layout: int, rng: random.Random) -> str:
    """Return the text that stands for a value: signs may be shown, money may carry its unit."""
    if kind == "money":
        plain = f"{value.normalize():f}"
        # the head of the older layout states no unit
        return f"{plain}万元" if layout == layouts()[0].layout else plain
    if kind == "signed_count" and value > 0:
        return f"{rng.choice(('+', ''))}{value}"
    return str(value)


@lru_cache
def _carried() -> dict[str, dict[str, object]]:
    return tomllib.loads(CARRIED.read_text(encoding="utf-8"))


def carried(name: str, organ: str, year: int) -> Figures:
    """Return figures carried over from a published report, under an invented organ.

    `carried.toml` lists the lines that are not all zero; `_` is a blank. Money without a unit
    has no value.
    """
    entry = _carried()[name]
    layout_t2, layout_t3 = int(str(entry["layout_t2"])), int(str(entry["layout_t3"]))
    cells: dict[Key, str] = {}
    truth: dict[Key, Decimal | None] = {}
    for code in TABLES:
        form = table_form(code, layout_t2 if code == "t2" else layout_t3)
        listed = entry.get(code, {})
        for key, text in _carried_cells(form, listed if isinstance(listed, dict) else {}):
            cells[key] = "" if text == BLANK else text
            truth[key] = _meaning(text, form.column(key[2]).kind, form.layout)
    return Figures(organ, year, layout_t2, layout_t3, cells, truth)


def _carried_cells(form: TableForm, listed: Mapping[str, str]) -> Iterable[tuple[Key, str]]:
    for line in form.lines:
        columns = form.columns_of(line.line_code)
        texts = listed.get(line.line_code, " ".join("0" for _ in columns)).split()
        for column, text in zip(columns, texts, strict=True):
            yield (form.table_code, line.line_code, column), text


def _meaning(text: str, kind: str, layout: int) -> Decimal | None:
    """Return the value of a text as `carried.toml` writes it."""
    number = text.rstrip("万元宗件")
    if text == BLANK:
        return None
    bare_money = kind == "money" and number == text and layout == layouts()[0].layout
    if bare_money and Decimal(number) != 0:
        return None
    return Decimal(number)
