"""Pages that lie sideways or upside down: found out by how well they read, each way round.

A page that was read with doubt all over is sampled in all four positions: Chinese print reads
well in one only. Which way a page lies is never told by its lines, for tables run both ways.
What must not go here: tilts of a few degrees (`scan_lines`), tables.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan_engine import Image, Line, engine

SURE = 0.85  # mean certainty of the characters of a page that lies as it is read
CLEARLY = 0.15  # by so much another position must read better
SAMPLE = 16  # lines
LINE_SHAPE = 3.0  # width to height from which print is a line, not a character
FEWEST_CHARACTERS = 12  # that tell anything


def is_odd(lines: Iterable[Line]) -> bool:
    """Whether a page reads so badly that it may lie another way."""
    certainty = _certainty(lines)
    return certainty is not None and certainty < SURE


def quarters_to_turn(page: Image) -> int:
    """Return by how many quarters, against the clock, to turn a page before it is read."""
    found = [_certainty(_sample(turned(page, quarters))) or 0.0 for quarters in range(4)]
    best = max(range(4), key=found.__getitem__)
    return best if found[best] >= found[0] + CLEARLY else 0


def turned(page: Image, quarters: int) -> Image:
    """Turn a page by quarters, against the clock."""
    return np.ascontiguousarray(np.rot90(page, quarters))


def turned_back(page: Image, quarters: int) -> NDArray[np.float64]:
    """Return the map from places on a page so turned to those on the page as it was."""
    height, width = page.shape
    maps = (
        [[1, 0, 0], [0, 1, 0]],
        [[0, -1, width], [1, 0, 0]],
        [[-1, 0, width], [0, -1, height]],
        [[0, 1, 0], [-1, 0, height]],
    )
    return np.array(maps[quarters], np.float64)


def _sample(page: Image) -> list[Line]:
    """Read the longest lines of a page."""
    boxes = [
        (left, top, right, bottom)
        for left, top, right, bottom in engine().find(page)
        if right - left >= LINE_SHAPE * (bottom - top)
    ]
    longest = sorted(boxes, key=lambda box: box[0] - box[2])[:SAMPLE]
    crops = (page[top:bottom, left:right] for left, top, right, bottom in longest)
    return engine().read([crop for crop in crops if crop.size])


def _certainty(lines: Iterable[Line]) -> float | None:
    """Return the mean certainty of all characters, None where there are too few."""
    chances = [chance for line in lines for chance in line.chances]
    return sum(chances) / len(chances) if len(chances) >= FEWEST_CHARACTERS else None
