"""The smallest change to the prose that would agree with the table: which figures, and what to.

A proposal: which of text and table is wrong no report alone can tell.
What must not go here: changes to cells; words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.check.messages import plain
from pipeline.check.verdicts import JudgedUnit


@dataclass(frozen=True, slots=True)
class Mend:
    """The figures of the prose to change, as (stated, in the table), and statements to reword."""

    changes: tuple[tuple[Decimal, Decimal], ...] = ()
    rewordings: int = 0


def text_mends(units: Iterable[JudgedUnit], causes: Iterable[str]) -> Mapping[str, Mend]:
    """Return the changes of each cause that is a matter of text against table alone.

    Only figures that the sentence prints in digits can be changed. Where cells are empty, nothing
    is proposed: what belongs there is not known.
    """
    grouped: dict[str, list[JudgedUnit]] = {}
    for unit, cause in zip(units, causes, strict=True):
        grouped.setdefault(cause, []).append(unit)
    return {
        cause: mend
        for cause, mine in grouped.items()
        if all(u.verdict == "text_table_mismatch" and not u.for_causes.unknown for u in mine)
        and (mend := _mend(mine)).changes
    }


def _mend(units: Sequence[JudgedUnit]) -> Mend:
    printed = [u for u in units if _is_printed(u)]
    changes = [(u.lhs.amount, u.rhs.amount) for u in printed]
    known = tuple((old, new) for old, new in changes if old is not None and new is not None)
    return Mend(known, len(units) - len(printed))


def _is_printed(unit: JudgedUnit) -> bool:
    """Whether the sentence prints the figure that the table does not bear out."""
    figure, sentence = unit.lhs.amount, unit.for_causes.sentence
    if figure is None or sentence is None:
        return False
    written = re.escape(plain(abs(figure)))
    return re.search(rf"(?<![\d.]){written}(?!\d)", sentence.replace(",", "")) is not None
