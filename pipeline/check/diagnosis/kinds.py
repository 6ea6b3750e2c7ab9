"""What kind of failure a judged unit is, as far as its cause and its mend are concerned.

What must not go here: searches, causes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from pipeline.check.causes import BLANK_RULE
from pipeline.check.diagnosis.model import Witness
from pipeline.check.verdicts import JudgedUnit


def is_claim(unit: JudgedUnit) -> bool:
    """Return whether a number from outside the tables stands on the left of a failed unit."""
    outside = not unit.lhs_cells and bool(unit.rhs_cells) and unit.unit.lhs is not None
    return unit.outcome == "fail" and outside


def is_failed_sum(unit: JudgedUnit) -> bool:
    """Return whether a sum of the form does not come out."""
    return unit.outcome == "fail" and unit.for_causes.is_sum


def is_carried(unit: JudgedUnit) -> bool:
    """Return whether one cell failed to equal a number of another report, as last year's."""
    return (
        unit.outcome == "fail"
        and unit.rule.relation == "="
        and len(unit.lhs_cells) == 1
        and not unit.rhs_cells
        and unit.unit.rhs is not None
        and not unit.unit.rhs_blanks
    )


def carried(units: Sequence[JudgedUnit]) -> tuple[Witness, ...]:
    """Return what other reports say of single cells, where that is not what stands there."""
    return tuple(
        Witness(unit.rule.id, unit.lhs_cells, cast(Decimal, unit.unit.rhs))
        for unit in units
        if is_carried(unit)
    )


def is_blank(unit: JudgedUnit) -> bool:
    """Return whether cells were left blank."""
    return unit.rule.id == BLANK_RULE and unit.outcome == "fail"


def is_blank_line(unit: JudgedUnit) -> bool:
    """Return whether a line or a column was left blank as a whole."""
    return is_blank(unit) and len(unit.lhs_cells) > 1
