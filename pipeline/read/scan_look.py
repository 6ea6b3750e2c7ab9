"""A scanned page looked at, and not yet read: its tables, and the pieces of print on it.

A page that turns out to be upside down is not looked at again: all that was found is turned over.
What must not go here: what the pieces say, and blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.read.pdf_lattice import Lattice, find_lattices
from pipeline.read.scan_crops import Crop, crops_of
from pipeline.read.scan_engine import LINE_HEIGHT, Image, PixelBox, engine
from pipeline.read.scan_lines import POINTS, Sheet, set_upright, turned_over
from pipeline.read.scan_turn import turned

MIN_TABLE_WIDTH = 90.0  # points: what is narrower is a stamp or a drawing
# Reading stops at so many pixels of width: three pages' worth of print.
MAX_PRINT = 120_000
HALF = 2  # quarters of a turn


@dataclass(frozen=True, slots=True)
class Piece:
    """One line to be read, and the cell it is in (None for prose)."""

    crop: Crop
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A page looked at in one position, and not yet read: its tables, and the pieces of print."""

    sheet: Sheet
    lattices: list[Lattice]
    pieces: list[Piece]
    cut_short: bool

    @property
    def crops(self) -> list[Image]:
        """The pictures of the pieces."""
        return [piece.crop.picture for piece in self.pieces]


def look_at(page: Image, quarters: int, *, tables_only: bool) -> Look:
    """Look at a page turned by so many quarters; `tables_only` leaves one without tables alone."""
    sheet = set_upright(page, quarters)
    lattices = _tables(sheet)
    lines = _prose(sheet, lattices) if lattices or not tables_only else []
    return _look(sheet, lattices, lines)


def look_turned(page: Image, look: Look, quarters: int, *, tables_only: bool) -> Look:
    """Look at a page turned, of which `look` is what was seen as it lies."""
    if quarters != HALF or look.cut_short:
        return look_at(page, quarters, tables_only=tables_only)
    sheet = turned_over(look.sheet)
    lines = [_turned_over(piece, sheet) for piece in look.pieces if piece.cell is None]
    return _look(sheet, _tables(sheet), lines[::-1])


def _turned_over(piece: Piece, sheet: Sheet) -> Piece:
    height, width = sheet.grey.shape
    x0, top, x1, bottom = piece.crop.box
    box = width - x1, height - bottom, width - x0, height - top
    return Piece(Crop(turned(piece.crop.picture, HALF), box))


def _tables(sheet: Sheet) -> list[Lattice]:
    return [found for found in find_lattices(sheet.rules) if _is_table(found)]


def _look(sheet: Sheet, lattices: list[Lattice], lines: list[Piece]) -> Look:
    cells = [p for index, lattice in enumerate(lattices) for p in _cells(sheet, lattice, index)]
    kept = _within_bounds([*cells, *lines])
    return Look(sheet, lattices, kept, len(kept) < len(cells) + len(lines))


def _is_table(lattice: Lattice) -> bool:
    return lattice.xs[-1] - lattice.xs[0] >= MIN_TABLE_WIDTH


def pixels(box: tuple[float, float, float, float]) -> PixelBox:
    """Return a box in points as one in pixels of the sheet."""
    x0, top, x1, bottom = (round(length / POINTS) for length in box)
    return max(x0, 0), max(top, 0), x1, bottom


def _cells(sheet: Sheet, lattice: Lattice, index: int) -> list[Piece]:
    pieces: list[Piece] = []
    for number, cell in enumerate(lattice.cells):
        box = pixels(lattice.box_of(cell))
        pieces.extend(Piece(crop, (index, number)) for crop in crops_of(sheet.grey, sheet.ink, box))
    return pieces


def _prose(sheet: Sheet, lattices: list[Lattice]) -> list[Piece]:
    """Find the lines outside all tables; a page without any is not searched for them."""
    ink, grey = sheet.ink.copy(), sheet.grey.copy()
    paper = int(np.percentile(grey[::8, ::8], 90))
    for lattice in lattices:
        x0, top, x1, bottom = pixels(lattice.box)
        ink[top : bottom + 1, x0 : x1 + 1] = 0
        grey[top : bottom + 1, x0 : x1 + 1] = paper
    if not ink.any():
        return []
    pieces: list[Piece] = []
    height, width = ink.shape
    for box in engine().find(grey):
        x0, top = max(box[0], 0), max(box[1], 0)
        x1, bottom = min(box[2], width), min(box[3], height)
        if x1 > x0 and bottom > top and ink[top:bottom, x0:x1].any():
            pieces.append(Piece(Crop(grey[top:bottom, x0:x1], (x0, top, x1, bottom))))
    return pieces


def _within_bounds(pieces: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    width = 0.0
    for piece in pieces:
        height, length = piece.crop.picture.shape
        width += LINE_HEIGHT * length / height
        if width > MAX_PRINT:
            break
        kept.append(piece)
    return kept
