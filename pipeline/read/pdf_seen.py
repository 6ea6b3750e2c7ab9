"""Characters that a page holds but does not show as its text: white on white, and watermarks.

They would run into the figures over or under which they stand.
What must not go here: the layers of OCR under scans, which `pdf_state` judges.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf_plane import Box, Point

WHITE = 250  # of 255, of each colour: lighter is not seen on paper
ASKEW = math.radians(5)  # off the quarters of a turn: tables are set straight
TALLER = 2.2  # than other characters in tables: print that lies over the cells


def _colours() -> tuple[ctypes.c_uint, ...]:
    return tuple(ctypes.c_uint() for _ in range(4))


@dataclass(slots=True)
class Suspects:
    """What the texts of a page make suspect, and the coloured boxes on which white is seen.

    A page has thousands of texts, so what pdfium writes its answers into is made once.
    """

    white: bool = False
    askew: bool = False
    coloured: list[Box] = field(default_factory=list)
    _colour: tuple[ctypes.c_uint, ...] = field(default_factory=_colours)
    _matrix: Any = field(default_factory=pdfium.FS_MATRIX)

    def look_at(self, text: Any) -> None:
        """Note whether a text object is white or set askew."""
        if not self.white and pdfium.FPDFPageObj_GetFillColor(text, *self._colour):
            self.white = _is_pale(self._colour)
        found = self._matrix
        if not self.askew and pdfium.FPDFPageObj_GetMatrix(text, found) and found.a and found.b:
            self.askew = _is_askew(math.atan2(found.b, found.a))

    def look_under(self, paths: Iterable[tuple[Any, Box]]) -> None:
        """Note the boxes that are filled, and not with white: white print is seen on them."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        for path, box in paths:
            pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
            is_told = fill.value and pdfium.FPDFPageObj_GetFillColor(path, *self._colour)
            if is_told and not _is_pale(self._colour):
                self.coloured.append(box)

    def hides(self, text_page: Any, index: int, middle: Point) -> bool:
        """Whether a character is not seen as text; only asked where a text of the page is so."""
        if self.askew and _is_askew(pdfium.FPDFText_GetCharAngle(text_page, index)):
            return True
        if not self.white or not _is_white_character(text_page, index):
            return False
        x, y = middle
        return not any(
            x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in self.coloured
        )


def _is_white_character(text_page: Any, index: int) -> bool:
    colour = _colours()
    return bool(pdfium.FPDFText_GetFillColor(text_page, index, *colour)) and _is_pale(colour)


def _is_pale(colour: Iterable[ctypes.c_uint]) -> bool:
    *parts, alpha = (part.value for part in colour)
    return alpha == 0 or all(part >= WHITE for part in parts)


def _is_askew(angle: float) -> bool:
    quarter = math.pi / 2
    off = angle % quarter
    return min(off, quarter - off) > ASKEW


def tallest(heights: Iterable[float]) -> float:
    """Return the height above which characters are no text of a table's cells."""
    found = [height for height in heights if height > 0]
    return TALLER * median(found) if found else math.inf
