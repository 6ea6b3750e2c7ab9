"""One scanned page as blocks: ruled tables as grids, the rest line by line, in reading order.

What must not go here: containers, and what any text means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.read.pdf_lattice import Lattice, LatticeCell
from pipeline.read.scan_engine import Image, Line, PixelBox, engine
from pipeline.read.scan_figures import read_again
from pipeline.read.scan_lines import POINTS, Sheet
from pipeline.read.scan_look import HALF, Look, Piece, look_at, look_turned, pixels
from pipeline.read.scan_sentences import sentences
from pipeline.read.scan_turn import (
    is_odd,
    is_upside_down,
    lies_across,
    quarters_if_across,
    quarters_to_turn,
    sample_of,
)
from pipeline.records import Block, Grid, GridCell, Paragraph, Place


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a picture stands: `unit` is points to a pixel, `left` and `top` are in points."""

    page: int | None = None
    path: str = ""
    unit: float = POINTS
    left: float = 0.0
    top: float = 0.0

    def place(self, sheet: Sheet, box: PixelBox) -> Place:
        """Say where on the document a box of the upright sheet stands."""
        x0, top, x1, bottom = (length * self.unit for length in sheet.unturned(box))
        shifted = self.left + x0, self.top + top, self.left + x1, self.top + bottom
        rounded = tuple(round(length, 1) for length in shifted)
        return Place(self.path, self.page, (rounded[0], rounded[1], rounded[2], rounded[3]))


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of a page; `cut_short` says that a bound was met."""

    blocks: tuple[Block, ...]
    cut_short: bool = False


def read_page(page: Image, frame: Frame, *, tables_only: bool = False) -> PageBlocks:
    """Read a page of grey pixels at the working resolution, however it lies.

    `tables_only` leaves a picture alone in which no table is ruled: it may be a photograph.
    """
    # A picture without a table is not read at all, so it is not asked how its lines lie either.
    quarters = None if tables_only else quarters_if_across(page)
    look = look_at(page, quarters or 0, tables_only=tables_only)
    first: dict[int, Line] = {}
    is_suspect = quarters is not None
    if not is_suspect:
        first = {} if (across := lies_across(look.crops)) else _read_some(look)
        is_suspect = across or is_odd(first.values())
        if is_suspect and (quarters := _turn_of(page, look, first)):
            look, first = look_turned(page, look, quarters, tables_only=tables_only), {}
    lines = _read_all(look, first)
    if not is_suspect and is_odd(lines) and (quarters := quarters_to_turn(page)):
        look = look_turned(page, look, quarters, tables_only=tables_only)
        lines = _read_all(look, {})
    sheet, read = look.sheet, _read_again(look.pieces, lines)
    placed: list[tuple[float, Block]] = [
        (lattice.ys[0], _grid(sheet, lattice, index, read, frame))
        for index, lattice in enumerate(look.lattices)
    ]
    placed.extend(_paragraphs(sheet, read, frame))
    blocks = tuple(block for _, block in sorted(placed, key=lambda pair: pair[0]))
    return PageBlocks(blocks, look.cut_short)


def _read_some(look: Look) -> dict[int, Line]:
    """Read the pieces that show whether the page lies as it is read, by their number."""
    crops = look.crops
    chosen = sample_of(crops)
    return dict(zip(chosen, engine().read([crops[at] for at in chosen]), strict=True))


def _turn_of(page: Image, look: Look, first: Mapping[int, Line]) -> int:
    """Return by how many quarters to turn a page of which `first` was read, badly or not at all."""
    if is_upside_down([look.crops[at] for at in first], first.values()):
        return HALF
    return quarters_to_turn(page)


def _read_all(look: Look, first: Mapping[int, Line]) -> list[Line]:
    """Read the pieces that were not read at first, and return the lines of all."""
    left = [at for at in range(len(look.pieces)) if at not in first]
    crops = look.crops
    read = engine().read([crops[at] for at in left])
    lines = {**first, **dict(zip(left, read, strict=True))}
    return [lines[at] for at in range(len(look.pieces))]


def _read_again(pieces: list[Piece], lines: list[Line]) -> list[tuple[Piece, Line]]:
    """Read cells of one line a second time where the first look leaves a doubt."""
    lengths = Counter(piece.cell for piece in pieces)
    single = [n for n, piece in enumerate(pieces) if piece.cell and lengths[piece.cell] == 1]
    again = read_again([pieces[n].crop.picture for n in single], [lines[n] for n in single])
    final = {**dict(enumerate(lines)), **dict(zip(single, again, strict=True))}
    return [(piece, final[n]) for n, piece in enumerate(pieces)]


def _grid(
    sheet: Sheet, lattice: Lattice, index: int, read: list[tuple[Piece, Line]], frame: Frame
) -> Grid:
    said: dict[int, list[Line]] = {}
    for piece, line in read:
        if piece.cell is not None and piece.cell[0] == index:
            said.setdefault(piece.cell[1], []).append(line)
    rows: list[list[GridCell]] = [[] for _ in lattice.ys[1:]]
    for number, cell in enumerate(lattice.cells):
        place = frame.place(sheet, pixels(lattice.box_of(cell)))
        rows[cell.row].append(_grid_cell(cell, said.get(number, []), place))
    outline = frame.place(sheet, pixels(lattice.box))
    return Grid(tuple(tuple(row) for row in rows), outline)


def _grid_cell(cell: LatticeCell, lines: list[Line], place: Place) -> GridCell:
    """A blank cell is certain; a cell with ink that reads as nothing is not."""
    text = "\n".join(line.text for line in lines if line.text)
    certainty = min((line.certainty for line in lines), default=1.0)
    return GridCell(text, cell.column, place, cell.colspan, cell.rowspan, certainty)


def _paragraphs(
    sheet: Sheet, read: list[tuple[Piece, Line]], frame: Frame
) -> list[tuple[float, Block]]:
    """Join the pieces of a line that stand close together; columns stay apart."""
    pieces = [(piece.crop.box, line) for piece, line in read if piece.cell is None and line.text]
    found: list[tuple[float, Block]] = []
    for words in sentences(pieces):
        boxes = [box for box, _ in words]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        text = " ".join(line.text for _, line in words)
        certainty = min(line.digits for _, line in words)
        found.append((box[1] * POINTS, Paragraph(text, frame.place(sheet, box), certainty)))
    return found
