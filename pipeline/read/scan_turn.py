"""Pages that lie sideways or upside down: found out by how well they read, each way round.

A page is looked at before it is read: lines that stand on end say that it lies on its side (one
that is wider than high is asked for these before anything else is looked for), and a few lines that
read badly that it is upside down. Where either is so, some lines are read in each
position that is left: Chinese print reads well in one only. Rules tell nothing, for tables run both
ways. What must not go here: tilts of a few degrees (`scan_lines`), tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan_engine import Image, Line, PixelBox, engine, is_read_alone

SURE = 0.85  # mean certainty of the characters of a page that lies as it is read
CLEARLY = 0.15  # by so much another position must read better
SAMPLE = 6  # lines that are read as the page lies, and need not be read again
FEW = 3  # lines that are read in another position: right and wrong are half a certainty apart
CUT = 12  # of its height: of a longer line no more is read in each position
LINE_SHAPE = 3.0  # width to height from which print is a line, not a character
FEWEST_CHARACTERS = 12  # that tell anything
SMALL = 200_000  # pixels of the copy on which lines are looked for: enough for how they run


def is_odd(lines: Iterable[Line]) -> bool:
    """Whether a page reads so badly that it may lie another way."""
    certainty = _certainty(lines)
    return certainty is not None and certainty < SURE


def lies_across(crops: Iterable[Image]) -> bool:
    """Whether more of the print stands on end than lies as lines do."""
    return _across((int(crop.shape[1]), int(crop.shape[0])) for crop in crops)


def _across(sizes: Iterable[tuple[int, int]]) -> bool:
    turns = [_stands(width, height) for width, height in sizes]
    return turns.count(True) > turns.count(False)


def _stands(width: int, height: int) -> bool | None:
    """Whether a piece of print stands on end; None where its shape does not say."""
    if height >= LINE_SHAPE * width:
        return True
    return False if width >= LINE_SHAPE * height else None


def sample_of(crops: Sequence[Image]) -> list[int]:
    """Return which crops show how well a page reads: long lines, the shortest of them.

    Only those that are read alone anyway, so that to read them first changes nothing.
    """
    alone = [at for at, crop in enumerate(crops) if is_read_alone(crop)]
    return sorted(alone, key=lambda at: crops[at].shape[1] / crops[at].shape[0])[:SAMPLE]


def is_upside_down(crops: Sequence[Image], lines: Iterable[Line]) -> bool:
    """Whether lines, as read from a page that reads badly, read well the other way round."""
    as_it_is = _certainty(lines) or 0.0
    return _reads_turned(crops[:FEW], 2) >= max(SURE, as_it_is + CLEARLY)


def quarters_if_across(page: Image) -> int | None:
    """Return how to turn a page that is wider than high; None where its lines lie as they are."""
    height, width = page.shape
    boxes = engine().find(page, SMALL) if width > height else []
    sizes = ((_width(box), _height(box)) for box in boxes)
    return quarters_to_turn(page, boxes) if _across(sizes) else None


def quarters_to_turn(page: Image, boxes: Sequence[PixelBox] | None = None) -> int:
    """Return by how many quarters, against the clock, to turn a page before it is read.

    `boxes` are those of its lines, for whoever has found them.
    """
    boxes = engine().find(page, SMALL) if boxes is None else boxes
    wide = [box for box in boxes if _stands(_width(box), _height(box)) is False]
    tall = [box for box in boxes if _stands(_width(box), _height(box))]
    as_it_is = _reads(page, wide, 0)
    ways = {2: wide} if len(wide) >= len(tall) else {1: tall, 3: tall}
    found: dict[int, float] = {}
    for quarters, lines in ways.items():
        found[quarters] = _reads(page, lines, quarters)
        if found[quarters] >= max(SURE, as_it_is + CLEARLY):
            return quarters  # it reads well in one position only
    best = max(found, key=found.__getitem__)
    return best if found[best] >= as_it_is + CLEARLY else 0


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


def _width(box: PixelBox) -> int:
    return box[2] - box[0]


def _height(box: PixelBox) -> int:
    return box[3] - box[1]


def _reads(page: Image, boxes: Sequence[PixelBox], quarters: int) -> float:
    """Return how certain the longest lines read in a position, 0 where they say too little."""
    longest = sorted(boxes, key=lambda box: -max(_width(box), _height(box)))[:FEW]
    crops = [page[top:bottom, left:right] for left, top, right, bottom in longest]
    return _reads_turned([crop for crop in crops if crop.size], quarters)


def _reads_turned(crops: Iterable[Image], quarters: int) -> float:
    """Return how certain the beginnings of lines read so turned, 0 where they say too little."""
    ways = (turned(crop, quarters) for crop in crops)
    return _certainty(engine().read([way[:, : CUT * way.shape[0]] for way in ways])) or 0.0


def _certainty(lines: Iterable[Line]) -> float | None:
    """Return the mean certainty of all characters, None where there are too few."""
    chances = [chance for line in lines for chance in line.chances]
    return sum(chances) / len(chances) if len(chances) >= FEWEST_CHARACTERS else None
