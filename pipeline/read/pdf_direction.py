"""Which way a page is shown, and its text runs on it: wide tables are often set sideways.

What must not go here: where any character stands.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf_plane import Matrix

SAMPLE = 48  # characters asked for their direction: a page is set one way but for its number
MOST = 0.6  # share of them that decides


def upright_map(page: Any) -> tuple[Matrix, float, float]:
    """Find the map from the page's own coordinates to those of the page as it is shown."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
    width, height = right - left, top - bottom
    turn = pdfium.FPDFPage_GetRotation(page)
    if turn == 1:
        return (0, 1, 1, 0, -bottom, -left), height, width
    if turn == 2:
        return (-1, 0, 0, 1, right, -bottom), width, height
    if turn == 3:
        return (0, -1, -1, 0, top, right), height, width
    return (1, 0, 0, -1, -left, top), width, height


def quarters_turned(text_page: Any, upright: Matrix) -> int:
    """Return by how many quarters, clockwise, most of the text is turned on the page as shown."""
    count = pdfium.FPDFText_CountChars(text_page)
    step = max(count // SAMPLE, 1)
    seen: Counter[int] = Counter()
    for index in range(0, max(count, 0), step):
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        is_guessed = pdfium.FPDFText_IsGenerated(text_page, index)
        if angle >= 0 and not is_guessed:
            seen[_quarters(angle, upright)] += 1
    if not seen:
        return 0
    quarters, often = seen.most_common(1)[0]
    return quarters if often >= MOST * seen.total() else 0


def _quarters(angle: float, upright: Matrix) -> int:
    """Map a direction of the page's own coordinates, where pdfium counts it with the clock."""
    a, b, c, d, _, _ = upright
    x, y = math.cos(angle), -math.sin(angle)
    across, down = a * x + c * y, b * x + d * y
    return round(math.atan2(down, across) / (math.pi / 2)) % 4
