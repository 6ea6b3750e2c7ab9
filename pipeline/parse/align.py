"""Monotone alignment: printed rows against the ordered lines of a form."""

from __future__ import annotations

from collections.abc import Sequence


def align(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """Return for each row the index of its line, None for rows that fit none.

    `scores[row][line]` is 0 where they do not fit. The order of the form is kept, each line is
    used once at most, and the sum of the scores is the greatest possible: that is what tells the
    four labels numbered 1 apart, and the three that read 其他.
    """
    if (found := _row_by_row(scores)) is not None:
        return found
    rows = len(scores)
    lines = len(scores[0]) if rows else 0
    best = [[0.0] * (lines + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(lines - 1, -1, -1):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] > 0 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return _trace(scores, best)


def _row_by_row(scores: Sequence[Sequence[float]]) -> list[int | None] | None:
    """Return the line that each row fits best, where these stand in order and no line ties.

    No alignment can score more than the best of every row: a sound table needs no search.
    """
    found: list[int | None] = []
    last = -1
    for row in scores:
        best = max(row, default=0.0)
        if best <= 0:
            found.append(None)
            continue
        at = row.index(best)
        if at <= last or row.count(best) > 1:
            return None
        found.append(at)
        last = at
    return found


def _trace(scores: Sequence[Sequence[float]], best: list[list[float]]) -> list[int | None]:
    found: list[int | None] = [None] * len(scores)
    i = j = 0
    while i < len(scores) and j < len(best[0]) - 1:
        if scores[i][j] > 0 and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
