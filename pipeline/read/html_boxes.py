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

from lxml import etree

from pipeline.read.gaps import is_figure
from pipeline.read.html_tables import cell_text, inner_text, mark_breaks
from pipeline.records import Grid, GridCell, Place

MOST_CELLS = 40  # in a row: the widest statutory table has fifteen, and layouts add few
LONGEST_CELL = 120  # characters: the longest label has half of that
MOST_ELEMENTS = 12  # within a cell
FEWEST_FIGURES = 3
FIGURE_SHARE = 0.25
FEWEST_BARE = 5  # figures without a label that are a row, not a number torn to pieces
MOST_TEXTS = 2  # in a row: labels before the figures, a remark behind them
FEWEST_ALIKE = 3  # rows of pieces of a line that have as many, for these to be cells
SHARE_ALIKE = 0.75  # of the rows: a cell may be missing

_ROWS = ("div", "ul", "ol", "dl", "li", "section", "p")
_CELLS = frozenset(("div", "span", "li", "dd", "dt", "p", "label"))
_INLINE = frozenset(
    "a b br center em font i img label o:p p span strong sub sup u".split()  # noqa: SIM905 - one line instead of twenty
)
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
    taken: set[etree._Element] = set()
    rows = (row for row in root.iter(*_ROWS) if 0 < len(row) <= MOST_CELLS and _is_wide(row))
    parents = [p for p in {row.getparent(): None for row in rows} if p is not None]
    seen: dict[etree._Element, list[list[_Row]]] = {}
    for alone in (False, True):
        for parent in reversed(parents):
            if parent not in seen:
                seen[parent] = list(_runs(parent, taken))
            for run in seen[parent]:
                if alone == (len(run) == 1) and _is_table(run):
                    tables[run[0].element] = BoxTable(tuple(_read(row) for row in run))
                    taken.update(row.element for row in run)
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


def _runs(parent: etree._Element, taken: set[etree._Element]) -> Iterator[list[_Row]]:
    """Yield the rows that stand side by side in an element, with no text between."""
    counts: dict[str, int] = {}
    run: list[_Row] = []
    tag = ""
    for element in parent:
        name = str(element.tag)
        counts[name] = counts.get(name, 0) + 1
        row = _row(element, f"{name}[{counts[name]}]", taken)
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


def _row(top: etree._Element, steps: str, taken: set[etree._Element]) -> _Row | None:
    """See an element as a row: cells with short texts, and no text between them."""
    element = top
    if element.tag not in _ROWS or element in taken:
        return None
    while len(element) == 1 and not is_cell(element[0], taken) and not text_in(element.text):
        element = element[0]
        steps += f"/{element.tag}[1]"
    if not 0 < len(element) <= MOST_CELLS or text_in(element.text):
        return None
    cells = list(element)
    pieces = len(cells) > 1 and any(cell.tag in _PIECES for cell in cells)
    alike = pieces and not all(_SAYS_CELL.search(_looks(cell)) for cell in cells)
    if alike and (element.tag == "p" or _WORD.search(_looks(element))):
        return None
    if not all(is_cell(cell, taken) and not text_in(cell.tail) for cell in cells):
        return None
    texts = ["".join(inner_text(cell).split()) for cell in cells]
    if max(map(len, texts)) > LONGEST_CELL:
        return None
    return _Row(top, steps, cells, texts, alike)


def _looks(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('style') or ''}"


def text_in(text: str | None) -> str:
    """Return what a text shows; nothing of blanks."""
    return (text or "").strip()


def is_cell(element: etree._Element, taken: Container[etree._Element] = frozenset()) -> bool:
    """Whether an element holds a text and no boxes, or one box that does."""
    if element.tag not in _CELLS or element in taken:
        return False
    for count, inner in enumerate(element.iterdescendants(), start=1):
        is_alone = inner.getprevious() is None and inner.getnext() is None
        is_wrapped = inner.tag == "div" and is_alone
        if count > MOST_ELEMENTS or (inner.tag not in _INLINE and not is_wrapped):
            return False
    return True


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
        if len(cell):
            mark_breaks(cell)
        found.append((f"{row.steps}/{name}[{counts[name]}]", cell_text(cell)))
    return tuple(found)
