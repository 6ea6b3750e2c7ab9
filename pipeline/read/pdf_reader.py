"""PDF with a text layer: pdfium's characters and lines, page by page.

A lattice of our own rather than pdfplumber's tables: on the real report at hand it reads every
figure in a tenth of the time, glues no prose to tables, and gives spans. pdfium is not safe for
threads, so one document is read at a time.
What must not go here: geometry (`pdf_lattice`, `pdf_text`), recognition of pictures (`scan_pdf`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium

from pipeline.read import scan_reader
from pipeline.read.bounds import refuse_vast_pdf
from pipeline.read.container import Container, empty
from pipeline.read.pdf_blocks import Scans, page_blocks
from pipeline.read.pdf_page import PageContent, read_page
from pipeline.read.pdf_state import refuse_unreadable
from pipeline.records import Issue, Place, Reading, Refusal

MAX_PAGES = 200
HEADER_WITHIN = 1_024
TRAILER_WITHIN = 2_048

_METHOD = "pdf/pdfium-geometry"
_METADATA = {"Title": "title", "CreationDate": "created"}
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_LOCK = threading.Lock()


def read_pdf(data: bytes) -> Reading | Refusal:
    """Read a PDF that prints text; scans, broken fonts and passwords are refused as such."""
    if (refusal := refuse_vast_pdf(data)) is not None:
        return refusal
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            code = "read.encrypted" if error.err_code == _PASSWORD_NEEDED else "read.damaged"
            return Refusal("unreadable", code, str(error), "pdf")
        with closing(document):
            metadata = _metadata(document)
            count = len(document)
            pages = [page for page in _pages(document) if page is not None]
            scans = scan_reader.read_pdf_pages(document, pages)
    if count and not pages:
        return Refusal("unreadable", "read.damaged", f"none of {count} pages opens", "pdf")
    if (refusal := refuse_unreadable(pages, scans.pages)) is not None:
        return refusal
    blocks = tuple(block for page in pages for block in page_blocks(page, scans))
    if not blocks:
        return empty("pdf", f"{count} pages without text")
    issues = (*_issues(data, count, pages), *scans.issues)
    return Reading("pdf", _method(pages, scans), blocks, metadata, issues)


def _method(pages: list[PageContent], scans: Scans) -> str:
    read = _METHOD if len(scans.pages) < len(pages) else ""
    return "+".join(method for method in (read, scans.method) if method)


def _pages(document: pdfium.PdfDocument) -> Iterator[PageContent | None]:
    """Read page after page, None for one that does not open; none is kept open."""
    for index in range(min(len(document), MAX_PAGES)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
                yield read_page(page.raw, text_page.raw, index + 1)
        except pdfium.PdfiumError:
            yield None


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    found = document.get_metadata_dict(skip_empty=True)
    return {ours: found[theirs] for theirs, ours in _METADATA.items() if theirs in found}


def _issues(data: bytes, count: int, pages: list[PageContent]) -> Iterator[Issue]:
    """Say what of the document was not seen."""
    if b"%%EOF" not in data[-TRAILER_WITHIN:]:
        yield Issue("read.truncated", "the end of the file is missing")
    if count > len(pages):
        yield Issue("read.page_lost", f"{count - len(pages)} of {count} pages were not read")
    for page in pages:
        if page.cut_short:
            yield Issue("read.cut_short", "too many objects", Place(page=page.number))


def _is_pdf(data: bytes) -> bool:
    """Find the mark, which mail gateways and old servers push down by some junk."""
    at = data.find(b"%PDF-", 0, HEADER_WITHIN)
    return at >= 0 and b"<" not in data[:at]


CONTAINER = Container("pdf", _is_pdf, read_pdf, damage=(pdfium.PdfiumError,), format="pdf")
