"""Tables whose cells stand one after another in a single box that a style sheet sets in columns.

Where a row ends is not to be seen, so no grid is made: every cell is a paragraph, blanks kept, and
whoever needs a row of so many figures must find just as many behind its label.
What must not go here: boxes that have a box for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.read.gaps import is_figure
from pipeline.read.html_cells import LONGEST_CELL, bare_text, box_text, is_cell, text_in
from pipeline.records import Paragraph, Place

_FRAMES = ("div", "section", "ul", "ol", "dl")
FEWEST_CELLS, MOST_CELLS = 12, 2_000
FEWEST_FIGURES = 5
_SAYS_GRID = re.compile(r"grid|flex|table|tab(?:$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The cells of a table in reading order, each by its step in the path and its text."""

    cells: tuple[tuple[str, str], ...]

    def blocks(self, path: str) -> Iterator[Paragraph]:
        """Yield a paragraph for each cell; `path` is that of the box."""
        for step, text in self.cells:
            yield Paragraph(text, Place(path=f"{path}/{step}"), is_cell=True)


def take_flat(root: etree._Element) -> dict[etree._Element, FlatTable]:
    """Read every such table, and leave its box empty where it stands."""
    taken: dict[etree._Element, FlatTable] = {}
    for box in root.iter(*_FRAMES):
        if FEWEST_CELLS <= len(box) <= MOST_CELLS and _is_flat(box):
            taken[box] = FlatTable(tuple(_cells(box)))
    for box in taken:
        del box[:]
        box.text = None
    return taken


def _is_flat(box: etree._Element) -> bool:
    says = f"{box.get('class') or ''} {box.get('style') or ''}"
    if not _SAYS_GRID.search(says) or text_in(box.text):
        return False
    if not all(is_cell(cell) and not text_in(cell.tail) for cell in box):
        return False
    texts = [bare_text(cell) for cell in box]
    figures = sum(is_figure(text) for text in texts)
    return figures >= FEWEST_FIGURES and max(map(len, texts)) <= LONGEST_CELL


def _cells(box: etree._Element) -> Iterator[tuple[str, str]]:
    counts: dict[str, int] = {}
    for cell in box:
        name = str(cell.tag)
        counts[name] = counts.get(name, 0) + 1
        yield f"{name}[{counts[name]}]", box_text(cell)
