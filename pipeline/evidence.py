"""The source of a finding, fetched from the raw zone: lines of a text, rows, pages of a PDF.

What must not go here: what the evidence of a finding is (the check stage wrote it).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from pipeline.book.listing import FindingLine
from pipeline.book.place import (
    CellEvidence,
    cells_of,
    marked,
    marked_lines,
    marked_pages,
    source_of,
)
from pipeline.crawl.archive import read_object
from pipeline.paths import Home
from pipeline.read import read_document, scan_reader
from pipeline.read.archives import ZIP_DAMAGE, ArchiveRefusedError, open_archive, read_member
from pipeline.read.decoding import decode
from pipeline.read.nesting import SEPARATOR
from pipeline.records import Grid, Reading

_LOST: tuple[type[Exception], ...] = (ArchiveRefusedError, *ZIP_DAMAGE)


def write_pages(home: Home, finding: FindingLine, folder: Path) -> list[Path]:
    """Write a picture of each page that holds cells of the finding; return the files.

    Pages are those of a PDF or of a picture, on their own or in an archive or office document.

    Raises:
        ArchiveError: the document is no longer in the raw zone.
    """
    cells = [cell for cell in cells_of(finding) if cell.box is not None]
    if not cells:
        return []
    data = read_object(home, source_of(finding))
    written = []
    for path, marks in _by_path(cells).items():
        for page, picture in _pages(_held(data, path), marks).items():
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{finding.finding_id}-p{page}{_suffix(path)}.png"
            target.write_bytes(picture)
            written.append(target)
    return written


def _by_path(cells: Sequence[CellEvidence]) -> dict[str, list[CellEvidence]]:
    found: dict[str, list[CellEvidence]] = {}
    for cell in cells:
        found.setdefault(cell.path, []).append(cell)
    return found


def _suffix(path: str) -> str:
    """Tell pages of several files within one document apart."""
    return f"-{zlib.crc32(path.encode()):08x}" if path else ""


def _held(data: bytes, path: str) -> bytes:
    """Return the file within a container that a path leads to: `member!member`, or a picture's.

    Nothing where it leads to an element of a page: there is no picture of that to show.
    """
    for member in path.split(SEPARATOR) if path else ():
        if not member:
            break
        try:
            with open_archive(data) as archive:
                data = read_member(archive, member)
        except _LOST:
            return b""
    return data


def _pages(data: bytes, cells: Sequence[CellEvidence]) -> dict[int, bytes]:
    """Return the pages of a PDF or a picture with the cells marked; of others there are none."""
    if data.lstrip().startswith(b"%PDF"):
        return marked_pages(data, cells)
    if not scan_reader.CONTAINER.claims(data) or not scan_reader.is_installed():
        return {}
    from pipeline.read.scan_image import picture_pages
    from pipeline.read.scan_lines import POINTS

    by_page = {number: [c for c in cells if c.page == number] for number in {c.page for c in cells}}
    return {
        number: marked(Image.fromarray(pixels), 1 / POINTS, by_page[number])
        for number, pixels in enumerate(picture_pages(data), start=1)
        if number in by_page
    }


def source_lines(home: Home, finding: FindingLine) -> list[tuple[int, str, bool]]:
    """Return (number, line, is marked) of a text dump; nothing for other containers.

    Raises:
        ArchiveError: the document is no longer in the raw zone.
    """
    cells = cells_of(finding)
    if not any(cell.path[:1] == "L" and cell.path[1:].isdigit() for cell in cells):
        return []
    decoded = decode(read_object(home, source_of(finding)))
    return marked_lines(decoded.text, cells) if decoded else []


def source_rows(home: Home, finding: FindingLine) -> list[list[tuple[str, bool]]]:
    """Return the rows of tables that hold cells of the finding: (text, is marked) of each cell.

    Raises:
        ArchiveError: the document is no longer in the raw zone.
    """
    sought = {(cell.path, cell.page, cell.box) for cell in cells_of(finding)} - {("", None, None)}
    reading = read_document(read_object(home, source_of(finding))) if sought else None
    if not isinstance(reading, Reading):
        return []
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    rows = [
        [(c.text, tuple(c.place) in sought) for c in row] for grid in grids for row in grid.rows
    ]
    return [row for row in rows if any(is_marked for _, is_marked in row)]
