"""Where lines of print stand within a cell of a scanned table, and clean pictures of them.

What must not go here: what the lines say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan_engine import Image, PixelBox

# Pixels at 200 dpi; a digit of 9 pt type is 17 high.
INSET = 3  # a line is that thick, and a scan that crooked
LINE_GAP = 2  # rows of pixels without ink that part two lines
LOW = 9  # lower than any line: a dash, or part of a character
NEAR = 10  # what is low belongs to a line that is not further off
LEAST_INK = 14  # a dash has more; what specks leave has less
DOT = 6  # neither wider nor higher: a decimal point, part of a broken stroke, or dust
TOUCH = 2  # a dot this close to larger print is part of it
HALO = 3  # how far the grey edge of a stroke reaches
# Shares of the height of the ink, so that digits are as large in the crop as in training.
MARGIN_ABOVE, MARGIN_ASIDE = 0.22, 0.45
LEAST_HEIGHT = 20  # a dash is not blown up to the height of a line


@dataclass(frozen=True, slots=True)
class Crop:
    """One line of print: its picture, and where on the page its ink stands."""

    picture: Image
    box: PixelBox


def crops_of(grey: Image, ink: Image, cell: PixelBox) -> list[Crop]:
    """Cut out the lines of print in a cell, from top to bottom; none where it is blank."""
    left, top, right, bottom = cell
    inner = slice(top + INSET, bottom - INSET), slice(left + INSET, right - INSET)
    printed, shown = ink[inner], grey[inner]
    if int(printed.sum()) < LEAST_INK:
        return []
    printed = _without_dust(printed)
    clean = _on_clean_paper(shown, printed)
    found = []
    for start, end in _bands(printed):
        band = printed[start:end]
        if int(band.sum()) >= LEAST_INK:
            columns = np.flatnonzero(band.any(axis=0))
            first, last = int(columns[0]), int(columns[-1]) + 1
            box = first, start, last, end
            x, y = left + INSET, top + INSET
            found.append(Crop(_cut(clean, box), (first + x, start + y, last + x, end + y)))
    return found


def _without_dust(printed: Image) -> Image:
    """Leave out dots that stand beside all larger print: no figure begins or ends with one."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(printed, connectivity=8)
    x0, y0 = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    x1, y1 = x0 + stats[:, cv2.CC_STAT_WIDTH], y0 + stats[:, cv2.CC_STAT_HEIGHT]
    is_large = np.maximum(x1 - x0, y1 - y0) > DOT
    is_large[0] = False  # the paper
    keep = is_large.astype(np.uint8)
    for dot in np.flatnonzero(~is_large)[1:]:
        level = is_large & (y0 - TOUCH <= y1[dot]) & (y1 + TOUCH >= y0[dot])
        touching = level & (x0 - TOUCH <= x1[dot]) & (x1 + TOUCH >= x0[dot])
        is_between = (level & (x1 <= x0[dot])).any() and (level & (x0 >= x1[dot])).any()
        keep[dot] = bool(touching.any() or is_between)
    kept: Image = keep[labels]
    return kept


def _on_clean_paper(shown: Image, printed: Image) -> Image:
    """Take away everything that is not print or the edge of it."""
    reach = np.ones((2 * HALO + 1, 2 * HALO + 1), np.uint8)
    paper = int(np.percentile(shown, 90))
    return np.where(cv2.dilate(printed, reach) > 0, shown, paper).astype(np.uint8)


def _bands(printed: Image) -> list[tuple[int, int]]:
    """Find the bands of rows with ink; a dot or a dash above or below joins its line."""
    bands: list[tuple[int, int]] = []
    for start, end in _runs(np.asarray(printed.any(axis=1))):
        if bands and (start - bands[-1][1] <= LINE_GAP or _is_part(bands[-1], (start, end))):
            bands[-1] = bands[-1][0], end
        else:
            bands.append((start, end))
    return bands


def _is_part(above: tuple[int, int], below: tuple[int, int]) -> bool:
    lower = min(above[1] - above[0], below[1] - below[0])
    return lower < LOW and below[0] - above[1] <= NEAR


def _runs(rows: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(start), int(end)


def _cut(clean: Image, box: PixelBox) -> Image:
    """Cut a line out with a margin of paper, in which nothing of its neighbours shows."""
    left, top, right, bottom = box
    height = max(bottom - top, LEAST_HEIGHT)
    above = (height - (bottom - top)) // 2 + round(height * MARGIN_ABOVE)
    aside = round(height * MARGIN_ASIDE)
    y0, y1 = max(top - HALO, 0), min(bottom + HALO, clean.shape[0])
    x0, x1 = max(left - HALO, 0), min(right + HALO, clean.shape[1])
    around = (
        (max(0, above - (top - y0)), max(0, above - (y1 - bottom))),
        (max(0, aside - (left - x0)), max(0, aside - (x1 - right))),
    )
    paper = int(np.percentile(clean, 90))
    return np.pad(clean[y0:y1, x0:x1], around, constant_values=paper)
