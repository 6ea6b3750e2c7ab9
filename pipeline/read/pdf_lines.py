"""Lines of a page as pieces: the cells of a row, its label, the label of the group it stands in.

The label of a group stands between those of its rows, often so near that the gap is no wider than
one between words. That other rows begin where the gap ends tells them apart.
What must not go here: which lines are one text, which rows are one table, and anything of PDF.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.gaps import is_figure, is_row
from pipeline.read.pdf_page import Glyph
from pipeline.read.pdf_pieces import Piece
from pipeline.read.pdf_plane import Box
from pipeline.read.pdf_text import WORD_GAP, box_of, pieces_of, text_of

FEWEST_ROWS = 3  # that begin at one edge: two may do so by chance
SAME = 0.25  # of the height of the characters: how far the edges of one column may be apart


@dataclass(slots=True, eq=False)
class Line:
    """A line as it stands, whole and by its pieces; `at` is where its figures begin.

    `first` are the characters of its first piece.
    """

    whole: Piece
    pieces: list[Piece]
    is_row: bool
    at: int
    first: Sequence[Glyph] = ()

    @property
    def is_figures(self) -> bool:
        """Whether it is a row with figures in it."""
        return self.is_row and self.at < len(self.pieces)


def line_of(glyphs: list[Glyph]) -> Line | None:
    """Return the characters of a line as pieces; None where they say nothing."""
    box = box_of(glyphs)
    if not (text := text_of(glyphs)):
        return None
    parts = [part for part in pieces_of(glyphs) if text_of(part)]
    pieces = [_piece(part, box[1]) for part in parts]
    figures = (n for n, piece in enumerate(pieces) if is_figure(piece.text))
    at = next(figures, len(pieces))
    is_alone = len(pieces) == 1 and at == 0
    has_cells = is_alone or is_row([piece.text for piece in pieces])
    return Line(Piece(text, box, box[1]), pieces, has_cells, at, parts[0])


def _piece(glyphs: list[Glyph], top: float) -> Piece:
    return Piece(text_of(glyphs), box_of(glyphs), top)


def part_labels(lines: Sequence[Line]) -> None:
    """Part the label of a group from that of the row whose line it stands in."""
    rows = [line for line in lines if line.is_figures and line.at]
    edges = _left_edges(row.pieces[0].box for row in rows)
    for row in rows:
        left, _, right, _ = row.pieces[0].box
        if any(left < edge < right for edge in edges):
            parts = [_piece(part, row.whole.top) for part in _parted(row.first, edges)]
            row.pieces[:1] = parts
            row.at += len(parts) - 1


def _left_edges(labels: Iterable[Box]) -> list[float]:
    """Return where several of the first texts of rows begin, from left to right."""
    found: list[list[float]] = []
    for left, top, _, bottom in sorted(labels):
        if found and left - found[-1][0] <= SAME * (bottom - top):
            found[-1].append(left)
        else:
            found.append([left])
    return [group[0] for group in found if len(group) >= FEWEST_ROWS]


def _parted(text: Sequence[Glyph], edges: Sequence[float]) -> list[list[Glyph]]:
    """Part a text of one line where it leaves a gap in front of an edge."""
    parts: list[list[Glyph]] = [[text[0]]]
    for before, glyph in itertools.pairwise(text):
        height = glyph.bottom - glyph.top
        has_gap = glyph.x0 - before.x1 > WORD_GAP * height
        if has_gap and any(abs(glyph.x0 - edge) <= SAME * height for edge in edges):
            parts.append([])
        parts[-1].append(glyph)
    return parts
