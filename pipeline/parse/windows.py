"""Where the figures of a row begin when no head stands over them: the run of so many cells.

A run without blanks shows itself. A run with blanks is taken where the full rows of the same shape
have theirs, and is left alone where that cannot be told: a lost field must never shift the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.parse.rows import Row
from pipeline.records import GridCell, Place
from pipeline.registry.labels import plain

K = TypeVar("K")
EMPTY = GridCell("", 0, Place())


@dataclass(frozen=True, slots=True)
class Shapes:
    """Where full rows begin their figures: by width and end of the label, and by width alone.

    `ends` are the label ends of all full rows; `unpadded` says that every row leaves just as many
    cells behind its label as there are figures. Shapes that disagree are left out.
    """

    starts: Mapping[tuple[int, int], int]
    starts_by_width: Mapping[int, int]
    ends: frozenset[int]
    unpadded: bool


def label_end(row: Row) -> int:
    """Return the index behind the last cell that is text, where the figures may begin."""
    return row.words[-1] + 1 if row.words else 0


def shapes(rows: Sequence[Row], count: int) -> Shapes:
    """Return the shapes of the rows that have `count` figures and no blank among them."""
    owns = [(row.width, _own(row)) for row in rows]
    full = [
        (width, own.end, own.marked[0])
        for width, own in owns
        if own.spans(count) and len(own.marked) == count
    ]
    behind = {len(own.cells) - own.end for _, own in owns if own.end and own.marked}
    return Shapes(
        _agreed(((width, end), start) for width, end, start in full),
        _agreed((width, start) for width, _, start in full),
        frozenset(end for _, end, _ in full),
        behind == {count},
    )


def window(row: Row, count: int, usual: Callable[[], Shapes]) -> tuple[GridCell, ...] | None:
    """Return the `count` cells that hold the row's figures, None where that is unclear.

    The usual shapes are asked for only where the row leaves a choice: to tell them takes long.
    """
    own = _own(row)
    if row.stream and len(own.cells) - own.end == count:
        return own.cells[own.end :]
    if own.spans(count):
        return own.cells[own.marked[0] : own.marked[0] + count]
    starts = _starts(own, count)
    if row.stream or not starts:
        return None
    known = usual().starts.get((row.width, own.end))
    if known is None:
        known = _unusual(row, own, count, usual())
    return None if known is None or known not in starts else own.cells[known : known + count]


def exact(row: Row, count: int) -> tuple[GridCell, ...] | None:
    """Return the cells behind the label where there are `count`, of a row unlike its head."""
    own = _own(row)
    return own.cells[own.end :] if len(own.cells) - own.end == count else None


def _unusual(row: Row, own: _Own, count: int, usual: Shapes) -> int | None:
    """Return the start in a row whose shape no full row has, if it can be told at all."""
    exact = own.end if len(own.cells) - own.end == count else None
    if exact is not None and usual.unpadded:
        return exact
    if not usual.starts:  # no full row at all: the table may have lost a column
        return None
    if not row.ragged:
        spanned = row.fields[own.end : row.width - count]
        figures = row.fields[row.width - count :]
        return own.end if all(figures) and not any(spanned) else None
    if own.end in usual.ends:  # full rows with such a label are wider or narrower
        return None
    return usual.starts_by_width.get(row.width, exact)


def ruled_starts(rows: Sequence[Row], count: int) -> dict[int, int]:
    """Return the column in which the figures of all full rows begin, by ruled grid."""
    return _agreed(
        (row.grid, at)
        for row in rows
        if not row.ragged and (at := row.width - count - _blank_tail(row)) >= label_end(row)
        if all(f is not None and plain(f.text) for f in row.fields[at : at + count])
    )


def _blank_tail(row: Row) -> int:
    """Return how many columns at the right edge hold nothing."""
    held = [i for i, f in enumerate(row.fields) if f is not None and plain(f.text)]
    return row.width - 1 - held[-1] if held else 0


@dataclass(frozen=True, slots=True)
class _Own:
    """A row's cells without the places that spans cover; `marked` hold text behind the label."""

    cells: tuple[GridCell, ...]
    end: int
    marked: tuple[int, ...]

    def spans(self, count: int) -> bool:
        """Whether the first and the last figure are as far apart as a whole run's are."""
        return bool(self.marked) and self.marked[-1] - self.marked[0] + 1 == count


def _own(row: Row) -> _Own:
    end = label_end(row)
    cells = tuple(f or EMPTY for i, f in enumerate(row.fields) if f is not None or i < end)
    return _Own(cells, end, tuple(i for i in range(end, len(cells)) if plain(cells[i].text)))


def _starts(own: _Own, count: int) -> range:
    """Return where a run of `count` cells that holds all figures can begin."""
    first, last = (own.marked[0], own.marked[-1]) if own.marked else (own.end, own.end)
    return range(max(own.end, last - count + 1), min(first, len(own.cells) - count) + 1)


def _agreed(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    seen: dict[K, Counter[int]] = {}
    for key, start in pairs:
        seen.setdefault(key, Counter())[start] += 1
    return {key: next(iter(starts)) for key, starts in seen.items() if len(starts) == 1}
