"""A second reading of a PDF's tables by pdfplumber, for where the first leaves a doubt.

Slower by an order of magnitude and independent of our own lattice: where both agree, a figure that
does not add up stands so in the document. Prose is left to the first reading.
What must not go here: the decision which reading to believe.
"""

from __future__ import annotations

import io

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.records import Grid, GridCell, Place, Reading, Refusal

METHOD = "pdf/pdfplumber-0.11"
MAX_PAGES = 40  # half a second each: beyond this a document has its first reading only


def read_tables_again(data: bytes) -> Reading | Refusal:
    """Return the tables of a PDF as pdfplumber finds them, page by page."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                return Refusal("unsupported", "read.too_large", "pages", "pdf")
            grids = [grid for page in document.pages for grid in _grids(page)]
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError) as error:
        return Refusal("unreadable", "read.damaged", f"{type(error).__name__}: {error}", "pdf")
    return Reading("pdf", METHOD, tuple(grids))


def _grids(page: Page) -> list[Grid]:
    if _is_sideways(page):
        return []
    tables = [table for table in page.find_tables() if _has_columns(table)]
    return [_grid(table, page.page_number) for table in tables]


def _is_sideways(page: Page) -> bool:
    """Whether most characters do not run to the right: pdfplumber would put them in no order."""
    onward = sum(char["matrix"][0] > 0 for char in page.chars)
    return bool(2 * onward < len(page.chars))


def _has_columns(table: Table) -> bool:
    """Shading behind paragraphs is found as tables of one column: prose, not figures."""
    return any(sum(cell is not None for cell in row.cells) > 1 for row in table.rows)


def _grid(table: Table, page: int) -> Grid:
    texts = table.extract()
    rows = tuple(
        tuple(
            GridCell(text or "", column, Place(page=page, box=_rounded(box)))
            for column, (box, text) in enumerate(zip(row.cells, line, strict=True))
            if box is not None
        )
        for row, line in zip(table.rows, texts, strict=True)
    )
    return Grid(rows, Place(page=page, box=_rounded(table.bbox)))


def _rounded(box: tuple[float, ...]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = (round(float(length), 1) for length in box)
    return x0, top, x1, bottom
