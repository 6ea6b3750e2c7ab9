"""Pieces of print put together as sentences: those that stand close together on one line.

What must not go here: tables, and what is in a picture.
"""

from __future__ import annotations

from pipeline.read.scan_engine import Line, PixelBox

SAME_LINE = 0.5  # of the height: pieces nearer than this stand on one line
WORD_GAP = 1.6  # of the height: pieces further apart are not one sentence

Word = tuple[PixelBox, Line]


def sentences(pieces: list[Word]) -> list[list[Word]]:
    """Return the pieces sentence by sentence, from the top down and from left to right."""
    return [words for row in _rows(pieces) for words in _parted(row)]


def _rows(pieces: list[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    level = height = 0.0
    for box, line in sorted(pieces, key=lambda piece: piece[0][1] + piece[0][3]):
        middle = (box[1] + box[3]) / 2
        if not rows or middle - level > SAME_LINE * height:
            rows.append([])
            level, height = middle, float(box[3] - box[1])
        rows[-1].append((box, line))
    return [sorted(row, key=lambda piece: piece[0][0]) for row in rows]


def _parted(row: list[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for box, line in row:
        if found and box[0] - found[-1][-1][0][2] <= WORD_GAP * (box[3] - box[1]):
            found[-1].append((box, line))
        else:
            found.append([(box, line)])
    return found
