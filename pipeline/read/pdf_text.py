"""Characters to lines of text, by where they stand and not by the order of the file.

What must not go here: tables, and anything of PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.read.pdf_page import Glyph
from pipeline.read.pdf_plane import Box

# In shares of the height of the characters.
SAME_LINE = 0.5
WORD_GAP = 0.4
CELL_GAP = 0.9  # wider than words are set apart, even where a line is stretched to its margins
# Bold that is printed twice is shifted by less than this.
DOUBLE_PRINT = 0.2


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group characters into visual lines, from top to bottom and left to right."""
    lines: list[list[Glyph]] = []
    level, height = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle[1]):
        middle = glyph.middle[1]
        if not lines or middle - level > SAME_LINE * max(height, 1.0):
            lines.append([])
            level, height = middle, glyph.bottom - glyph.top
        lines[-1].append(glyph)
    return [sorted(line, key=lambda glyph: glyph.x0) for line in lines]


def text_of(line: list[Glyph]) -> str:
    """Write a line, with a blank where the print leaves a gap."""
    return "".join(_spaced(line)).strip()


def _spaced(line: list[Glyph]) -> Iterator[str]:
    before: Glyph | None = None
    for glyph in line:
        height = glyph.bottom - glyph.top
        if before is not None:
            if glyph.text == before.text and glyph.x0 - before.x0 < DOUBLE_PRINT * height:
                continue
            if glyph.x0 - before.x1 > WORD_GAP * height and " " not in (glyph.text, before.text):
                yield " "
        yield glyph.text
        before = glyph


def pieces_of(line: list[Glyph]) -> list[list[Glyph]]:
    """Part a line where it leaves gaps as wide as characters; blanks count as gaps."""
    pieces: list[list[Glyph]] = []
    end = 0.0
    for glyph in line:
        if glyph.text.isspace():
            continue
        if not pieces or glyph.x0 - end > CELL_GAP * (glyph.bottom - glyph.top):
            pieces.append([])
        pieces[-1].append(glyph)
        end = max(end, glyph.x1) if len(pieces[-1]) > 1 else glyph.x1
    return pieces


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """Write the text of a cell, a line for each line in it."""
    lines = (text_of(line) for line in lines_of(glyphs))
    return "\n".join(line for line in lines if line)


def box_of(line: list[Glyph]) -> Box:
    """Find the box round a line."""
    return (
        min(glyph.x0 for glyph in line),
        min(glyph.top for glyph in line),
        max(glyph.x1 for glyph in line),
        max(glyph.bottom for glyph in line),
    )
