"""Tables made of boxes and lists: rows that stand side by side, and in each its cells, blanks kept.

Only their shape tells them from other boxes: short texts and nothing else in each, and figures
among them. Pieces of a word, as word processors leave them, have that shape too: cells that are
mere pieces of a line must say that they are cells, or be as many in every row.
What must not go here: tables that say that they are tables, and the text outside of both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from pipeline.read.gaps import is_figure
from pipeline.read.html_cells import LONGEST_CELL, bare_text, box_text, is_cell, text_in
from pipeline.records import Grid, GridCell, Place

MOST_CELLS = 40  # in a row: the widest statutory table has fifteen, and layouts add few
FEWEST_FIGURES = 3
FIGURE_SHARE = 0.25
FEWEST_BARE = 5  # figures without a label that are a row, not a number torn to pieces
MOST_TEXTS = 2  # in a row: labels before the figures, a remark behind them
FEWEST_ALIKE = 3  # rows of pieces of a line that have as many, for these to be cells
SHARE_ALIKE = 0.75  # of the rows: a cell may be missing

_ROWS = ("div", "ul", "ol", "dl", "li", "section", "p")
_PIECES = frozenset(("span", "label"))
_SAYS_CELL = re.compile(
    r"table-cell|inline-block|inline-flex|float|width|(?:^|[\s_-])(?:td|th|cell|col)(?:$|[\s\d_-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"mso", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    """A row as found: its element, its steps in the path, its cells and what they say."""

    element: etree._Element
    steps: str
    cells: list[etree._Element]
    texts: list[str]
    alike: bool = False  # its cells are pieces of a line, and do not say that they are cells

    @property
    def figures(self) -> int:
        """How many cells hold a figure; the numbers of links are none."""
        if next(self.element.iter("a"), None) is None:  # as in nearly all rows of tables
            return sum(map(is_figure, self.texts))
        pairs = zip(self.cells, self.texts, strict=True)
        return sum(is_figure(text) and cell.find(".//a[@href]") is None for cell, text in pairs)

    @property
    def blanks(self) -> int:
        """How many cells hold nothing."""
        return sum(not text for text in self.texts)

    def is_labelled(self) -> bool:
        """Whether nothing but figures and blanks follow a label, or labels side by side."""
        return self._turns() == [False, True]

    def is_bare(self) -> bool:
        """Whether it holds nothing but figures and blanks."""
        return self._turns() == [True] and len(self.cells) >= FEWEST_BARE

    def is_jumbled(self) -> bool:
        """Whether texts follow figures more than once: cells of several rows, one after another."""
        return self._turns().count(False) > MOST_TEXTS

    def _turns(self) -> list[bool]:
        """Tell figures from texts, runs of either as one, blanks left out."""
        return [kind for kind, _ in groupby(is_figure(text) for text in self.texts if text)]


_Cells = tuple[list[etree._Element], list[str], bool]  # cells, texts and alike, as in _Row


class _Look(NamedTuple):
    """What has been seen of a page: rows taken, and the cells of elements that may be rows.

    A box within a box is looked at as a row of the one and of the other: its cells are the same.
    """

    taken: set[etree._Element]
    cells: dict[etree._Element, _Cells]


@dataclass(frozen=True, slots=True)
class BoxTable:
    """A table of boxes, read, but not yet told where it stands."""

    rows: tuple[tuple[tuple[str, str], ...], ...]  # each cell as its steps and its text

    def blocks(self, path: str) -> Iterator[Grid]:
        """Yield the grid; `path` is that of the first row."""
        parent = path.rpartition("/")[0]
        rows = tuple(
            tuple(
                GridCell(text, column, Place(path=f"{parent}/{steps}"))
                for column, (steps, text) in enumerate(row)
            )
            for row in self.rows
        )
        ragged = len({len(row) for row in self.rows}) > 1
        yield Grid(rows, Place(path=path), ragged=ragged)


def take_boxes(root: etree._Element) -> dict[etree._Element, BoxTable]:
    """Read every table of boxes by its first row, and leave its rows empty where they stand.

    The innermost come first: a box that holds a table is a cell of none. A row alone comes last:
    it may be one of many, each in boxes of its own.
    """
    tables: dict[etree._Element, BoxTable] = {}
    look = _Look(set(), {})
    rows = (row for row in root.iter(*_ROWS) if 0 < len(row) <= MOST_CELLS and _is_wide(row))
    parents = [p for p in {row.getparent(): None for row in rows} if p is not None]
    seen: dict[etree._Element, list[list[_Row]]] = {}
    for alone in (False, True):
        for parent in reversed(parents):
            if parent not in seen:
                seen[parent] = list(_runs(parent, look))
            for run in seen[parent]:
                if alone == (len(run) == 1) and _is_table(run):
                    tables[run[0].element] = BoxTable(tuple(_read(row) for row in run))
                    look.taken.update(row.element for row in run)
                    look.cells.clear()
                    _empty(run)
                    _forget(seen, parent, run)
    return tables


def _is_wide(row: etree._Element) -> bool:
    """Whether it may have several cells: most boxes hold but one box or line, and need no look."""
    while len(row) == 1:
        row = row[0]
    return len(row) > 1


def _forget(
    seen: dict[etree._Element, list[list[_Row]]], parent: etree._Element, run: list[_Row]
) -> None:
    """Forget what was seen of the boxes round rows that were taken; in the rows nothing is left."""
    seen.pop(parent, None)
    for outer in parent.iterancestors():
        seen.pop(outer, None)
    for row in run:
        seen[row.element] = []


def _empty(run: list[_Row]) -> None:
    for row in run:
        del row.element[:]
        row.element.text = None


def _runs(parent: etree._Element, look: _Look) -> Iterator[list[_Row]]:
    """Yield the rows that stand side by side in an element, with no text between."""
    counts: dict[str, int] = {}
    run: list[_Row] = []
    tag = ""
    for element in parent:
        name = str(element.tag)
        counts[name] = counts.get(name, 0) + 1
        row = _row(element, f"{name}[{counts[name]}]", look)
        if row is None or name != tag:
            yield from _trimmed(run)
            run, tag = [], name
        if row is not None:
            run.append(row)
        if (element.tail or "").strip():
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _trimmed(run: list[_Row]) -> Iterator[list[_Row]]:
    """Leave out lone cells before and behind the rows: they are lines of their own."""
    wide = [at for at, row in enumerate(run) if len(row.cells) > 1]
    if wide:
        yield run[wide[0] : wide[-1] + 1]


def _row(top: etree._Element, steps: str, look: _Look) -> _Row | None:
    """See an element as a row: cells with short texts, and no text between them."""
    element = top
    if element.tag not in _ROWS or element in look.taken:
        return None
    while len(element) == 1 and not is_cell(element[0], look.taken) and not text_in(element.text):
        element = element[0]
        steps += f"/{element.tag}[1]"
    if element not in look.cells:
        look.cells[element] = _cells(element, look.taken)
    cells, texts, alike = look.cells[element]
    return _Row(top, steps, cells, texts, alike) if cells else None


def _cells(element: etree._Element, taken: Container[etree._Element]) -> _Cells:
    """Return the cells of a row, no cells where it is none."""
    if not 0 < len(element) <= MOST_CELLS or text_in(element.text):
        return [], [], False
    cells = list(element)
    pieces = len(cells) > 1 and any(cell.tag in _PIECES for cell in cells)
    alike = pieces and not all(_SAYS_CELL.search(_looks(cell)) for cell in cells)
    if alike and (element.tag == "p" or _WORD.search(_looks(element))):
        return [], [], False
    if not all(is_cell(cell, taken) and not text_in(cell.tail) for cell in cells):
        return [], [], False
    texts = [bare_text(cell) for cell in cells]
    return (cells, texts, alike) if max(map(len, texts)) <= LONGEST_CELL else ([], [], False)


def _looks(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('style') or ''}"


def _is_table(run: list[_Row]) -> bool:
    figures, blanks = sum(row.figures for row in run), sum(row.blanks for row in run)
    cells = sum(len(row.cells) for row in run)
    if figures < FEWEST_FIGURES or figures + blanks < FIGURE_SHARE * cells:
        return False
    if any(row.is_jumbled() for row in run):
        return False
    if any(row.alike for row in run):
        return len(run) >= FEWEST_ALIKE and _are_alike(run)
    return len(run) > 1 or run[0].is_bare() or run[0].is_labelled()


def _are_alike(run: list[_Row]) -> bool:
    """Whether pieces of lines are cells: as many in most, and only labels before their figures."""
    width, count = Counter(len(row.cells) for row in run).most_common(1)[0]
    filled = [row for row in run if row.figures]
    alike = all(row.is_labelled() or row.is_bare() for row in filled)
    return width > 1 and count >= SHARE_ALIKE * len(run) and alike


def _read(row: _Row) -> tuple[tuple[str, str], ...]:
    counts: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for cell in row.cells:
        name = str(cell.tag)
        counts[name] = counts.get(name, 0) + 1
        found.append((f"{row.steps}/{name}[{counts[name]}]", box_text(cell)))
    return tuple(found)
