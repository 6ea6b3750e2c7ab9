"""Lines that are rows of a table without any mark-up: their cells stand apart by wide gaps.

A gap as wide as two blanks may hide a cell that is blank, so such cells are given one by one, as
paragraphs, and never as a grid: whoever needs a row of so many figures must find just as many.
What must not go here: how wide a gap is, which every container measures for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile

from pipeline.registry.tokens import tokens

FEWEST_FIGURES = 3  # behind a label, one blank apart: fewer are so in a sentence too
LONGEST_HEAD = 12  # characters of each head in a line of heads one blank apart
FEWEST_HEADS = 4  # texts in a line without figures that are heads of columns, not words of a title
_WIDE = re.compile(r"[ \u3000\xa0]{2,}")
_WORD = re.compile(r"[\u4e00-\u9fff（）()、/]{2,30}")
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


def cells_of(line: str) -> list[str]:
    """Return the cells of a line of a dump whose cells are only blanks apart, else the line whole.

    Wide gaps part cells wherever they stand. One blank does so between the figures at the end of a
    line and the words in front of them, and between short heads without a figure.
    """
    wide = _WIDE.split(line)
    if is_row(wide):
        return wide
    parts = line.split()
    figures = len(list(takewhile(is_figure, reversed(parts))))
    words = parts[: len(parts) - figures]
    if figures >= FEWEST_FIGURES or (figures and len(words) == 1 and _WORD.fullmatch(words[0])):
        return parts
    heads = not figures and len(parts) >= FEWEST_HEADS
    if heads and all(_WORD.fullmatch(part) and len(part) <= LONGEST_HEAD for part in parts):
        return parts
    return [line]
