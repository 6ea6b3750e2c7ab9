"""Two readings of one document: agreement, doubt, and a table that only one of them found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.parse.second_look import held_together, is_odd
from pipeline.records import Report, StatCell
from pipeline.registry.forms import TABLES, table_form

LAYOUT = 2021


def _report(changes: dict[tuple[str, str, str], StatCell | None] | None = None) -> Report:
    """A report full of zeros, which balances; None in `changes` is a cell not found."""
    cells = []
    for table in TABLES:
        for line, column in table_form(table, LAYOUT).cells:
            key = (table, line, column)
            cell = StatCell(*key, "zero", Decimal(0), "件", "0")
            changed = (changes or {}).get(key, cell)
            cells.append(changed or StatCell(*key, "missing"))
    state = "partial" if any(c.status == "missing" for c in cells) else "read"
    return Report(state, cells=tuple(cells), layout_t2=LAYOUT, layout_t3=LAYOUT)


def _number(key: tuple[str, str, str], value: int) -> dict[tuple[str, str, str], StatCell | None]:
    return {key: StatCell(*key, "number", Decimal(value), "件", str(value))}


UPHELD = ("t4", "reconsideration", "upheld")


def test_what_balances_needs_no_second_look() -> None:
    assert not is_odd(_report())


def test_a_failing_sum_or_a_missing_cell_needs_one() -> None:
    assert is_odd(_report(_number(UPHELD, 3)))
    assert is_odd(_report({UPHELD: None}))


def test_agreement_changes_nothing() -> None:
    first = _report(_number(UPHELD, 3))
    assert held_together(first, first) == first


def test_disagreement_is_doubtful_and_null() -> None:
    result = held_together(_report(_number(UPHELD, 3)), _report(_number(UPHELD, 8)))
    (cell,) = [c for c in result.cells if c.status == "doubtful"]
    assert (cell.table_code, cell.line_code, cell.column_code) == UPHELD
    assert cell.value is None
    assert cell.raw_text == "3 | 8"
    assert [i.code for i in result.issues] == ["parse.readings_differ"]


def test_a_table_that_only_the_second_found_whole_is_taken() -> None:
    first = _report({UPHELD: None})
    second = _report()
    result = held_together(first, second)
    assert result.state == "read"
    assert result.cells == second.cells
    assert [i.code for i in result.issues] == ["parse.second_reading"]


def test_a_second_reading_that_disagrees_elsewhere_is_not_taken() -> None:
    first = replace(_report({UPHELD: None}))
    second = _report(_number(("t4", "reconsideration", "total"), 5))
    result = held_together(first, second)
    assert {c.status for c in result.cells} == {"zero", "missing", "doubtful"}
    assert all(c.value in (None, Decimal(0)) for c in result.cells)
