"""The head over columns of figures, and whether the rows below are laid out as it is.

Where spans are wrong in the source, or a row has a cell too many, what stands in a column is not
what its head says.
What must not go here: which words a head may say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.parse.rows import Row, is_value
from pipeline.registry.labels import plain

FEWEST_HEADS = 3  # names in a row that make it a head: one or two may be labels of lines


class Head(NamedTuple):
    """The columns that a head names by their codes, and how it fits the rows below it.

    `named` are all columns over which a text stands, `width` how many columns the head has.
    `fits` says that most rows have their figures below it, `is_narrow` that most of them have a
    cell behind its last column, as tables have that were exported with an empty one at their edge.
    `is_sound` says that one column stands under each of its names.
    """

    columns: Mapping[str, int]
    named: frozenset[int]
    width: int
    fits: bool = True
    is_narrow: bool = False
    is_sound: bool = True

    @property
    def first(self) -> int:
        """The column in which the figures begin."""
        return min(self.columns.values())

    def is_over(self, row: Row) -> bool:
        """Whether the row is laid out as its head: if not, no column holds what its head says."""
        is_laid_out = self.is_sound and self.fits and not self.is_bare(row)
        return is_laid_out and (self.is_narrow or not self.is_passed(row))

    def is_bare(self, row: Row) -> bool:
        """Whether a figure stands behind the row's label where nothing stands over it.

        In front of the first column that is a row too far to the left, unless its last is filled:
        then it is the number of the line.
        """
        first = self.first
        last = row.fields[max(self.columns.values()) :][:1]
        is_filled = any(cell is not None and plain(cell.text) for cell in last)
        label = max((at for at in row.words if at < first), default=-1)
        begin = first if is_filled or row.ragged else label + 1
        return any(
            at >= begin and at not in self.named and cell is not None and is_figure(cell.text)
            for at, cell in enumerate(row.fields)
        )

    def is_passed(self, row: Row) -> bool:
        """Whether the row has a cell, empty or not, behind the last column of the head."""
        return any(cell is not None for cell in row.fields[self.width :])


def fitted(blocks: Sequence[tuple[Head, Iterable[Row]]]) -> list[Head]:
    """Return the heads of one grid, each with how it fits; the rows are those below each."""
    below = [(head, row) for head, rows in blocks for row in rows]
    figured = [(head, row) for head, row in below if has_figures(row)]
    bare = sum(head.is_bare(row) for head, row in figured)
    is_narrow = 2 * sum(head.is_passed(row) for head, row in below) > len(below)
    fits = not bare if is_narrow else 2 * bare <= len(figured)
    return [head._replace(fits=fits, is_narrow=is_narrow) for head, _ in blocks]


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, and not only a mark that stands for one."""
    return any(map(str.isdecimal, text)) and is_value(text)


def of_table(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows up to the head of another table in the same grid."""
    return takewhile(lambda row: has_figures(row) or len(row.names) < FEWEST_HEADS, rows)


def has_figures(row: Row) -> bool:
    """Whether a row is more than a head or a heading."""
    return any(cell is not None and is_figure(cell.text) for cell in row.fields)
