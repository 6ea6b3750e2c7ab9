"""Walk an HTML tree once, without recursion, and write down its blocks in reading order.

What must not go here: bytes, encodings, page metadata, the inside of tables.
"""

from __future__ import annotations

from lxml import etree

from pipeline.read import scan_reader
from pipeline.read.container import image_marker
from pipeline.read.html_boxes import BoxTable, take_boxes
from pipeline.read.html_flat import FlatTable, take_flat
from pipeline.read.html_shown import show
from pipeline.read.html_tables import BREAK, DataTable, inner_text, take_tables
from pipeline.read.html_text import blocks_of
from pipeline.records import Block, Paragraph, Place

MAX_PICTURES = 20  # read a page: each may take seconds
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu
    nav ol option p pre section select summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a literal would take a line for each
)
# Elements whose text is often in pieces, and what such pieces are.
_LINES = frozenset(("div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td"))
_STYLES = frozenset(("b", "em", "font", "i", "o:p", "span", "strong", "u"))


def read_blocks(root: etree._Element, page: bytes) -> tuple[Block, ...]:
    """Turn a page and its tree into grids and paragraphs, one paragraph a block or line.

    The tree is used up: what is not shown, and the tables once read, are taken out of it.
    """
    show(root, page)
    walk = _Walk({**take_tables(root), **take_flat(root), **take_boxes(root)})
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walk.leave(element)
        elif walk.enter(element):
            steps.skip_subtree()
    return tuple(walk.blocks)


def _is_line(element: etree._Element) -> bool:
    """Whether nothing in an element tells its pieces apart: no block, no link and no picture."""
    if element.tag not in _LINES:
        return False
    return all(
        piece.tag in _STYLES or (piece.tag == "a" and not piece.get("href"))
        for piece in element.iterdescendants()
    )


class _Walk:
    """Where the walk stands: the open elements, the line being gathered, the blocks so far.

    A line that is nothing but a link has the path of the link: it names another page.
    """

    def __init__(self, tables: dict[etree._Element, DataTable | FlatTable | BoxTable]) -> None:
        self.blocks: list[Block] = []
        self._tables = tables
        self._line: list[str] = []
        self._preformatted = False
        self._link = ""  # path of a link in the line
        self._links = 0  # how many are open
        self._is_linked = True  # all text of the line so far is of links
        self._steps: list[str] = []
        self._pictures = 0
        self._seen: list[dict[str, int]] = [{}]

    def enter(self, element: etree._Element) -> bool:
        """Open an element: a block ends the line before it, a table is written at once.

        Return whether all text within was gathered too, so that nothing of it need be walked.
        """
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        siblings = self._seen[-1]
        siblings[tag] = number = siblings.get(tag, 0) + 1
        self._steps.append(f"{tag}[{number}]")
        self._seen.append({})
        if element in self._tables:
            self.blocks.extend(self._tables[element].blocks(self._path()))
        if tag == "a" and element.get("href"):
            self._links += 1
            self._link = self._path()
        elif tag == "img":
            # Ahead of the line it stands in, whose text must not be torn in two.
            marker = image_marker(element.get("alt"))
            self.blocks.append(Paragraph(marker, Place(path=self._path())))
            self._read_picture(element.get("src") or "")
        is_line = len(element) > 0 and _is_line(element)
        self._gather(inner_text(element) if is_line else element.text, preformatted=tag == "pre")
        return is_line

    def leave(self, element: etree._Element) -> None:
        """Close an element, and with it the line if it is a block."""
        if element.tag in _BLOCKS:
            self._flush()
        elif element.tag == "a" and element.get("href"):
            self._links -= 1
        self._steps.pop()
        self._seen.pop()
        parent = element.getparent()
        self._gather(element.tail, preformatted=parent is not None and parent.tag == "pre")

    def _gather(self, text: str | None, *, preformatted: bool) -> None:
        if text:
            self._line.append(text.replace("\n", BREAK) if preformatted else text)
            self._preformatted |= preformatted
            self._is_linked &= self._links > 0 or text.isspace()

    def _read_picture(self, source: str) -> None:
        """Read the tables of a picture that the page carries in itself."""
        if source.startswith("data:") and self._pictures < MAX_PICTURES:
            self._pictures += 1
            self.blocks.extend(scan_reader.read_embedded(source, self._path()))

    def _flush(self) -> None:
        """Write the gathered line as one paragraph, or several where it is preformatted."""
        text = "".join(self._line)
        path = self._link if self._link and self._is_linked and not self._links else self._path()
        preformatted = self._preformatted
        self._line.clear()
        self._link, self._is_linked, self._preformatted = "", True, False
        if text and not text.isspace():
            self.blocks.extend(blocks_of(text, Place(path=path), preformatted=preformatted))

    def _path(self) -> str:
        return "/" + "/".join(self._steps)
