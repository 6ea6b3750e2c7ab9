"""A second look at short cells whose first reading leaves a doubt: read among sure figures.

A lone `0` looks like a letter and a lone `1` like a stroke; between figures of the same table
the reader sees its size and kind. Both looks are at the same ink, and where they differ in a
digit the cell is left without certainty.
What must not go here: what a cell may hold by the form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from pipeline.read.scan_engine import Image, Line, at_line_height, engine

LONGEST = 14  # characters of a figure with sign, points and unit
# A lone 0 is less sure for the letters of its shape, and was never seen to be another digit.
SURE, SURE_ZERO = 0.95, 0.6
SURE_NEIGHBOUR = 0.995
NEIGHBOUR_DIGITS = 2


def read_again(crops: Sequence[Image], lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those in doubt as the second look leaves them."""
    result = list(lines)
    neighbour = _neighbour(crops, lines)
    doubted = [number for number, line in enumerate(lines) if _is_doubted(line)]
    if neighbour is None or not doubted:
        return result
    crop, known = crops[neighbour], lines[neighbour].text
    sides = at_line_height(crop)
    seen = engine().read([np.hstack((sides, at_line_height(crops[n]), sides)) for n in doubted])
    for number, line in zip(doubted, seen, strict=True):
        result[number] = _settled(lines[number], _between(line, known))
    return result


def _neighbour(crops: Sequence[Image], lines: Sequence[Line]) -> int | None:
    """Find a figure that is beyond doubt, the most certain one."""
    sure = [
        number
        for number, line in enumerate(lines)
        if line.text.isdecimal()
        and len(line.text) == NEIGHBOUR_DIGITS
        and len(set(line.text)) == NEIGHBOUR_DIGITS
        and line.certainty >= SURE_NEIGHBOUR
    ]
    return max(sure, key=lambda number: (lines[number].certainty, -number), default=None)


def _is_doubted(line: Line) -> bool:
    """Whether a line is short enough for a figure and not a certain one; words are none."""
    words = sum(unicodedata.category(character) == "Lo" for character in line.text)
    if not line.text or len(line.text) > LONGEST or words > 1:
        return False
    return not line.text.isdecimal() or line.certainty < (SURE_ZERO if line.text == "0" else SURE)


def _between(line: Line, known: str) -> Line | None:
    """Take the neighbours off a line read among them; None where they were not recognised."""
    length = len(known)
    text = line.text
    if len(text) <= 2 * length or not (text.startswith(known) and text.endswith(known)):
        return None
    inner = [
        pair
        for pair in zip(text[length:-length], line.chances[length:-length], strict=True)
        if not pair[0].isspace()
    ]
    return Line("".join(c for c, _ in inner), tuple(chance for _, chance in inner))


def _settled(first: Line, second: Line | None) -> Line:
    """Weigh two looks: agreement is as good as the better one, and two figures cannot both be."""
    if second is None or not second.text:
        return first
    if second.text == first.text:
        return max(first, second, key=lambda line: line.certainty)
    if second.text.isdecimal() and _digits(first) in ("", second.text):
        return second  # dust beside a figure, or a letter where there is none
    if first.text.isdecimal() and not second.text.isdecimal():
        return first
    return Line(first.text, tuple(0.0 for _ in first.text))


def _digits(line: Line) -> str:
    """Return the digits of a line if all else in it is punctuation at its ends or a lone letter."""
    return "".join(c for c in line.text if c.isdecimal()) if _is_plain(line.text) else "?"


def _is_plain(text: str) -> bool:
    core = "".join(c if unicodedata.category(c)[0] != "P" else " " for c in text).strip()
    return core.isdecimal() or len(core) <= 1
