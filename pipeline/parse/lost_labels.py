"""Rows whose labels are lost, placed by where they stand between rows whose labels are known.

What must not go here: similarity of labels, figures.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_PLACED = 0.7  # share of the lines found by label that vouches for the places of the others


def place_between(
    placed: Sequence[int | None], lost: Sequence[bool], scanned: Sequence[bool], count: int
) -> list[int | None]:
    """Return the line of each row, lost rows given the lines left between their neighbours.

    A single row takes the one line that is left. Of a picture, whose labels fail more often than
    its figures, several rows do so together, if just as many lines are left and most of the
    `count` lines of the form were found by their labels.
    """
    result = list(placed)
    most = sum(line is not None for line in placed) >= MOST_PLACED * count
    start = 0
    while start < len(placed):
        end = start
        while end < len(placed) and placed[end] is None and lost[end]:
            end += 1
        before = placed[start - 1] if start > 0 else None
        after = placed[end] if end < len(placed) else None
        together = end - start == 1 or (most and all(scanned[start:end]))
        if together and before is not None and after == before + 1 + end - start:
            result[start:end] = range(before + 1, before + 1 + end - start)
        start = max(end, start + 1)
    return result
