"""Where a finding stands: its cells, and the pages of a PDF with the cells marked."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.book.listing import FindingLine

if TYPE_CHECKING:  # lists of findings need no pictures, and these take time to import
    from PIL import Image

SCALE = 2.0  # pixels a point: 144 dpi
ABOVE, BELOW = 120.0, 36.0  # points of the page kept around the cells: their heads stand above
COLOURS = {"lhs": (200, 30, 30), "rhs": (20, 90, 200)}
AROUND = 1  # lines of text before and after a marked one

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """One cell of a finding: what is printed, what was read, what the sums imply, and where."""

    side: str
    cell: str
    raw: str
    status: str
    value: int | str | None
    implied: int | None
    page: int | None
    box: Box | None
    path: str

    @property
    def line(self) -> int | None:
        """The line of a text dump, counted from 1; None in any other container."""
        number = self.path[1:]
        return int(number) if self.path[:1] == "L" and number.isdigit() else None


def cells_of(finding: FindingLine) -> list[CellEvidence]:
    """Return the cells of the finding's evidence, in its order."""
    return [_cell(entry) for entry in json.loads(finding.evidence)["cells"]]


def _cell(entry: Mapping[str, object]) -> CellEvidence:
    box = entry.get("box")
    return CellEvidence(
        side=str(entry["side"]),
        cell=str(entry["cell"]),
        raw=str(entry.get("raw") or ""),
        status=str(entry["status"]),
        value=entry["value"],  # type: ignore[arg-type]  # JSON: a number, a text or nothing
        implied=entry.get("implied"),  # type: ignore[arg-type]  # JSON that we wrote
        page=entry.get("page"),  # type: ignore[arg-type]  # JSON that we wrote
        box=(box[0], box[1], box[2], box[3]) if isinstance(box, list) else None,
        path=str(entry.get("path") or ""),
    )


def marked_pages(data: bytes, cells: Sequence[CellEvidence]) -> dict[int, bytes]:
    """Return a PNG of each PDF page that holds cells, cropped to them and marked.

    Cells of the left side are red, those of the right side blue.
    """
    import pypdfium2 as pdfium

    pages: dict[int, list[CellEvidence]] = {}
    for cell in cells:
        if cell.page is not None and cell.box is not None:
            pages.setdefault(cell.page, []).append(cell)
    with pdfium.PdfDocument(data) as document:
        shown = {
            number: document[number - 1].render(scale=SCALE).to_pil()
            for number in pages
            if 0 < number <= len(document)
        }
    return {number: marked(image, SCALE, pages[number]) for number, image in shown.items()}


def marked(image: Image.Image, scale: float, cells: Sequence[CellEvidence]) -> bytes:
    """Return a PNG of a page with its cells marked; `scale` is pixels to a point."""
    from PIL import ImageDraw

    page = image.convert("RGB")
    draw = ImageDraw.Draw(page)
    boxes = [(cell, tuple(scale * x for x in cell.box)) for cell in cells if cell.box]
    for cell, box in boxes:
        draw.rectangle(box, outline=COLOURS.get(cell.side, COLOURS["lhs"]), width=3)
    out = io.BytesIO()
    page.crop(_around([box for _, box in boxes], page, scale)).save(out, "PNG")
    return out.getvalue()


def _around(
    boxes: Sequence[tuple[float, ...]], image: Image.Image, scale: float
) -> tuple[int, int, int, int]:
    """Return the strip of the page that holds the boxes: full width, with a margin."""
    top = min(box[1] for box in boxes) - scale * ABOVE
    bottom = max(box[3] for box in boxes) + scale * BELOW
    return 0, max(0, int(top)), image.width, min(image.height, int(bottom))


def source_of(finding: FindingLine) -> str:
    """Return the sha256 of the document the finding is about."""
    return str(json.loads(finding.evidence)["sha256"])


def marked_lines(text: str, cells: Sequence[CellEvidence]) -> list[tuple[int, str, bool]]:
    """Return (number, line, is marked) of a text dump: the lines of the cells and those around."""
    lines = text.splitlines()
    marked = {cell.line for cell in cells if cell.line is not None}
    shown = {n + d for n in marked for d in range(-AROUND, AROUND + 1)}
    return [(n, lines[n - 1], n in marked) for n in sorted(shown) if 0 < n <= len(lines)]
