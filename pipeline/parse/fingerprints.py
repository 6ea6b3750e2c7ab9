"""Two marks by which editions of one report are told apart: its words, and its figures.

Equal marks of two documents mean that nothing a reader of the report would notice has changed:
menus, visit counters, times of day and the markup around them are left out. What must not go
here: comparing documents (that is done where all of them are known).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.parse.sections import Outline
from pipeline.parse.title import is_link
from pipeline.records import Block, Grid, Paragraph, Report, StatCell
from pipeline.registry.labels import plain
from pipeline.registry.prose import pattern, patterns

UNTOLD = ("missing", "doubtful")  # nothing can be said of what such a cell prints


def text_mark(sketch: Outline) -> str | None:
    """Return the sha256 of the report's words and tables as printed, None where there are none.

    Where the headings show which part of a page the report takes, only that part counts.
    """
    lines = list(_lines(sketch))
    return _sha256(lines) if lines else None


def figures_mark(report: Report) -> str | None:
    """Return the sha256 of all statutory cells, None where nothing is known of any.

    A figure counts by its value, so that `1,234` is `1234`; what is no figure, by its text.
    """
    if all(cell.status in UNTOLD for cell in report.cells):
        return None
    return _sha256(sorted(_cell_line(cell) for cell in report.cells))


def _lines(sketch: Outline) -> Iterator[str]:
    part = sketch.part_of_page()
    gate = pattern("beside", "gate")
    for block in sketch.blocks:
        if part and not f"{block.place.path}/".startswith(part):
            continue
        for line in _texts(block):
            if own := line if gate.search(line) is None else _own(line):
                yield own


def _own(line: str) -> str:
    """Return what of a line is the report's own: nothing where it is the page's."""
    if any(words.match(line) for words in patterns("beside", "starts")):
        return ""
    if any(words.search(line) for words in patterns("beside", "lines")):
        return ""
    for piece in patterns("beside", "pieces"):
        line = piece.sub("", line)
    return line


def _texts(block: Block) -> Iterator[str]:
    """Yield the lines of a block in plain characters; links to other pages are none."""
    if isinstance(block, Grid):
        for row in block.rows:
            yield "|".join([plain(cell.text) for cell in row])
    elif isinstance(block, Paragraph) and not is_link(block):
        yield plain(block.text)


def _cell_line(cell: StatCell) -> str:
    if cell.status in UNTOLD:
        said = "?"
    elif cell.value is not None:
        said = _number(cell.value)
    else:
        said = f"'{plain(cell.raw_text or '')}"
    return f"{cell.table_code}.{cell.line_code}.{cell.column_code}={said}"


def _number(value: Decimal) -> str:
    digits = str(value)
    return digits if digits.isdecimal() else format(value.normalize(), "f")


def _sha256(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
