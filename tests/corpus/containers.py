"""Every container and shape in which the corpus is printed, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.corpus import boxes, docx, html, pdf, text
from tests.corpus.document import Document

Renderer = Callable[[Document], bytes]

CONTAINERS: dict[str, Renderer] = {
    **{name: partial(html.render, page=page) for name, page in html.PAGES.items()},
    "docx": docx.render,
    **{name: partial(pdf.render, paper=paper) for name, paper in pdf.PAPERS.items()},
    "text_indented": text.indented,
    "text_bare": text.bare,
    "text_spaced": text.spaced,
    "text_aligned": text.aligned,
    **{name: partial(text.tabbed, tabs=tabs) for name, tabs in text.SHAPES.items()},
    "text_boxed": text.boxed,
    "text_listed": text.listed,
    "markdown": text.markdown,
}
# Shapes that lose which cell is blank, or show it only beside full rows of the same shape: a row
# with blanks may then be left out as a whole.
WITHOUT_BLANKS = frozenset(
    {"text_bare", "text_spaced", "text_aligned", "pdf_across", "pdf_unruled", *text.SHAPES}
    | {*(f"html_{name}" for name in boxes.WITHOUT_BLANKS)}
) - {"text_tabbed"}

# A row that is padded or ruled to full width hides that a cell is gone: it shows a blank last cell.
HIDES_LOST_CELLS = ("pdf", "text_padded_behind", "text_full_width", "text_listed")
# Where spans are marked or ruled, a cell of two columns is seen to be one; elsewhere it is a cell
# and a blank, or a cell too few.
SHOWS_SPANS = ("html", "html_word", "html_nested", "html_torn", "docx", "pdf", "pdf_open_edges")

# What is laid out askew shows only where cells say what they span, and are not ruled.
SHOWS_LAYOUT = ("html", "html_word", "html_nested", "html_torn", "html_framed", "docx")
OF_LAYOUT = ("head_too_short", "head_too_long", "labels_unspanned", "extra_cell", "spacer_cells")

# Where one blank parts two cells, a blank within a cell parts it too.
WITHIN_CELLS = ("units", "torn_figures", "spaces_in_labels", "labels_wrapped", "footnotes")


def can_be_told(damage: str, container: str) -> bool:
    """Whether a container shows that its document is damaged so: else it is another, sound one."""
    if damage == "short_row":
        return not container.startswith(HIDES_LOST_CELLS)
    if damage in WITHIN_CELLS and container == "text_spaced":
        return False
    if damage in OF_LAYOUT:
        return container in SHOWS_LAYOUT
    return damage != "merged_neighbours" or container in SHOWS_SPANS
