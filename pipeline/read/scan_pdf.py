"""The pages of a PDF that are pictures, and the pictures on its other pages.

What must not go here: when a page counts as a picture (`pdf_state`), what is in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
import pypdfium2 as pdfium

from pipeline.read.pdf_blocks import Scans
from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_plane import Box
from pipeline.read.pdf_state import is_pictured, large_pictures
from pipeline.read.scan_engine import Image, method
from pipeline.read.scan_image import A4_WIDTH, BELIEVABLE, MAX_PAGES
from pipeline.read.scan_lines import DPI, POINTS
from pipeline.read.scan_page import Frame, PageBlocks, read_page
from pipeline.records import Block, Issue, Place

INCH = 72.0
MAX_WORK = 16_000_000  # pixels of a page at work: four of A4


def read_scans(document: pdfium.PdfDocument, pages: Sequence[PageContent]) -> Scans:
    """Read the pages that are pictures, and the tables in the pictures on the others."""
    whole: dict[int, tuple[Block, ...]] = {}
    parts: dict[int, tuple[tuple[Box, Block], ...]] = {}
    issues: list[Issue] = []
    for page in pages:
        if len(whole) + len(parts) >= MAX_PAGES:
            detail = f"pictures on more than {MAX_PAGES} pages"
            issues.append(Issue("read.cut_short", detail, Place(page=page.number)))
            break
        if is_pictured(page):
            found = _page(document, page)
            whole[page.number] = found.blocks
            if found.cut_short:
                issues.append(Issue("read.cut_short", "too much print", Place(page=page.number)))
        elif large := large_pictures(page):
            parts[page.number] = tuple(_pictures(document, page, large))
    is_used = whole or any(parts.values())
    return Scans(whole, parts, tuple(issues), method() if is_used else "")


def _page(document: pdfium.PdfDocument, content: PageContent) -> PageBlocks:
    unit = _unit(content)
    return read_page(_rendered(document, content, unit), Frame(content.number, unit=unit))


def _pictures(
    document: pdfium.PdfDocument, content: PageContent, boxes: Sequence[Box]
) -> Iterator[tuple[Box, Block]]:
    """Yield what stands in pictures that hold a table, each block with its picture's box."""
    unit = _unit(content)
    page = _rendered(document, content, unit)
    for box in boxes:
        x0, top, x1, bottom = (max(0, round(length / unit)) for length in box)
        picture = np.ascontiguousarray(page[top:bottom, x0:x1])
        if picture.size:
            frame = Frame(content.number, unit=unit, left=x0 * unit, top=top * unit)
            found = read_page(picture, frame, tables_only=True)
            yield from ((box, block) for block in found.blocks)


def _unit(content: PageContent) -> float:
    """Find how many points a pixel takes, so that print is as large as on A4 at 200 dpi.

    Programs that put photographs into a PDF make pages of many inches.
    """
    unit = POINTS
    if not BELIEVABLE[0] <= content.width / INCH <= BELIEVABLE[1]:
        unit = content.width / (A4_WIDTH * DPI)
    pixels = content.width * content.height / unit**2
    return unit * math.sqrt(max(1.0, pixels / MAX_WORK))


def _rendered(document: pdfium.PdfDocument, content: PageContent, unit: float) -> Image:
    with closing(document[content.number - 1]) as page:
        bitmap = page.render(scale=1 / unit, grayscale=True, draw_annots=True)
        with closing(bitmap):
            pixels = np.array(bitmap.to_numpy(), np.uint8)
    return pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, 0])
