"""The shapes in which text dumps write tables, told by tabs, pipes, blanks and empty lines.

* indented: each cell begins a line with a tab and may go on below; an empty line ends the row;
* fields: each row is a line of fields between tabs, empty ones kept;
* Markdown: rows between pipes under a rule of dashes;
* bars and commas: cells between separators, with rules or without (`text_separated`);
* blanks: the cells of a line stand only blanks apart (`gaps`).
What must not go here: decoding, and what any cell means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from pipeline.read.gaps import cells_of
from pipeline.read.text_line import Line
from pipeline.read.text_separated import Separated, separated
from pipeline.records import Block, Grid, GridCell, Paragraph

# A text longer than this behind a tab is an indented paragraph; the longest label has half.
LONGEST_CELL = 120
FIRST_LINES, MOST_ROWS = 12, 300  # that show a table between separators, and that it may have

_HEADING = re.compile(r"#{1,6}\s+")
_DASHES = re.compile(r":?-+:?")
_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[|│┃║].*[|│┃║]|,.*,|;.*;|[+\u2500-\u257f-]{3}")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


Row = list[GridCell]


def field_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Read rows of fields between tabs; blank lines, as at a page break, do not end a table."""
    index = 0
    while index < len(lines):
        if _begins_pipe_table(lines, index):
            end = _end_of(lines, index, "|")
            yield _pipe_grid(lines[index:end])
        elif "\t" in lines[index].text:
            end = _end_of(lines, index, "\t")
            rows = [_fields(line) for line in lines[index:end] if "\t" in line.text]
            yield from _grid_or_prose(rows)
        elif (found := _separated(lines, index)) is not None:
            end = index + found.lines
            yield from found.blocks
        else:
            end = index + 1
            yield from _prose(lines[index])
        index = end


def has_markdown(lines: Sequence[Line]) -> bool:
    """Whether a table of Markdown begins anywhere."""
    return any(_begins_pipe_table(lines, index) for index in range(len(lines)))


def _separated(lines: Sequence[Line], index: int) -> Separated | None:
    """Look for cells between bars or commas, once a line has any of them."""
    if not _SEPARATOR.search(lines[index].text):
        return None
    if separated(lines[index : index + FIRST_LINES]) is None:
        return None  # as for nearly all lines of prose
    return separated(lines[index : index + MOST_ROWS])


def indented_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Read cells that each begin a line with a tab; rows with only blanks between are a table."""
    pieces = (piece for chunk in _chunks(lines) for piece in _rows_and_prose(chunk))
    for is_row, group in groupby(pieces, key=lambda piece: isinstance(piece, list)):
        if is_row:
            yield from _grid_or_prose([piece for piece in group if isinstance(piece, list)])
        else:
            yield from field_blocks([piece for piece in group if isinstance(piece, Line)])


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Split at empty lines. A line of blanks is no empty line: a dump writes one for a reason."""
    for has_text, group in groupby(lines, key=lambda line: bool(line.text)):
        if has_text:
            yield list(group)


def _rows_and_prose(chunk: list[Line]) -> Iterator[Row | Line]:
    """Split a chunk into the lines before its first cell, its cells, and what follows them."""
    starts = [at for at, line in enumerate(chunk) if line.text.startswith("\t")]
    if not starts:
        yield from chunk
        return
    yield from chunk[: starts[0]]
    # Only a line of blanks can end the last cell within a chunk: else prose would be glued to it.
    after = (at for at in range(starts[-1] + 1, len(chunk)) if not chunk[at].text.strip())
    end = next(after, len(chunk))
    bounds = [*starts, end]
    row: Row = []
    for start, stop in pairwise(bounds):
        row.extend(_indented_cells(chunk[start:stop], len(row)))
    yield row
    yield from chunk[end:]


def _indented_cells(lines: list[Line], column: int) -> Iterator[GridCell]:
    """Read one cell, or more where further tabs stand in its lines."""
    fields = "\n".join(line.text for line in lines)[1:].split("\t")
    for offset, text in enumerate(fields):
        yield GridCell(text.strip(), column + offset, lines[0].place)


def _fields(line: Line) -> Row:
    fields = line.text.split("\t")
    return [GridCell(text.strip(), column, line.place) for column, text in enumerate(fields)]


def _grid_or_prose(rows: Iterable[Row]) -> Iterator[Block]:
    """Make a ragged grid of rows, but paragraphs of texts that merely stand behind a tab."""
    for is_prose, group in groupby(rows, key=_is_prose):
        run = list(group)
        if is_prose or not _is_table(run):
            yield from (paragraph for row in run for paragraph in _paragraphs(row))
        else:
            yield Grid(tuple(tuple(row) for row in run), run[0][0].place, ragged=True)


def _is_prose(row: Row) -> bool:
    return any(len(cell.text) > LONGEST_CELL for cell in row)


def _is_table(rows: list[Row]) -> bool:
    """Want two texts in some row, and more than one stray tab in the whole."""
    lines = {cell.place for row in rows for cell in row}
    has_columns = any(len(row) > 2 or sum(1 for cell in row if cell.text) > 1 for row in rows)
    return has_columns and (len(lines) > 1 or len(rows[0]) > 2)


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    for place, cells in groupby(row, key=attrgetter("place")):
        yield Paragraph("\t".join(cell.text for cell in cells).strip(), place)


def _end_of(lines: Sequence[Line], start: int, mark: str) -> int:
    """Find where a table ends: blank lines are passed over only if another row follows."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        if mark in lines[index].text:
            end = index + 1
        elif mark == "|" or lines[index].text.strip():
            break
    return end


def _begins_pipe_table(lines: Sequence[Line], index: int) -> bool:
    if index + 1 >= len(lines) or "|" not in lines[index].text:
        return False
    rule = lines[index + 1].text.strip()
    return "|" in rule and all(_DASHES.fullmatch(part.strip()) for part in _between_pipes(rule))


def _pipe_grid(lines: Sequence[Line]) -> Grid:
    rows = [_pipe_row(line) for at, line in enumerate(lines) if at != 1]
    return Grid(tuple(rows), lines[0].place)


def _pipe_row(line: Line) -> tuple[GridCell, ...]:
    parts = _between_pipes(line.text.strip())
    texts = (_BREAK_TAG.sub("\n", part.replace("\\|", "|")).strip() for part in parts)
    return tuple(GridCell(text, column, line.place) for column, text in enumerate(texts))


def _between_pipes(text: str) -> list[str]:
    body = text.removeprefix("|")
    return _PIPE.split(body[:-1] if body.endswith("|") and not body.endswith("\\|") else body)


def _prose(line: Line) -> Iterator[Paragraph]:
    """Keep a line of blanks as an empty paragraph: in a dump without tabs it is a blank cell."""
    if not line.text:
        return
    text = line.text.strip()
    if mark := _HEADING.match(text):
        text = _without_emphasis(text[mark.end() :].rstrip("#").strip())
    yield from (Paragraph(cell, line.place) for cell in cells_of(text))


def _without_emphasis(heading: str) -> str:
    whole = len(heading) > 4 and heading.startswith("**") and heading.endswith("**")
    return heading[2:-2].strip() if whole else heading
