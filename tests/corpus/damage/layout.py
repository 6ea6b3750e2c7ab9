"""What is done to how a table is laid out: spans that are wrong, and cells too many.

A browser shows such tables askew, and a reader still takes the figures of a row in their order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.corpus.damage.case import Case
from tests.corpus.document import Box, BoxRow, Document, Table
from tests.corpus.figures import Key

SPAN_OF_LABEL = 3  # columns that the head over the labels of table 3 spans


def _figures_of(row: BoxRow) -> list[int]:
    return [at for at, box in enumerate(row) if box.key]


def _keys(row: BoxRow) -> set[Key]:
    return {box.key for box in row if box.key}


def _with_rows(document: Document, code: str, change: Callable[[Table], list[BoxRow]]) -> Document:
    table = document.tables()[code]
    return document.with_table(replace(table, rows=tuple(change(table))))


def _head_label(case: Case, colspan: int) -> Case:
    """Let the head over the labels of table 3 span another number of columns than these do."""

    def change(table: Table) -> list[BoxRow]:
        first = table.rows[0]
        return [(replace(first[0], colspan=colspan), *first[1:]), *table.rows[1:]]

    return replace(case, document=_with_rows(case.document, "t3", change))


def head_too_short(case: Case, _: random.Random) -> Case:
    """Move the heads of table 3 a column to the left of their figures."""
    return _head_label(case, SPAN_OF_LABEL - 1)


def head_too_long(case: Case, _: random.Random) -> Case:
    """Move the heads of table 3 a column to the right of their figures."""
    return _head_label(case, SPAN_OF_LABEL + 1)


def labels_unspanned(case: Case, _: random.Random) -> Case:
    """Leave all spans of the lines of table 3 out: figures begin right behind their label."""

    def change(table: Table) -> list[BoxRow]:
        end = table.head_rows()
        lines = (tuple(replace(b, colspan=1, rowspan=1) for b in row) for row in table.rows[end:])
        return [*table.rows[:end], *lines]

    return replace(case, document=_with_rows(case.document, "t3", change))


def extra_cell(case: Case, rng: random.Random) -> Case:
    """Put a figure too many into a row of every table: none of these rows can be trusted."""
    document, unsure = case.document, set(case.unsure)
    for code, table in document.tables().items():
        index = rng.choice([i for i, row in enumerate(table.rows) if len(_figures_of(row)) > 1])
        row = table.rows[index]
        at = rng.choice(_figures_of(row)[1:])
        longer = (*row[:at], Box(str(rng.randint(0, 99))), *row[at:])
        rows = [*table.rows[:index], longer, *table.rows[index + 1 :]]
        document = _with_rows(document, code, lambda _, rows=rows: rows)
        unsure |= _keys(row)
    return replace(case, document=document, unsure=frozenset(unsure))


def spacer_cells(case: Case, rng: random.Random) -> Case:
    """Put an empty cell among the figures of every row of table 3, and none into its head."""
    at = rng.randint(1, 6)

    def change(table: Table) -> list[BoxRow]:
        starts = ((row, _figures_of(row)) for row in table.rows)
        return [
            (*row[: found[at]], Box(""), *row[found[at] :]) if found else row
            for row, found in starts
        ]

    lost = {key for key in case.figures.cells if key[0] == "t3"}
    document = _with_rows(case.document, "t3", change)
    return replace(case, document=document, unsure=case.unsure | lost)
