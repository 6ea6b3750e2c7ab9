"""Which cells of the report that a report is compared with a unit touches.

That is last year's, or one of an organ above or below it; only current revisions are ever compared
with. What must not go here: deciding a unit, words; SQL.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.check.rules import Rule
from pipeline.registry.sums import CellKey, scope_parts


def other_cells(scope: str, rule: Rule) -> tuple[CellKey, ...]:
    """Return the cells of the other report that a unit of the rule is compared with."""
    return _cells(scope, rule.others) if rule.others else ()


@lru_cache(maxsize=4096)
def _cells(scope: str, others: tuple[str, ...]) -> tuple[CellKey, ...]:
    parts = scope_parts(scope)
    found = []
    for text in others:
        written = text.format(line=parts.line, column=parts.column, cell=scope).split(".")
        if len(written) == 3 and "None" not in written:
            found.append((written[0], written[1], written[2]))
    return tuple(found)
