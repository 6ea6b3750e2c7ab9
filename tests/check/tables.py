"""Tables of figures that balance, for the tests of sums."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.registry.forms import form_lines, table_form
from pipeline.registry.sums import CellKey, column_codes

COLUMNS = column_codes("t3")
LEAVES = {line.line_code for line in form_lines() if line.is_leaf}


def balanced(layout: int, figure: Callable[[], int]) -> dict[CellKey, int]:
    """Return a table 3 that balances; `figure` gives one count after another."""
    lines = [line.line_code for line in table_form("t3", layout).lines]
    counts: dict[CellKey, int] = {}
    for column in COLUMNS[:-1]:
        column_of = {line: figure() for line in lines if line in LEAVES or line == "carried_out"}
        column_of["outcomes_total"] = sum(n for line, n in column_of.items() if line in LEAVES)
        flow = column_of["outcomes_total"] + column_of["carried_out"]
        column_of["carried_in"] = min(figure(), flow)
        column_of["new_requests"] = flow - column_of["carried_in"]
        counts |= {("t3", line, column): column_of[line] for line in lines}
    for line in lines:
        counts["t3", line, "total"] = sum(counts["t3", line, column] for column in COLUMNS[:-1])
    return {
        ("t3", line, column): counts["t3", line, column] for line in lines for column in COLUMNS
    }
