"""Figures that a narrow column wraps: their last digits stand in a line of their own.

Two figures of rows without a rule between them look much the same, so that it was wrapped must
show: no further digit fitted into the line, and beside it are figures of one line that do not
stand level with its last.
What must not go here: which cells there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf_page import Glyph
from pipeline.read.pdf_text import text_of

MARGINS = 12.0  # points that word processors leave free in a cell, both sides together
LEVEL = 0.25  # of the height of a digit, within which two of them stand level

Lines = list[list[Glyph]]


def texts_of(row: Sequence[Lines], widths: Sequence[float]) -> list[str]:
    """Return the text of each cell of a row, a line for each line of print in it.

    `widths` are the cells' own, in points.
    """
    alone = [lines[0] for lines in row if len(lines) == 1 and _is_digits(lines[0])]
    return [
        "".join(map(text_of, lines))
        if _is_wrapped(lines, width) and _is_one_row(lines, alone)
        else "\n".join(filter(None, map(text_of, lines)))
        for lines, width in zip(row, widths, strict=True)
    ]


def _is_wrapped(lines: Lines, width: float) -> bool:
    """Whether a cell holds digits only, and each line of them but the last is full."""
    if not lines[1:] or not all(map(_is_digits, lines)):
        return False
    digit = max(glyph.x1 - glyph.x0 for line in lines for glyph in line)
    return all(line[-1].x1 - line[0].x0 + digit + MARGINS > width for line in lines[:-1])


def _is_one_row(lines: Lines, alone: Sequence[list[Glyph]]) -> bool:
    """Whether figures of one line stand beside it, and none level with its last line."""
    last = lines[-1][0]
    level = last.middle[1] - LEVEL * (last.bottom - last.top)
    return bool(alone) and all(line[0].middle[1] < level for line in alone)


def _is_digits(line: Sequence[Glyph]) -> bool:
    return bool(line) and all(glyph.text.isdecimal() for glyph in line)
