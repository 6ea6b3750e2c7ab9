"""Columns that no line rules, told by their heads: so the blanks of a row without a label show.

A head may run over several lines, and others may stand above it that span many columns: what
counts is the lowest in each place. Nothing is said unless every figure stands below a head of its
own. What must not go here: rows with labels (`pdf_columns`), what a head means, anything of PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf_pieces import Piece
from pipeline.read.pdf_plane import Box

FEWEST_COLUMNS = 10  # in a row without a label: with fewer it may be anything
SHARE_FILLED = 0.5  # of the columns have a figure: a lone number is that of the page
BELOW = 3.0  # shares of the height of the characters: how far lines of one table may be apart


@dataclass(slots=True)
class _Column:
    """From where to where a head goes, and its uppermost line so far."""

    left: float
    right: float
    top: Piece

    def overlaps(self, piece: Piece) -> bool:
        """Whether a piece stands above or below."""
        return self.left < piece.box[2] and piece.box[0] < self.right

    def grow(self, piece: Piece) -> None:
        """Take in the line above."""
        self.left, self.right = min(self.left, piece.box[0]), max(self.right, piece.box[2])
        self.top = piece


def blanks_below(heads: Sequence[Sequence[Piece]], figures: Sequence[Piece]) -> list[Piece]:
    """Return an empty piece for every head without a figure below it, none where that is unclear.

    `heads` are the lines above the figures, from the top down, as far as they belong to the table.
    """
    columns = _columns(_near(heads, figures))
    if len(columns) < FEWEST_COLUMNS or len(figures) < SHARE_FILLED * len(columns):
        return []
    if any(one.right > other.left for one, other in pairwise(columns)):
        return []
    held = [[at for at, column in enumerate(columns) if column.overlaps(f)] for f in figures]
    if any(len(found) != 1 for found in held) or len({at for [at] in held}) < len(figures):
        return []
    taken = {at for [at] in held}
    top, bottom = min(f.box[1] for f in figures), max(f.box[3] for f in figures)
    free = [column for at, column in enumerate(columns) if at not in taken]
    boxes: list[Box] = [(column.left, top, column.right, bottom) for column in free]
    return [Piece("", box, figures[0].top) for box in boxes]


def _near(lines: Sequence[Sequence[Piece]], figures: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Return the lines that follow one another closely up from the figures, the lowest first."""
    found: list[Sequence[Piece]] = []
    level, height = figures[0].box[1], figures[0].height
    for line in reversed(lines):
        if level - max(piece.box[3] for piece in line) > BELOW * height:
            break
        level = min(level, *(piece.box[1] for piece in line))
        found.append(line)
    return found


def _columns(lines: Sequence[Sequence[Piece]]) -> list[_Column]:
    """Return the lowest heads from left to right."""
    columns: list[_Column] = []
    for line in lines:
        for piece in line:
            beside = [column for column in columns if column.overlaps(piece)]
            if not beside:
                columns.append(_Column(piece.box[0], piece.box[2], piece))
            elif len(beside) == 1 and piece.is_above(beside[0].top):
                beside[0].grow(piece)
    return sorted(columns, key=lambda column: column.left)
