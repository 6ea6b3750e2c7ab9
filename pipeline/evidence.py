"""The source of a finding, fetched from the raw zone: lines of a text, pages of a PDF.

What must not go here: what the evidence of a finding is (the check stage wrote it).
"""

from __future__ import annotations

from pathlib import Path

from pipeline.book.listing import FindingLine
from pipeline.book.place import cells_of, marked_lines, marked_pages, source_of
from pipeline.crawl.archive import read_object
from pipeline.paths import Home
from pipeline.read.decoding import decode


def write_pages(home: Home, finding: FindingLine, folder: Path) -> list[Path]:
    """Write a picture of each PDF page that holds cells of the finding; return the files.

    Raises:
        ArchiveError: the document is no longer in the raw zone.
    """
    cells = [cell for cell in cells_of(finding) if cell.box is not None]
    if not cells:
        return []
    data = read_object(home, source_of(finding))
    if not data.lstrip().startswith(b"%PDF"):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page, picture in marked_pages(data, cells).items():
        target = folder / f"{finding.finding_id}-p{page}.png"
        target.write_bytes(picture)
        written.append(target)
    return written


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
