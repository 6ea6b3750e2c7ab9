"""What pdfium sees on one page: characters with boxes, ruled lines, pictures.

Every length is in points from the top left of the page as it is shown, rotation undone; those of
characters and lines from the top left of the page as it is read, where its text runs sideways.
What must not go here: tables, lines of text, any decision about the document.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf_direction import quarters_turned, upright_map
from pipeline.read.pdf_glyph import believable, character
from pipeline.read.pdf_plane import (
    UNMOVED,
    Box,
    Matrix,
    Point,
    combined,
    hull,
    mapped,
    moved,
    turned,
)
from pipeline.read.pdf_seen import Suspects
from pipeline.read.pdf_struck import strike_out

# A page of a report has some hundreds of objects; maps and drawings are not looked into further.
MAX_OBJECTS = 20_000
MAX_CHARACTERS = 50_000
MAX_DEPTH = 8
MAX_SEGMENTS = 2_000
# Thicker than this it is a coloured box, not a rule. pdfium's boxes of lines are a little fat.
MAX_RULE = 4.0
MIN_RULE_LENGTH = 2.0
MIN_PICTURE_SHARE = 0.01
# Characters this tall are looked at twice: few are, and the second look costs time.
TALL_GLYPH = 40.0

_WHITE = (255, 255, 255)
_HYPHENS = (0x02, 0xFFFE)  # how pdfium marks a hyphen at the end of a line
_INVISIBLE = 3  # text render mode of the layers that OCR puts under scans


class Glyph(NamedTuple):
    """One character and the box it takes in its line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides which cell or line the character is in."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A visible line, across or down: where it lies, and from where to where."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """All that was found on a page. `cut_short` says that a bound was met.

    `reading` maps places on the page as shown to where characters and lines are, `shown` back.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    texts: int = 0
    hidden_texts: int = 0
    cut_short: bool = False
    reading: Matrix = UNMOVED
    shown: Matrix = UNMOVED


def read_page(page: Any, text_page: Any, number: int) -> PageContent:
    """Read a page through raw handles of pdfium: its helpers cost more than the reading."""
    upright, width, height = upright_map(page)
    content = PageContent(number, width, height)
    quarters = quarters_turned(text_page, upright)
    content.reading, content.shown = turned(quarters, width, height)
    suspects = Suspects()
    paths: list[tuple[Any, Matrix]] = []
    for thing, matrix in _objects(page, upright, content):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            content.rules.extend(_rules(thing, combined(matrix, content.reading)))
            paths.append((thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            content.texts += 1
            suspects.look_at(thing)
            content.hidden_texts += pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            content.pictures.extend(_picture(thing, matrix, width * height))
    onto = combined(upright, content.reading)
    if suspects.white:
        moved_by = ((path, combined(matrix, content.reading)) for path, matrix in paths)
        suspects.look_under((path, _bounds(path, onto_page)) for path, onto_page in moved_by)
    suspects.coloured.extend(mapped(content.reading, *box) for box in content.pictures)
    glyphs = [*_glyphs(text_page, onto, content, suspects)]
    content.glyphs, content.rules = strike_out(glyphs, content.rules)
    return content


def _glyphs(
    text_page: Any, upright: Matrix, content: PageContent, suspects: Suspects
) -> Iterator[Glyph]:
    count = pdfium.FPDFText_CountChars(text_page)
    content.cut_short |= count > MAX_CHARACTERS
    rect = pdfium.FS_RECTF()
    is_suspect = suspects.white or suspects.askew
    for index in range(min(count, MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text = "-" if code in _HYPHENS else character(code)
        # Blanks that pdfium guesses are left out: gaps between boxes say as much.
        if text.isspace() and (code != 0x20 or pdfium.FPDFText_IsGenerated(text_page, index)):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, rect):
            continue
        box = (rect.left, rect.bottom, rect.right, rect.top)
        if rect.top - rect.bottom > TALL_GLYPH:
            box = believable(text_page, index, box)
        glyph = Glyph(text, *mapped(upright, *box))
        if not is_suspect or not suspects.hides(text_page, index, glyph.middle):
            yield glyph


def _objects(page: Any, upright: Matrix, content: PageContent) -> Iterator[tuple[Any, Matrix]]:
    """Walk the objects of a page and of the forms placed on it, each with its map to the page."""
    stack: list[tuple[Any, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), upright, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS))
    ]
    seen = 0
    while stack:
        thing, matrix, depth = stack.pop()
        seen += 1
        if seen > MAX_OBJECTS:
            content.cut_short = True
            return
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, matrix
        elif depth < MAX_DEPTH:
            inner = combined(_matrix(thing), matrix)
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)
                for index in range(min(pdfium.FPDFFormObj_CountObjects(thing), MAX_OBJECTS))
            )


def _rules(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """Yield the lines that a path shows: strokes, and the thin boxes that pass for lines."""
    box = _bounds(path, matrix)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    segments = pdfium.FPDFPath_CountSegments(path)
    is_box = _thin(box) is None and segments <= 5 and not stroke.value
    if is_box or segments > MAX_SEGMENTS or not _is_visible(path, stroked=bool(stroke.value)):
        return
    if (rule := _thin(box)) is not None:
        yield rule
        return
    for figure in _figures(path, segments, combined(_matrix(path), matrix)):
        if stroke.value:
            yield from _sides(figure)
        elif (rule := _thin(hull(figure))) is not None:
            yield rule


def _is_visible(path: Any, *, stroked: bool) -> bool:
    """Leave out white: word processors put white boxes under the text they print."""
    colour = [ctypes.c_uint() for _ in range(4)]
    get = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    if not get(path, *colour):
        return True
    red, green, blue, alpha = (part.value for part in colour)
    return alpha > 0 and (red, green, blue) != _WHITE


def _figures(path: Any, segments: int, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield each closed or open figure of a path as its corners; curves as their ends."""
    figure: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and figure:
            yield figure
            figure = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        figure.append(moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            figure.append(figure[0])
    if figure:
        yield figure


def _sides(figure: list[Point]) -> Iterator[Rule]:
    for begin, end in pairwise(figure):
        if (rule := _thin(hull([begin, end]))) is not None:
            yield rule


def _thin(box: Box) -> Rule | None:
    """See a box as a line, if it is as thin as one."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if min(width, height) > MAX_RULE or max(width, height) < MIN_RULE_LENGTH:
        return None
    if width >= height:
        return Rule(True, (top + bottom) / 2, x0, x1)
    return Rule(False, (x0 + x1) / 2, top, bottom)


def _picture(thing: Any, matrix: Matrix, page_area: float) -> Iterator[Box]:
    x0, top, x1, bottom = box = _bounds(thing, matrix)
    if (x1 - x0) * (bottom - top) >= page_area * MIN_PICTURE_SHARE:
        yield box


def _bounds(thing: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return mapped(matrix, left.value, bottom.value, right.value, top.value)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return UNMOVED
    return found.a, found.b, found.c, found.d, found.e, found.f
