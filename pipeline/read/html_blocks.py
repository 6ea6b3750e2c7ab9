"""Walk an HTML tree once, without recursion, and write down its blocks in reading order.

What must not go here: bytes, encodings, page metadata.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.read.container import image_marker
from pipeline.read.spans import Spanned, has_columns, lay_out
from pipeline.records import Block, Grid, Paragraph, Place

_HIDDEN = frozenset({"head", "script", "style", "noscript", "template", "object", "iframe"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu
    nav ol option p pre section select summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a literal would take a line for each
)
# Runs of what HTML takes for one blank; no-break and ideographic spaces are printed as they are.
_BLANKS = re.compile(r"[ \t\r\n\f]+")

Rows = list[list[etree._Element]]


def read_blocks(root: etree._Element) -> tuple[Block, ...]:
    """Turn a page into grids and paragraphs, one paragraph a block or line."""
    walk = _Walk(_data_tables(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if not walk.enter(element):
                events.skip_subtree()
                walk.leave(element)  # the parser reports no end of what is skipped
        else:
            walk.leave(element)
    walk.flush()
    return tuple(walk.blocks)


def _data_tables(root: etree._Element) -> dict[etree._Element, Rows]:
    """Find the tables that hold data, with the cells of their rows.

    The mapping also keeps the elements alive, so that they are the same objects in the walk.
    """
    tables = list(root.iter("table"))
    layout = {parent for table in tables for parent in table.iterancestors("table")}
    candidates = ((table, _rows(table)) for table in tables if table not in layout)
    return {table: rows for table, rows in candidates if has_columns(rows)}


def _rows(table: etree._Element) -> Rows:
    """List the cells of each row; a cell outside every row belongs to the one above."""
    rows: Rows = []
    for element in table.iter("tr", "td", "th"):
        if element.tag == "tr":
            rows.append([])
        elif rows:
            rows[-1].append(element)
        else:
            rows.append([element])
    return rows


class _Walk:
    """Where the walk stands: the open elements, the line being gathered, the blocks so far."""

    def __init__(self, tables: dict[etree._Element, Rows]) -> None:
        self.blocks: list[Block] = []
        self._tables = tables
        self._line: list[str] = []
        self._steps: list[str] = []
        self._seen: list[Counter[str]] = [Counter()]

    def enter(self, element: etree._Element) -> bool:
        """Open an element; say whether the walk should go into it."""
        tag = _tag(element)
        self._seen[-1][tag] += 1
        self._steps.append(f"{tag}[{self._seen[-1][tag]}]")
        self._seen.append(Counter())
        if tag in _BLOCKS:
            self.flush(outside=True)
        if element in self._tables:
            self._add_table(element)
            return False
        if tag in _HIDDEN:
            return False
        if tag == "img":
            # Ahead of the line it stands in, whose text must not be torn in two.
            self.blocks.append(Paragraph(image_marker(element.get("alt")), self._place()))
        self._line.append(_visible(element.text, element))
        return True

    def leave(self, element: etree._Element) -> None:
        """Close an element, and with it the line if it is a block."""
        if _tag(element) in _BLOCKS:
            self.flush()
        self._steps.pop()
        self._seen.pop()
        self._line.append(_visible(element.tail, element.getparent()))

    def flush(self, *, outside: bool = False) -> None:
        """Write the gathered line as one paragraph, or several where it is preformatted."""
        text = "".join(self._line)
        self._line.clear()
        if not text.strip():
            return
        place = self._place(outside=outside)
        lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
        self.blocks.extend(Paragraph(line, place) for line in lines if line)

    def _place(self, *, outside: bool = False) -> Place:
        steps = self._steps[:-1] if outside else self._steps
        return Place(path="/" + "/".join(steps))

    def _add_table(self, table: etree._Element) -> None:
        """Add a grid; the paths of its cells count rows over the whole table, without sections."""
        rows = self._tables[table]
        place = self._place()
        caption = table.find("caption")
        if caption is not None and (text := _cell_text(caption)):
            self.blocks.append(Paragraph(text, place))
        spanned = [
            [
                _spanned(cell, f"{place.path}/tr[{y}]/{cell.tag}[{x}]")
                for x, cell in enumerate(row, 1)
            ]
            for y, row in enumerate(rows, 1)
        ]
        self.blocks.append(Grid(lay_out(spanned), place))


def _spanned(cell: etree._Element, path: str) -> Spanned:
    return Spanned(
        _cell_text(cell),
        Place(path=path),
        _span(cell.get("colspan"), least=1),
        _span(cell.get("rowspan"), least=0),
    )


def _span(written: str | None, *, least: int) -> int:
    """Read a span as browsers do: what is no number spans one."""
    digits = re.match(r"\s*(\d{1,5})", written or "", re.ASCII)
    return max(int(digits[1]), least) if digits else 1


def _cell_text(cell: etree._Element) -> str:
    """Write the text of a cell, with its picture's mark if a picture is all that it holds."""
    if not len(cell):
        return _tidy(cell.text or "")
    text = _tidy("".join(_pieces(cell)))
    if text:
        return text
    image = next(cell.iter("img"), None)
    return "" if image is None else image_marker(image.get("alt"))


def _pieces(cell: etree._Element) -> Iterator[str]:
    events = etree.iterwalk(cell, events=("start", "end"))
    for event, element in events:
        if event == "start" and _tag(element) in _HIDDEN:
            events.skip_subtree()
            yield element.tail or ""
            continue
        if _tag(element) in _BLOCKS:
            yield "\n"
        if event == "start":
            yield _visible(element.text, element)
        elif element is not cell:
            yield _visible(element.tail, element.getparent())


def _visible(text: str | None, parent: etree._Element | None) -> str:
    """Take the blanks of the source together, except where they are shown as written."""
    if not text:
        return ""
    return text if parent is not None and parent.tag == "pre" else _BLANKS.sub(" ", text)


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _tag(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""
