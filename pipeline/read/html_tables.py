"""Tell the tables of a page that hold data from those that arrange it, and read their cells.

What must not go here: the text outside tables.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.read.container import image_marker
from pipeline.read.spans import Spanned, has_columns, lay_out
from pipeline.records import Grid, Paragraph, Place

# Runs of what HTML takes for one blank; no-break and ideographic spaces are printed as they are.
BLANKS = re.compile(r"[ \t\r\n\f]+")
LONGEST_KEPT = 200  # characters of a cell whose text is kept for the next cell that has it
LONGEST_FRAMED = 120  # characters in a frame within a cell: what is longer is a part of the page
# Stands for a line break where the source's own are taken for blanks: U+2028 means just that.
BREAK = "\u2028"
_SPAN = re.compile(r"\s*(\d{1,5})", re.ASCII)
# What a tree may hold but does not let itself be given.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_BREAKING = (
    *("address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "ul"),
)


SHOWN_OTHERWISE = ("img", "pre")  # not, or not only, by their text between blanks

_FRAME = ("table", "tr")  # what a frame round a cell is made of, ahead of its one cell
_PARTS = frozenset((*_FRAME, "td", "th"))


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table read, but not yet told where it stands."""

    caption: str
    rows: list[list[Spanned]]

    def blocks(self, path: str) -> Iterator[Paragraph | Grid]:
        """Yield caption and grid; paths of cells count rows over the whole table."""
        if self.caption:
            yield Paragraph(self.caption, Place(path=path))
        yield Grid(lay_out(self.rows, path), Place(path=path))


def take_tables(root: etree._Element) -> dict[etree._Element, DataTable]:
    """Read every table that holds data, and leave it empty where it stands.

    Of tables within tables only the innermost hold data; and a table without columns is a frame.
    A frame round the text of a single cell is looked through.
    """
    tables: list[etree._Element] = []
    frames: list[etree._Element] = []
    for table in root.iter("table"):
        (frames if _is_within_a_cell(table) else tables).append(table)
    outer = {ancestor for table in tables for ancestor in table.iterancestors("table")}
    for frame in frames:
        _look_through(frame, outer)
    taken: dict[etree._Element, DataTable] = {}
    for table in tables:
        rows = [] if table in outer else _rows(table)
        if has_columns(rows):
            taken[table] = _read(table, rows)
            del table[:]
            table.text = None
    return taken


def _is_within_a_cell(table: etree._Element) -> bool:
    """Whether a table is but a frame round a short text in a cell."""
    cell = table.getparent()
    if cell is None or cell.tag not in ("td", "th") or len(cell) > 1 or (cell.text or "").strip():
        return False
    inner = list(islice(_parts(table), len(_FRAME) + 1))
    if [element.tag for element in inner] not in ([*_FRAME, "td"], [*_FRAME, "th"]):
        return False
    return len("".join(inner_text(table).split())) <= LONGEST_FRAMED


def _look_through(frame: etree._Element, outer: Container[etree._Element]) -> None:
    """Put a framed text into the cell round it, or make a plain box of the frame.

    Where the table round it only arranges the page there are no cells, and the path of a text is
    that of its box.
    """
    cell = frame.getparent()
    inner = None if cell is None else innermost(cell)
    if cell is None or inner is None or inner.tag in SHOWN_OTHERWISE or not _is_data(cell, outer):
        for element in frame.iter():
            if element.tag in _PARTS or element.tag == "tbody":
                element.tag = "div"
        return
    text = inner.text
    del cell[:]
    cell.text = _legal(text) if text else None


def _is_data(cell: etree._Element, outer: Container[etree._Element]) -> bool:
    """Whether a cell has another beside it, and no table but frames stand in their table."""
    beside = cell.getnext() if cell.getprevious() is None else cell.getprevious()
    table = next(cell.iterancestors("table"), None)
    is_row = beside is not None and beside.tag in ("td", "th")
    return is_row and table is not None and table not in outer


def innermost(cell: etree._Element) -> etree._Element | None:
    """Return the element that holds all text where each holds but the next one, else None."""
    while len(cell) == 1:
        inner = cell[0]
        before, behind = cell.text, inner.tail
        if (before and not before.isspace()) or (behind and not behind.isspace()):
            return None
        cell = inner
    return None if len(cell) else cell


def _parts(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the table, its rows and cells: of frames there are hundreds, so no tags are named."""
    return (element for element in table.iter() if element.tag in _PARTS)


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """List the cells of each row; a cell outside every row belongs to the one above.

    The foot of a table is shown last, wherever it is written.
    """
    foot = table.find("tfoot")
    if foot is not None and foot.getnext() is not None:
        table.append(foot)  # a move
    rows: list[list[etree._Element]] = []
    for element in table.iter("tr", "td", "th"):
        if element.tag == "tr":
            rows.append([])
        elif rows:
            rows[-1].append(element)
        else:
            rows.append([element])
    return rows


def _breaking(root: etree._Element) -> Iterable[etree._Element]:
    """Return what begins a new line: of a lone element without the cost of naming all tags."""
    if len(root):
        return root.iter(*_BREAKING)
    return (root,) if root.tag in _BREAKING else ()


def mark_breaks(root: etree._Element) -> None:
    """Put a mark into the text where a browser begins a new line."""
    for element in _breaking(root):
        text = element.text
        if text:
            text = _legal(text)
            element.text = BREAK + (text.replace("\n", BREAK) if element.tag == "pre" else text)
        else:
            element.text = BREAK
        tail = element.tail
        element.tail = BREAK + _legal(tail) if tail else BREAK


def _legal(text: str) -> str:
    return text if text.isprintable() else _ILLEGAL.sub("", text)  # five times faster to tell


def _read(table: etree._Element, rows: list[list[etree._Element]]) -> DataTable:
    mark_breaks(table)
    caption = table.find("caption")
    return DataTable(
        "" if caption is None else cell_text(caption),
        [[_spanned(cell, x) for x, cell in enumerate(row, start=1)] for row in rows],
    )


def _spanned(cell: etree._Element, number: int) -> Spanned:
    colspan, rowspan = cell.get("colspan"), cell.get("rowspan")
    across = _span(colspan, least=1) if colspan else 1
    down = _span(rowspan, least=0) if rowspan else 1
    return cell_text(cell), f"{cell.tag}[{number}]", across, down


def _span(written: str, *, least: int) -> int:
    """Read a span as browsers do: what is no number spans one."""
    digits = _SPAN.match(written)
    return max(int(digits[1]), least) if digits else 1


def inner_text(element: etree._Element) -> str:
    """Return all text in an element, as it stands: ten times faster than to walk its pieces."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def cell_text(cell: etree._Element) -> str:
    """Write the text of a cell, with its picture's mark if a picture is all that it holds."""
    is_plain = not len(cell)
    text = cell.text or "" if is_plain else inner_text(cell)
    shown = _shown(text) if len(text) <= LONGEST_KEPT else _shown.__wrapped__(text)
    if shown or is_plain:
        return shown
    image = next(cell.iter("img"), None)
    return "" if image is None else image_marker(image.get("alt"))


@lru_cache(maxsize=65_536)
def _shown(text: str) -> str:
    """Return the lines that a browser shows; the texts of cells come up again and again."""
    lines = (line.strip() for line in BLANKS.sub(" ", text).split(BREAK))
    return "\n".join(line for line in lines if line)
