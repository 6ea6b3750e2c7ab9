"""Figures that stand half a line off their row: their cell has a second line, with nothing in it.

Rows of a table never reach into one another, so lines of figures that do are one row. A figure that
goes on in a line below would lose digits, so whatever stands over or under another figure is left.
What must not go here: labels, columns, and anything of PDF.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from pipeline.read.gaps import is_figure
from pipeline.read.pdf_page import Glyph
from pipeline.read.pdf_plane import Box
from pipeline.read.pdf_text import CELL_GAP, box_of, pieces_of, text_of

# In shares of the height of the characters.
REACH = 0.1  # by how much two lines of one row reach into one another, at least
NEAR = 0.8  # how far off a line may stand in which a figure goes on
ALIKE = 0.8  # of the larger characters: a smaller figure is the mark of a note

Line = list[Glyph]


def levelled(lines: Iterable[Line]) -> list[Line]:
    """Put lines together that are one row; `lines` go from top to bottom, as do those returned."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _reaches(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    found: list[Line] = []
    for at, run in enumerate(runs):
        beside = [*(runs[at - 1][-1:] if at else []), *(runs[at + 1][:1] if runs[at + 1 :] else [])]
        if len(run) > 1 and _is_one_row(run, beside):
            found.append(sorted((glyph for line in run for glyph in line), key=lambda g: g.x0))
        else:
            found.extend(run)
    return found


def _reaches(above: Line, below: Line) -> bool:
    first, second = box_of(above), box_of(below)
    return first[3] - second[1] >= REACH * min(_height(first), _height(second))


def _is_one_row(run: Sequence[Line], beside: Sequence[Line]) -> bool:
    """Whether lines hold figures and at most one has a label, each piece in a place of its own."""
    pieces = [[(text_of(part), box_of(part)) for part in pieces_of(line)] for line in run]
    if any(not any(is_figure(text) for text, _ in line) for line in pieces):
        return False
    bare = [line for line in pieces if all(is_figure(text) for text, _ in line)]
    if len(bare) < len(pieces) - 1:
        return False
    boxes = sorted(box for line in pieces for _, box in line)
    figures = [box for line in pieces for text, box in line if is_figure(text)]
    heights = [_height(box) for box in figures]
    if min(heights) < ALIKE * max(heights) or not _are_apart(boxes, max(heights)):
        return False
    shifted = [box for line in bare for _, box in line]
    others = [box_of(part) for line in beside for part in pieces_of(line) if _is_near(line, run)]
    return not any(_overlaps(box, other) for box in shifted for other in others)


def _are_apart(boxes: Sequence[Box], height: float) -> bool:
    pairs = itertools.pairwise(boxes)
    return all(right[0] - left[2] > CELL_GAP * height for left, right in pairs)


def _is_near(line: Line, run: Sequence[Line]) -> bool:
    box, whole = box_of(line), box_of([glyph for other in run for glyph in other])
    gap = max(box[1] - whole[3], whole[1] - box[3])
    return gap <= NEAR * _height(box) and all(is_figure(text_of(p)) for p in pieces_of(line))


def _height(box: Box) -> float:
    return box[3] - box[1]


def _overlaps(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2]
