"""Tables without table mark-up, as content systems and converters leave them in web pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from tests.corpus.document import Placed, Table, placed_rows
from tests.corpus.text import SHAPES, tab_rows

GAP = "&emsp;&emsp;"
Write = Callable[[Table, str], str]


def _texts(row: Sequence[Placed], blank: str, *, padded: bool = False) -> list[str]:
    """Return what stands in the cells of a row; `padded` repeats blanks where cells span."""
    texts: list[str] = []
    for placed in row:
        if placed.continued and not padded:
            continue
        text = "" if placed.continued else placed.box.text
        texts.append(escape(text).replace("\n", "<br>") or blank)
        texts += [blank] * (placed.box.colspan - 1 if padded else 0)
    return texts


def _rows_of(
    table: Table, blank: str, row: str, cell: str, *, padded: bool = False, frame: str = "div"
) -> str:
    """Write rows and cells as elements; `row` and `cell` are tags with their attributes."""
    lines = []
    for placed in placed_rows(table):
        texts = _texts(placed, blank, padded=padded)
        cells = "".join(f"<{cell}>{text}</{cell.split()[0]}>" for text in texts)
        lines.append(f"<{row}>{cells}</{row.split()[0]}>")
    return f"<{frame}>\n" + "\n".join(lines) + f"\n</{frame.split()[0]}>"


def boxes(table: Table, blank: str) -> str:
    """Boxes in boxes that a style sheet shows as a table."""
    return _rows_of(table, blank, 'div class="tr"', 'div class="td"', frame='div class="table"')


def bare_boxes(table: Table, blank: str) -> str:
    """Boxes in boxes that say nothing of themselves, blanks where cells span."""
    return _rows_of(table, blank, "div", "div", padded=True)


def pieces(table: Table, blank: str) -> str:
    """Pieces of lines, set in columns by their style."""
    cell = 'span style="display: inline-block; width: 6em"'
    return _rows_of(table, blank, 'div class="row"', cell)


def bare_pieces(table: Table, blank: str) -> str:
    """Pieces of lines that say nothing of themselves, as many in every row."""
    return _rows_of(table, blank, "li", "span", padded=True, frame="ul")


def flat(table: Table, blank: str) -> str:
    """Cells one after another in a box that a style sheet sets in columns."""
    cells = (
        f'<div style="grid-column: span {placed.box.colspan}">{text}</div>'
        for row in placed_rows(table)
        for placed in row
        if not placed.continued
        for text in _texts([placed], blank)
    )
    return f'<div class="grid">{"".join(cells)}</div>'


def lists(table: Table, blank: str) -> str:
    """A list for each row."""
    return _rows_of(table, blank, "ul", "li")


def wrapped(table: Table, blank: str) -> str:
    """Rows and cells each with a further box round them."""
    lines = []
    for placed in placed_rows(table):
        cells = "".join(f"<div><div><p>{text}</p></div></div>" for text in _texts(placed, blank))
        lines.append(f'<section class="row"><div class="inner">{cells}</div></section>')
    return "<div>" + "".join(lines) + "</div>"


def paragraphs(table: Table, blank: str) -> str:
    """Every cell a paragraph."""
    texts = (text for row in placed_rows(table) for text in _texts(row, blank))
    return "\n".join(f"<p>{text}</p>" for text in texts)


def breaks(table: Table, blank: str) -> str:
    """Every cell a line of one paragraph."""
    texts = (text for row in placed_rows(table) for text in _texts(row, blank))
    return f"<p>{'<br>'.join(texts)}</p>"


def gaps(table: Table, blank: str) -> str:
    """Every row a paragraph, its cells set apart by wide blanks."""
    rows = (GAP.join(_texts(row, blank)).replace("<br>", "") for row in placed_rows(table))
    return "\n".join(f"<p>{row}</p>" for row in rows)


def preformatted(table: Table, _blank: str) -> str:
    """Rows of fields between tabs, shown as they are."""
    return "<pre>\n" + escape("\n".join(tab_rows(table, SHAPES["text_tabbed"]))) + "\n</pre>"


WRITERS: dict[str, Write] = {
    write.__name__: write
    for write in (
        *(boxes, bare_boxes, pieces, bare_pieces, flat, lists, wrapped),
        *(paragraphs, breaks, gaps, preformatted),
    )
}
WITHOUT_BLANKS = frozenset(("paragraphs", "breaks", "gaps"))
