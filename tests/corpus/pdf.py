"""A document as a text PDF: ruled tables that pages cut, with the head repeated or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.corpus.document import Box, Document, Para, Placed, Table, placed_rows
from tests.corpus.pdf_file import HEIGHT, WIDTH, Page, text_width, write
from tests.corpus.pdf_type3 import drawn

MARGIN = 62.0
SIZES = {"title": 16.0, "heading": 13.0, "text": 11.0, "signature": 11.0}
CELL_SIZE, LEADING, PAD = 8.0, 1.35, 3.0
# Shares of the width; what is left over is shared by the columns that are not named.
SHARES = {"t2": (0.34,), "t3": (0.06, 0.09, 0.27), "t4": ()}


@dataclass(frozen=True)
class Paper:
    """How tables meet the end of a page, which of their lines are drawn, and how pages lie."""

    repeat_head: bool = False
    open_edges: bool = False  # no line at the foot and head of a page
    top: float = MARGIN  # where the text of a page begins: moves every break
    split_labels: bool = True  # merged labels go on behind the break
    lines: Literal["all", "across", "none"] = "all"
    turn: int = 0  # degrees by which pages are turned
    sideways: bool = False  # and are shown so
    drawn: bool = False  # characters are drawings that say what they mean, as browsers print them
    blank_pages: bool = False  # behind every page


@dataclass
class _Flow:
    """The pages so far and where the next line goes."""

    way: Paper
    pages: list[Page]
    y: float

    def room(self, height: float) -> bool:
        """Whether so much still fits on the page."""
        return self.y + height <= HEIGHT - MARGIN

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append(Page())
        self.y = self.way.top


def render(document: Document, paper: Paper | None = None) -> bytes:
    """Return the document as the bytes of a PDF."""
    way = paper or Paper()
    flow = _Flow(way, [Page()], way.top)
    for part in document.parts:
        if isinstance(part, Para):
            _paragraph(flow, part)
        elif part.picture:
            _picture(flow)
        else:
            _table(flow, part)
    pages = flow.pages
    if way.blank_pages:
        pages = [page for printed in pages for page in (printed, Page())]
    if not (way.drawn or way.turn):
        return write(pages)
    pages, fonts = drawn(pages) if way.drawn else (pages, {})
    return write(pages, fonts, turn=way.turn, rotate=not way.sideways)


def _paragraph(flow: _Flow, para: Para) -> None:
    size = SIZES[para.role]
    lines = _wrapped(para.text, WIDTH - 2 * MARGIN, size)
    for line in lines:
        if not flow.room(size * LEADING):
            flow.turn()
        x = MARGIN
        if para.role == "title":
            x = (WIDTH - text_width(line, size)) / 2
        flow.pages[-1].text(x, flow.y + size, size, line)
        flow.y += size * LEADING * 1.2
    flow.y += size * 0.4


def _picture(flow: _Flow) -> None:
    if not flow.room(200):
        flow.turn()
    flow.pages[-1].picture(MARGIN, flow.y, WIDTH - 2 * MARGIN, 190)
    flow.y += 200


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for char in piece:
            if line and text_width(line + char, size) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _edges(table: Table) -> list[float]:
    """Return the x of every column edge."""
    named = SHARES[table.code][: table.width]
    others = table.width - len(named)
    shares = [*named, *((1 - sum(named)) / others for _ in range(others))]
    edges = [MARGIN]
    for share in shares:
        edges.append(edges[-1] + share * (WIDTH - 2 * MARGIN))
    return edges


def _cell_lines(box: Box, width: float) -> list[str]:
    return _wrapped(box.text, width - 2 * PAD, CELL_SIZE) if box.text.strip() else []


def _heights(table: Table, rows: list[list[Placed]], edges: list[float]) -> list[float]:
    """Return the height of every row: as high as its own cells need."""
    heights = []
    for row in rows:
        own = [p for p in row if not p.continued and p.box.rowspan == 1]
        widths = [(p.box, edges[p.column + p.box.colspan] - edges[p.column]) for p in own]
        most = max((len(_cell_lines(box, width)) for box, width in widths), default=1)
        heights.append(max(most, 1) * CELL_SIZE * LEADING + 2 * PAD)
    return heights


def _table(flow: _Flow, table: Table) -> None:
    rows, edges = placed_rows(table), _edges(table)
    heights = _heights(table, rows, edges)
    rests: dict[Box, list[str]] = {}
    head = range(table.head_rows())
    start = 0
    while start < len(rows):
        shown = [*head] if start and flow.way.repeat_head else []
        room = HEIGHT - MARGIN - flow.y - sum(heights[i] for i in shown)
        end = start
        while end < len(rows) and sum(heights[start : end + 1]) <= room:
            end += 1
        if end == start and flow.y == flow.way.top:
            end = start + 1  # a row higher than a page
        if end > start:
            for part in (shown, [*range(start, end)]):
                closed = _closed(flow, part, rows, headed=bool(shown))
                _fragment(flow, rows, part, heights, edges, rests, closed=closed)
            start = end
        if start < len(rows):
            flow.turn()
    flow.y += CELL_SIZE


def _closed(
    flow: _Flow, part: list[int], rows: list[list[Placed]], *, headed: bool
) -> tuple[bool, bool]:
    """Say whether the first and the last row of a fragment are ruled on the outside."""
    whole = not flow.way.open_edges or headed or not part
    return whole or part[0] == 0, whole or part[-1] == len(rows) - 1


def _fragment(
    flow: _Flow,
    rows: list[list[Placed]],
    part: list[int],
    heights: list[float],
    edges: list[float],
    rests: dict[Box, list[str]],
    *,
    closed: tuple[bool, bool],
) -> None:
    """Draw some consecutive rows of a table on the page."""
    tops = [flow.y]
    for index in part:
        tops.append(tops[-1] + heights[index])
    for at, index in enumerate(part):
        for placed in rows[index]:
            if placed.continued and at > 0:
                continue
            below = [i for i in part[at:] if any(p.box is placed.box for p in rows[i])]
            frame = (
                edges[placed.column],
                tops[at],
                edges[placed.column + placed.box.colspan],
                tops[at + len(below)],
            )
            ruled = (at > 0 or closed[0], at + len(below) < len(part) or closed[1])
            if flow.way.lines == "all":
                _frame(flow.pages[-1], frame, *ruled)
            elif flow.way.lines == "across":
                flow.pages[-1].line(frame[0], frame[3], frame[2], frame[3])
            _write(flow, placed, frame, rests)
    flow.y = tops[-1]


def _frame(page: Page, frame: tuple[float, float, float, float], top: bool, bottom: bool) -> None:
    x0, y0, x1, y1 = frame
    page.line(x0, y0, x0, y1)
    page.line(x1, y0, x1, y1)
    if top:
        page.line(x0, y0, x1, y0)
    if bottom:
        page.line(x0, y1, x1, y1)


def _write(
    flow: _Flow,
    placed: Placed,
    frame: tuple[float, float, float, float],
    rests: dict[Box, list[str]],
) -> None:
    """Write the text of a cell in the middle of its frame; what does not fit waits for the next."""
    x0, y0, x1, y1 = frame
    lines = rests.pop(placed.box, []) if placed.continued else _cell_lines(placed.box, x1 - x0)
    fitting = max(1, int((y1 - y0 - 2 * PAD) / (CELL_SIZE * LEADING) + 0.01))
    if len(lines) > fitting and flow.way.split_labels and placed.box.rowspan > 1:
        rests[placed.box] = lines[fitting:]
        lines = lines[:fitting]
    y = (y0 + y1 - len(lines) * CELL_SIZE * LEADING) / 2
    for line in lines:
        x = x0 + PAD if placed.box.line else (x0 + x1 - text_width(line, CELL_SIZE)) / 2
        flow.pages[-1].text(x, y + CELL_SIZE, CELL_SIZE, line)
        y += CELL_SIZE * LEADING


PLAIN = ("pdf", "pdf_repeated_head", "pdf_open_edges", "pdf_late")
PAPERS: dict[str, Paper] = {
    "pdf": Paper(),
    "pdf_repeated_head": Paper(repeat_head=True, top=90),
    "pdf_open_edges": Paper(open_edges=True, top=130),
    "pdf_late": Paper(top=240, split_labels=False),
    "pdf_across": Paper(lines="across"),
    "pdf_unruled": Paper(lines="none", top=100),
    "pdf_turned": Paper(turn=90),
    "pdf_upside_down": Paper(turn=180, open_edges=True),
    "pdf_sideways": Paper(turn=270, sideways=True),
    "pdf_sideways_down": Paper(turn=90, sideways=True, open_edges=True, top=130),
    "pdf_drawn": Paper(drawn=True, blank_pages=True),
}
