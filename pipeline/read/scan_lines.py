"""A scanned page set upright, and the ruled lines on it.

What must not go here: text, tables, containers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.pdf_page import Rule
from pipeline.read.pdf_plane import Box, hull
from pipeline.read.scan_engine import Image, PixelBox
from pipeline.read.scan_turn import turned, turned_back

DPI = 200  # pages are brought to this: less loses digits, more loses time
POINTS = 72 / DPI  # points to a pixel

# Paper is what is not darker than its surroundings, so that grey bands are paper too.
WINDOW, DARKER = 41, 14
MAX_TILT, TILT_STEP, FINE_STEP = 4.0, 0.5, 0.05  # degrees
TILT_HEIGHT = 800  # pixels of the copy on which the tilt is measured
# Strokes of print are shorter than this, sides of cells are not.
MIN_ACROSS, MIN_DOWN = 72, 40
MAX_THICKNESS = 14
FILLED = 0.94  # of a line's length is ink; print that runs together has gaps
GAP = 7  # specks break lines by less than this
SPLIT = 4  # a longer gap parts a line from the print beyond it
SPECK = 7  # a point of 9 pt type has some 12 pixels


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page set upright: grey, its ink, its ruled lines; `back` maps pixels to the picture."""

    grey: Image
    ink: Image
    rules: tuple[Rule, ...]
    back: NDArray[np.float64]

    def unturned(self, box: PixelBox) -> Box:
        """Map a box to the pixels of the picture as it was."""
        x0, top, x1, bottom = box
        corners = np.array([[x0, top, 1], [x1, top, 1], [x0, bottom, 1], [x1, bottom, 1]])
        points = (corners @ self.back.T).tolist()
        return hull([(x, y) for x, y in points])


def set_upright(picture: Image, quarters: int = 0) -> Sheet:
    """Turn a page by quarters, and by the small angle of its scan; then find ink and lines."""
    page = turned(picture, quarters)
    tilt = _tilt(_ink(_reduced(page)))
    grey, straight = _turned(page, tilt)
    back = turned_back(picture, quarters) @ np.vstack((straight, (0, 0, 1)))
    ink = _ink(grey)
    ruled = np.zeros_like(ink)
    rules = [rule for across in (True, False) for rule in _rules(ink, ruled, across=across)]
    return Sheet(grey, _print_only(ink, ruled), tuple(rules), back)


def turned_over(sheet: Sheet) -> Sheet:
    """Turn a sheet upside down, with all that was found on it."""
    height, width = sheet.grey.shape
    half = np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64)
    rules = (_rule_turned_over(rule, width * POINTS, height * POINTS) for rule in sheet.rules)
    return Sheet(turned(sheet.grey, 2), turned(sheet.ink, 2), tuple(rules), sheet.back @ half)


def _rule_turned_over(rule: Rule, width: float, height: float) -> Rule:
    along, beside = (width, height) if rule.across else (height, width)
    return Rule(rule.across, beside - rule.at, along - rule.end, along - rule.start)


def _reduced(page: Image) -> Image:
    scale = TILT_HEIGHT / max(page.shape)
    if scale >= 1:
        return page
    reduced = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return reduced.astype(np.uint8)


def _ink(grey: Image) -> Image:
    mean, inverse = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return cv2.adaptiveThreshold(grey, 1, mean, inverse, WINDOW, DARKER).astype(np.uint8)


def _tilt(ink: Image) -> float:
    """Find the angle at which lines of print and rules are most level, in degrees."""
    coarse = np.arange(-MAX_TILT, MAX_TILT + TILT_STEP / 2, TILT_STEP)
    near = max((float(angle) for angle in coarse), key=lambda angle: _levelness(ink, angle))
    fine = np.arange(near - TILT_STEP, near + TILT_STEP, FINE_STEP)
    best = max((float(angle) for angle in fine), key=lambda angle: _levelness(ink, angle))
    straight = _levelness(ink, 0.0)
    return best if _levelness(ink, best) > straight * 1.02 else 0.0


def _levelness(ink: Image, angle: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink * np.uint8(255), matrix, (width, height))
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turned(page: Image, tilt: float) -> tuple[Image, NDArray[np.float64]]:
    if abs(tilt) < FINE_STEP / 2:
        return page, np.eye(2, 3)
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    paper = int(np.percentile(page[::8, ::8], 90))
    grey = cv2.warpAffine(
        page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,)
    )
    back: NDArray[np.float64] = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    return grey.astype(np.uint8), back


def _strokes(ink: Image, *, across: bool) -> Image:
    """Keep only what runs straight for the length of a cell, in one direction."""
    length = MIN_ACROSS if across else MIN_DOWN
    thick = cv2.dilate(ink, _bar(3, across=not across))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, _bar(GAP, across=across))
    return cv2.morphologyEx(whole, cv2.MORPH_OPEN, _bar(length, across=across)).astype(np.uint8)


def _bar(length: int, *, across: bool) -> Image:
    return np.ones((1, length) if across else (length, 1), np.uint8)


def _rules(ink: Image, ruled: Image, *, across: bool) -> Iterator[Rule]:
    """Yield the lines of one direction, and mark them in `ruled`."""
    strokes = _strokes(ink, across=across)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    for label, (x, y, width, height, _) in enumerate(stats[1:count].tolist(), start=1):
        if (height if across else width) > MAX_THICKNESS:
            continue
        window = ink[y : y + height, x : x + width]
        at = (y + height / 2 if across else x + width / 2) * POINTS
        for start, end in _filled_runs(window.max(axis=0 if across else 1), across=across):
            if across:
                part = slice(y, y + height), slice(x + start, x + end)
            else:
                part = slice(y + start, y + end), slice(x, x + width)
            ruled[part] |= labels[part] == label
            begin = x if across else y
            yield Rule(across, at, (begin + start) * POINTS, (begin + end) * POINTS)


def _filled_runs(inked: Image, *, across: bool) -> Iterator[tuple[int, int]]:
    """Cut what was joined over gaps again, so that print beside a line's end is no part of it."""
    bridged = cv2.morphologyEx(inked.reshape(1, -1), cv2.MORPH_CLOSE, _bar(SPLIT, across=True))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], bridged.ravel().astype(np.int8), [0]))))
    least = MIN_ACROSS if across else MIN_DOWN
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= least and inked[start:end].mean() >= FILLED:
            yield start, end


def _print_only(ink: Image, strokes: Image) -> Image:
    """Take ruled lines and specks out of the ink."""
    ruled = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    left = np.where(ruled > 0, 0, ink).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    keep = np.zeros(count, np.uint8)
    keep[1:] = stats[1:, cv2.CC_STAT_AREA] >= SPECK
    kept: Image = keep[labels]
    return kept
