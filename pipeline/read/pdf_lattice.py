"""Ruled lines to cells: the lattice that the lines of a table draw, and what each cell spans.

A lattice is closed on all sides, whether a line is drawn there or not: a page break leaves the
last row of a page without a line below it, and that row must not be lost.
What must not go here: text, and anything of PDF.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.read.pdf_page import Rule
from pipeline.read.pdf_plane import Box

# Lines closer than this are one line drawn in pieces or twice. Rows are at least thrice as high.
TOLERANCE = 3.0
# Lines stick out of a table by less than this, and no row or column is narrower.
MIN_OPEN_SIDE = 8.0
# A wall between two slots stands if lines cover this much of it.
WALL_SHARE = 0.5
MAX_RULES = 1_500
# The widest statutory table has fifteen columns, the longest some thirty rows.
MAX_SLOTS = 3_000


class LatticeCell(NamedTuple):
    """A cell by its first row and column, and how many of each it takes."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Lattice:
    """The lines of one table: `xs` across, `ys` down, and its cells in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[LatticeCell] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, cell: LatticeCell) -> Box:
        """The outline of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.colspan],
            self.ys[cell.row + cell.rowspan],
        )

    def slot_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Find the row and column of a point, None outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None


def find_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """Find the tables that lines draw; frames and lists of lines without columns are none."""
    merged = merge_rules(rules)
    if len(merged) > MAX_RULES:
        return []
    lattices = (_lattice(group) for group in _touching(merged))
    return [found for found in lattices if found is not None and _has_columns(found)]


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Snap lines that lie side by side and join those that continue one another."""
    merged: list[Rule] = []
    for across, group in groupby(sorted(rules), key=attrgetter("across")):
        for snapped in _clusters(list(group)):
            at = sum(rule.at for rule in snapped) / len(snapped)
            merged.extend(Rule(across, at, start, end) for start, end in _joined(snapped))
    return merged


def _clusters(rules: list[Rule]) -> Iterable[list[Rule]]:
    """Group lines, sorted by where they lie, that are within the tolerance of their neighbour."""
    cluster = rules[:1]
    for rule in rules[1:]:
        if rule.at - cluster[-1].at > TOLERANCE:
            yield cluster
            cluster = []
        cluster.append(rule)
    yield cluster


def _joined(rules: list[Rule]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for start, end in sorted((rule.start, rule.end) for rule in rules):
        if spans and start <= spans[-1][1] + TOLERANCE:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Group lines that touch, directly or through others: each group is one drawing."""
    leader = list(range(len(rules)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    across = [(index, rule) for index, rule in enumerate(rules) if rule.across]
    down = [(index, rule) for index, rule in enumerate(rules) if not rule.across]
    for i, row in across:
        for j, column in down:
            if _meet(row, column):
                leader[find(i)] = find(j)
    groups: defaultdict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(rules):
        groups[find(index)].append(rule)
    return list(groups.values())


def _meet(row: Rule, column: Rule) -> bool:
    return (
        row.start - TOLERANCE <= column.at <= row.end + TOLERANCE
        and column.start - TOLERANCE <= row.at <= column.end + TOLERANCE
    )


def _lattice(rules: list[Rule]) -> Lattice | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    if not across or not down:
        return None
    lattice = Lattice(_closed(down, across), _closed(across, down))
    if (len(lattice.xs) - 1) * (len(lattice.ys) - 1) > MAX_SLOTS:
        return None
    right = _walls(lattice.xs, lattice.ys, down)
    below = _walls(lattice.ys, lattice.xs, across)
    lattice.cells = _cells(len(lattice.ys) - 1, len(lattice.xs) - 1, right, below)
    return lattice


def _closed(lines: list[Rule], crossing: list[Rule]) -> list[float]:
    """List where lines lie, and close the lattice where crossing lines run on beyond them."""
    positions = [line[0].at for line in _clusters(sorted(lines, key=attrgetter("at")))]
    first = min(rule.start for rule in crossing)
    last = max(rule.end for rule in crossing)
    if first < positions[0] - MIN_OPEN_SIDE:
        positions.insert(0, first)
    if last > positions[-1] + MIN_OPEN_SIDE:
        positions.append(last)
    return positions


def _walls(
    positions: list[float], crossing: list[float], lines: list[Rule]
) -> set[tuple[int, int]]:
    """Find the walls: (i, j) stands at `positions[i]`, between `crossing[j]` and the next."""
    covered: defaultdict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        i = min(bisect_right(positions, line.at + TOLERANCE), len(positions)) - 1
        first = max(bisect_right(crossing, line.start) - 1, 0)
        for j in range(first, len(crossing) - 1):
            if crossing[j] >= line.end:
                break
            covered[i, j] += min(line.end, crossing[j + 1]) - max(line.start, crossing[j])
    return {
        (i, j)
        for (i, j), length in covered.items()
        if length >= WALL_SHARE * (crossing[j + 1] - crossing[j])
    }


def _cells(
    height: int, width: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> list[LatticeCell]:
    """Cut the slots into cells: from each free slot as far right, then down, as no wall stands."""
    taken = [[False] * width for _ in range(height)]
    cells: list[LatticeCell] = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            end = column + 1
            while end < width and not taken[row][end] and (end, row) not in right:
                end += 1
            bottom = row + 1
            while bottom < height and _continues(bottom, column, end, right, below):
                bottom += 1
            for y in range(row, bottom):
                taken[y][column:end] = [True] * (end - column)
            cells.append(LatticeCell(row, column, bottom - row, end - column))
    return cells


def _continues(
    row: int, start: int, end: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> bool:
    """Say whether a cell of these columns goes on into this row."""
    return not any((row, column) in below for column in range(start, end)) and not any(
        (column, row) in right for column in range(start + 1, end)
    )


def _has_columns(lattice: Lattice) -> bool:
    rows = [cell.row for cell in lattice.cells]
    return len(rows) > len(set(rows))
