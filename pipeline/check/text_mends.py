"""The smallest change to the prose that would agree with the table: which figures, and what to.

A proposal: which of text and table is wrong no report alone can tell.
What must not go here: changes to cells; words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.check.causes import BLANK_RULE
from pipeline.check.verdicts import JudgedUnit

Mend = Sequence[tuple[Decimal, Decimal]]
"""The figures of the prose to change, as (stated, in the table)."""


def text_mends(units: Iterable[JudgedUnit], causes: Iterable[str]) -> Mapping[str, Mend]:
    """Return the changes of each cause that is a matter of text against table alone.

    Only figures that the sentence prints in digits can be changed. Where cells are empty, nothing
    is proposed: what belongs there is not known.
    """
    mends: dict[str, list[tuple[Decimal, Decimal]]] = {}
    barred: set[str] = set()
    for unit, cause in zip(units, causes, strict=True):
        if unit.rule.id == BLANK_RULE or unit.for_causes.unknown:
            barred.add(cause)
        if unit.verdict == "text_table_mismatch" and _is_printed(unit):
            stated, held = unit.lhs.amount, unit.rhs.amount
            if stated is not None and held is not None:
                mends.setdefault(cause, []).append((stated, held))
    return {cause: mend for cause, mend in mends.items() if cause not in barred}


def _is_printed(unit: JudgedUnit) -> bool:
    """Whether the sentence prints the figure that the table does not bear out."""
    figure, sentence = unit.lhs.amount, unit.for_causes.sentence
    if figure is None or sentence is None or figure != int(figure):
        return False
    return re.search(rf"(?<![\d.]){int(figure)}(?![\d.])", sentence.replace(",", "")) is not None
