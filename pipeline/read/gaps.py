"""Lines that are rows of a table without any mark-up: their cells stand apart by wide gaps.

A gap as wide as two blanks may hide a cell that is blank, so such cells are given one by one, as
paragraphs, and never as a grid: whoever needs a row of so many figures must find just as many.
What must not go here: how wide a gap is, which every container measures for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.registry.tokens import tokens

FEWEST_HEADS = 4  # texts in a line without figures that are heads of columns, not words of a title
# Digits, and a unit or the mark of a note. A point behind the digits numbers a label: `3.`, `4.无`.
_NUMBER = r"\d(?:[\d,，.．'’]*\d)?(?:[^\d.．、]\D?|[(（\[]\D?\d{1,2}[)）\]])?"


@cache
def _figure() -> re.Pattern[str]:
    """Return what a figure looks like, its sign in any spelling."""
    signs = "|".join(re.escape(spelling) for spelling, _ in tokens().signs)
    return re.compile(rf"(?:{signs}|[＋－])?{_NUMBER}")


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a text may be a figure of a table, or a mark that stands for one."""
    token = "".join(text.split())  # digits may be torn apart
    return _figure().fullmatch(token) is not None or token in tokens().not_applicable


def is_row(texts: Sequence[str]) -> bool:
    """Whether the texts between the gaps of a line are cells: heads, or figures behind a label."""
    if len(texts) >= FEWEST_HEADS:
        return True
    return len(texts) > 1 and is_figure(texts[-1])
