"""One page as blocks: its tables as grids, the rest line by line, in reading order.

What must not go here: anything that concerns the document as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.read.container import image_marker
from pipeline.read.pdf_lattice import Lattice, LatticeCell, find_lattices
from pipeline.read.pdf_levels import levelled
from pipeline.read.pdf_page import Glyph, PageContent
from pipeline.read.pdf_plane import Box, mapped
from pipeline.read.pdf_seen import tallest
from pipeline.read.pdf_text import lines_of
from pipeline.read.pdf_unruled import pieces_in
from pipeline.read.pdf_wrapped import texts_of
from pipeline.records import Block, Grid, GridCell, Issue, Paragraph, Place

Slots = dict[tuple[int, int], list[Glyph]]


@dataclass(frozen=True, slots=True)
class Scans:
    """What was read in the pictures of a PDF: whole pages by number, and pictures on the others."""

    pages: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    pictures: Mapping[int, tuple[tuple[Box, Block], ...]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    method: str = ""


def page_blocks(content: PageContent, scans: Scans) -> list[Block]:
    """Write down a page from top to bottom; characters within a table are in no paragraph."""
    if scans.pages.get(content.number):
        return list(scans.pages[content.number])
    lattices = find_lattices(content.rules)
    placed, prose = _place_glyphs(content.glyphs, lattices)
    blocks: list[tuple[Box, Block]] = [
        (lattice.box, _grid(lattice, slots, content))
        for lattice, slots in zip(lattices, placed, strict=True)
    ]
    for piece in pieces_in(levelled(lines_of(prose))):
        x0, _, x1, bottom = piece.box
        place = _place(content, piece.box)
        blocks.append(
            ((x0, piece.top, x1, bottom), Paragraph(piece.text, place, is_cell=not piece.text))
        )
    for box in content.pictures:
        place = Place(page=content.number, box=_rounded(box))
        blocks.append((mapped(content.reading, *box), Paragraph(image_marker(None), place)))
    for box, block in scans.pictures.get(content.number, ()):
        blocks.append((mapped(content.reading, *box), block))
    return [block for _, block in sorted(blocks, key=lambda item: (item[0][1], item[0][0]))]


def _place_glyphs(glyphs: list[Glyph], lattices: list[Lattice]) -> tuple[list[Slots], list[Glyph]]:
    """Sort characters into the slots of tables, and those outside all of them."""
    placed: list[defaultdict[tuple[int, int], list[Glyph]]] = [defaultdict(list) for _ in lattices]
    prose: list[Glyph] = []
    for glyph in glyphs:
        for lattice, slots in zip(lattices, placed, strict=True):
            if (slot := lattice.slot_at(*glyph.middle)) is not None:
                slots[slot].append(glyph)
                break
        else:
            prose.append(glyph)
    return [_without_watermark(slots) for slots in placed], prose


def _without_watermark(slots: Slots) -> Slots:
    """Leave out characters that are far taller than the others in a table."""
    height = tallest(g.bottom - g.top for glyphs in slots.values() for g in glyphs)
    return {
        slot: [g for g in glyphs if g.bottom - g.top <= height] for slot, glyphs in slots.items()
    }


def _grid(lattice: Lattice, slots: Slots, content: PageContent) -> Grid:
    rows: list[list[LatticeCell]] = [[] for _ in lattice.ys[1:]]
    for cell in lattice.cells:
        rows[cell.row].append(cell)
    printed = tuple(tuple(_row(cells, lattice, slots, content)) for cells in rows)
    return Grid(printed, _place(content, lattice.box))


def _row(
    cells: list[LatticeCell], lattice: Lattice, slots: Slots, content: PageContent
) -> Iterator[GridCell]:
    lines = [lines_of(_glyphs_in(cell, slots)) for cell in cells]
    boxes = [lattice.box_of(cell) for cell in cells]
    texts = texts_of(lines, [x1 - x0 for x0, _, x1, _ in boxes])
    for cell, text, box in zip(cells, texts, boxes, strict=True):
        yield GridCell(text, cell.column, _place(content, box), cell.colspan, cell.rowspan)


def _glyphs_in(cell: LatticeCell, slots: Slots) -> list[Glyph]:
    return [
        glyph
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
        for glyph in slots.get((row, column), ())
    ]


def _place(content: PageContent, box: Box) -> Place:
    return Place(page=content.number, box=_rounded(mapped(content.shown, *box)))


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = (round(length, 1) for length in box)
    return x0, top, x1, bottom
