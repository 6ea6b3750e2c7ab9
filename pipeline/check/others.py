"""Which cells of the report that a report is compared with a unit touches.

That is last year's, or one of an organ above or below it; only current revisions are ever compared
with. What must not go here: deciding a unit, words; SQL.
"""

from __future__ import annotations

from pipeline.check.facts import OpenUnit
from pipeline.check.rules import Rule
from pipeline.registry.sums import CellKey, scope_parts


def other_cells(unit: OpenUnit, rule: Rule) -> tuple[CellKey, ...]:
    """Return the cells of the other report that the unit is compared with."""
    parts = scope_parts(unit.scope)
    found = []
    for text in rule.others:
        written = text.format(line=parts.line, column=parts.column, cell=unit.scope).split(".")
        if len(written) == 3 and "None" not in written:
            found.append((written[0], written[1], written[2]))
    return tuple(found)
