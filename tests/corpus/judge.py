"""What a reading of a case got wrong, and what it left out: the two questions of every test."""

from __future__ import annotations

from decimal import Decimal

from pipeline.records import Report
from tests.corpus.damage import Case, unsure_rows
from tests.corpus.figures import Key

Found = tuple[Key, Decimal | None, Decimal | None]
"""The cell, the value read and the value printed."""


def values(report: Report) -> dict[Key, Decimal | None]:
    """Return the value of every cell of a report."""
    return {(c.table_code, c.line_code, c.column_code): c.value for c in report.cells}


def wrong(case: Case, report: Report) -> list[Found]:
    """Return the cells that were given a value that is not printed for them."""
    truth = case.figures.truth
    return [
        (key, value, truth.get(key))
        for key, value in values(report).items()
        if value is not None and value != truth.get(key)
    ]


def lost(case: Case, report: Report, *, without_blanks: bool = False) -> list[Found]:
    """Return the cells whose value was not found though it could have been.

    In a shape that loses which cells are blank, the rows that have blanks may be left out.
    """
    unsure = set(case.unsure)
    if without_blanks:
        unsure |= unsure_rows(
            case, [k for k, text in case.figures.cells.items() if not text.strip()]
        )
    read = values(report)
    return [
        (key, read.get(key), value)
        for key, value in case.figures.truth.items()
        if value is not None and read.get(key) is None and key not in unsure
    ]
