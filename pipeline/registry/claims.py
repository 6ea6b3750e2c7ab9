"""Which cells of the forms a claim of the prose states: the prose as a witness of the tables.

A claim on figures is named `kind.table.terms.column`, such as `count.t3.refused+unavailable.total`
or `share.t3.disclosed_full.total`. A term is a line, or a group of lines printed under one
heading; what follows the kind is also the scope of the findings on it.

What must not go here: how sentences are read (`prose/figures.toml`), any figure of a report.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.registry.forms import form_lines, layouts, table_form
from pipeline.registry.sums import CellKey

# Kinds of claims about cells. Of a share, the cells are those of its numerator.
COUNT, HANDLED, NONE, SHARE, CHANGE = "count", "handled", "none", "share", "change"
KINDS = (COUNT, HANDLED, NONE, SHARE, CHANGE)
STATED = (COUNT, HANDLED, NONE)  # those whose value is the sum of their cells

# The one line of the older form that stands for a whole group of the newer.
_GROUP_IN_ONE_LINE = {("t3", "other"): "other_processing"}


@lru_cache
def term_lines(table_code: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of every term of a table, in form order: single lines, then groups."""
    lines = [line for line in form_lines() if line.table_code == table_code]
    terms: dict[str, tuple[str, ...]] = {line.line_code: (line.line_code,) for line in lines}
    if table_code == "t2":
        return terms
    for line in lines:
        if line.group_code:
            terms[line.group_code] = (*terms.get(line.group_code, ()), line.line_code)
    for (table, group), alone in _GROUP_IN_ONE_LINE.items():
        if table == table_code:
            terms[group] = (alone, *terms[group])
    return terms


def claim_scope(claim_code: str) -> str | None:
    """Return the scope of a claim about cells, None for any other claim."""
    kind, _, scope = claim_code.partition(".")
    return scope if kind in KINDS else None


@lru_cache(maxsize=4096)
def scope_cells(scope: str, layout: int | None = None) -> tuple[CellKey, ...]:
    """Return the cells whose sum a claim on this scope states, in form order.

    Args:
        scope: `table.term+term.column`.
        layout: the layout the table is printed in; the cells of every layout where not given.

    Raises:
        KeyError: no form has such a term.
    """
    table_code, terms, column = scope.split(".")
    wanted = {line for term in terms.split("+") for line in term_lines(table_code)[term]}
    known = [layout] if layout is not None else [entry.layout for entry in layouts()]
    cells = (
        (table_code, line, column_code)
        for code in known
        for line, column_code in table_form(table_code, code).cells
        if line in wanted and column_code == column
    )
    return tuple(dict.fromkeys(cells))


@lru_cache(maxsize=4096)
def claimed_cells(claim_code: str, layout: int | None = None) -> tuple[CellKey, ...]:
    """Return the cells whose sum a claim states, nothing where it states no sum of cells.

    A share states the quotient of its cells and some total, a change that of two years: their
    cells are `scope_cells(claim_scope(code))`, but their value is no sum of these.
    """
    scope = claim_scope(claim_code)
    if scope is None or claim_code.partition(".")[0] not in STATED:
        return ()
    return scope_cells(scope, layout)
