"""Tables of a text dump whose cells stand between bars, commas or semicolons, ruled or not.

Blank cells are seen between their separators, so rows of equal width line up.
What must not go here: tabs and blanks between cells, and Markdown, whose second line is a rule.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.read.text_line import Line
from pipeline.records import Block, Grid, GridCell, Paragraph

FEWEST_ROWS = 3  # of as many cells each: fewer lines may have so many commas by chance
FEWEST_CELLS = 3
FEWEST_GROUPS = 4  # between rules: then a rule stands under every row, and a row may take lines
_Row = tuple[Sequence[str], int]  # the cells of a row, and the line that it begins at
_BARS = "|│┃║"
_COMMAS = ",;"
_OF_RULES = " \t+|:.=_-" + "".join(map(chr, range(0x2500, 0x2580)))
_DASHES = re.compile(r"[-=_\u2500\u2501\u2550]{3}")


class Separated(NamedTuple):
    """What was found, and the number of lines that it takes."""

    blocks: list[Block]
    lines: int


def separated(lines: Sequence[Line]) -> Separated | None:
    """Return the table that the lines begin with, None where they begin with none."""
    texts = [line.text for line in lines]
    first = next((text for text in texts[:2] if not _is_rule(text)), "")
    for bar in _BARS:
        if first.count(bar) >= FEWEST_CELLS - 1:
            return _barred(lines, bar)
    for comma in _COMMAS:
        if texts[0].count(comma) >= FEWEST_CELLS - 1:
            return _listed(lines, comma)
    return None


def _barred(ahead: Sequence[Line], bar: str) -> Separated | None:
    texts = [line.text for line in ahead]
    count = next(text.count(bar) for text in texts if not _is_rule(text))
    end = next((at for at, text in enumerate(texts) if not _is_of(text, bar, count)), len(texts))
    lines = [(text.strip(), at) for at, text in enumerate(texts[:end])]
    groups = [
        [(text, at) for text, at in group]
        for is_rule, group in groupby(lines, key=lambda line: _is_rule(line[0]))
        if not is_rule
    ]
    printed = [line for group in groups for line in group]
    is_framed = all(text.startswith(bar) and text.endswith(bar) for text, _ in printed)
    rows = [([text[1:-1] if is_framed else text], at) for text, at in printed]
    if len(groups) >= FEWEST_GROUPS:
        rows = [
            ([text[1:-1] if is_framed else text for text, _ in group], group[0][1])
            for group in groups
        ]
    cells = [(list(_cells(row, bar)), at) for row, at in rows]
    return Separated([_grid(cells, ahead)], end) if len(cells) >= FEWEST_ROWS else None


def _is_rule(text: str) -> bool:
    """Whether a line rules rows off: dashes, and where they cross others."""
    return not text.strip(_OF_RULES) and _DASHES.search(text) is not None


def _is_of(text: str, bar: str, count: int) -> bool:
    """Whether a line goes on with a table: where cells span columns it has fewer bars."""
    line = text.strip()
    if not line:
        return False
    is_framed = len(line) > 1 and line.startswith(bar) and line.endswith(bar)
    return is_framed or line.count(bar) == count or _is_rule(line)


def _cells(lines: Sequence[str], bar: str) -> Iterator[str]:
    """Yield the cells of a row: of its lines, all that stand between the same bars."""
    parts = [[part.strip() for part in line.split(bar)] for line in lines]
    for column in range(max(map(len, parts))):
        yield "\n".join(part[column] for part in parts if column < len(part) and part[column])


def _listed(ahead: Sequence[Line], comma: str) -> Separated | None:
    """Read rows of one width, as programs write them: quotes hold commas and line breaks."""
    rows: list[_Row] = []
    reader = csv.reader((f"{line.text}\n" for line in ahead), delimiter=comma)
    end = 0
    try:
        for row in reader:
            if rows and len(row) != len(rows[0][0]):
                break
            rows.append(([cell.strip() for cell in row], end))
            end = reader.line_num
    except csv.Error:
        return None
    if len(rows) < FEWEST_ROWS or len(rows[0][0]) < FEWEST_CELLS:
        return None
    return Separated(list(_sheet(rows, ahead)), end)


def _sheet(rows: Sequence[_Row], lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the texts and tables of a sheet.

    A lone text in the first column is a line of its own in front of the tables, behind them, and
    where several follow one another; a single one may label a row whose cells are blank.
    """
    runs = [(is_alone, [*run]) for is_alone, run in groupby(rows, key=_is_alone)]
    table: list[_Row] = []
    for number, (is_alone, run) in enumerate(runs):
        if is_alone and (len(run) > 1 or number in (0, len(runs) - 1)):
            yield from _table(table, lines)
            table = []
            texts = ((text, at) for cells, at in run for text in cells[0].splitlines())
            yield from (Paragraph(text, lines[at].place) for text, at in texts)
        else:
            table += run
    yield from _table(table, lines)


def _is_alone(row: _Row) -> bool:
    return not any(row[0][1:])


def _table(rows: Sequence[_Row], lines: Sequence[Line]) -> Iterator[Grid]:
    filled = [row for row in rows if any(row[0])]
    if filled:
        yield _grid(filled, lines)


def _grid(rows: Sequence[_Row], lines: Sequence[Line]) -> Grid:
    """Make a grid of the texts of rows and the lines that these begin at."""
    ragged = len({len(texts) for texts, _ in rows}) > 1
    cells = tuple(
        tuple(GridCell(text, column, lines[at].place) for column, text in enumerate(texts))
        for texts, at in rows
    )
    return Grid(cells, lines[rows[0][1]].place, ragged=ragged)
