"""Rows of grids, and rows made of bare tokens, in one shape that the table parsers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.parse.values import parse_value
from pipeline.records import Block, Grid, GridCell, Paragraph
from pipeline.registry.labels import bare, plain
from pipeline.registry.tokens import tokens

SHORT_MISREAD, LONGEST_MISREAD = 2, 12  # characters; a longer one has a digit in it
END_OF_LATIN = "\u0250"
LONGEST_TOKEN = 60  # characters: a longer paragraph is prose, not a cell


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row laid out in columns; None where a span covers the place.

    `grid` numbers the grid within the document. `stream` marks a row put together from
    paragraphs: only blanks that were seen on a page are kept, others are lost. `names` are the
    texts that may be labels, in order, and `named` their columns: no label of a form is without a
    Chinese character. `words` are the columns of the cells that hold something other than a figure.
    """

    fields: tuple[GridCell | None, ...]
    grid: int
    ragged: bool
    stream: bool = False
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)
    named: tuple[int, ...] = field(init=False, compare=False, repr=False)
    words: tuple[int, ...] = field(init=False, compare=False, repr=False)

    @property
    def width(self) -> int:
        """How many columns the row spans."""
        return len(self.fields)

    def __post_init__(self) -> None:
        """Set names and words aside once: every table parser looks through them for its labels."""
        names, named, words = [], [], []
        for column, cell in enumerate(self.fields):
            if cell is None or (text := cell.text).isdecimal():
                continue
            is_name, is_word = _says(text)
            if is_name:
                names.append(text)
                named.append(column)
            if is_word:
                words.append(column)
        object.__setattr__(self, "names", tuple(names))
        object.__setattr__(self, "named", tuple(named))
        object.__setattr__(self, "words", tuple(words))


@lru_cache(maxsize=65536)
def _says(text: str) -> tuple[bool, bool]:
    """Whether a cell's text may be a label, and whether it is something other than a figure."""
    if not plain(text):
        return False, False
    return not text.isascii(), not is_value(text)


@lru_cache(maxsize=65536)
def is_value(text: str) -> bool:
    """Whether a cell's text can be a figure or a mark that stands for one, misread or not."""
    if is_misread(text):
        return True
    kinds = (parse_value(text, kind).status for kind in ("count", "money"))
    return any(status not in ("text", "blank") for status in kinds)


def is_misread(text: str) -> bool:
    """Whether a text is what readers of pictures make of a figure: `o`, `I1`, `5.`."""
    token = plain(text)
    others = [c for c in token if not c.isdecimal()]
    if not token or len(token) > LONGEST_MISREAD or not all(map(_is_mistaken, others)):
        return False
    return len(token) <= SHORT_MISREAD or len(others) < len(token)


def _is_mistaken(character: str) -> bool:
    """Whether a digit can be mistaken for it: Latin letters and a few others."""
    return character in tokens().misread or (character.isalpha() and character < END_OF_LATIN)


def grid_rows(blocks: Iterable[Block]) -> list[Row]:
    """Return the rows of all grids in reading order."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    return [row for number, grid in enumerate(grids) for row in _rows(grid, number)]


def _rows(grid: Grid, number: int) -> Iterator[Row]:
    width = max((c.column + c.colspan for row in grid.rows for c in row), default=0)
    for cells in grid.rows:
        if grid.ragged:
            yield Row(tuple(cells), number, ragged=True)
            continue
        fields: list[GridCell | None] = [None] * width
        for cell in cells:
            fields[cell.column] = cell
        yield Row(tuple(fields), number, ragged=False)


def stream_rows(blocks: Sequence[Block]) -> list[Row]:
    """Return rows put together from short paragraphs: labels, then the figures that follow them.

    This is the shape that is left when a page with tables is saved as bare text. Paragraphs that
    are long enough to be prose end a row and belong to none.
    """
    rows: list[Row] = []
    labels: list[GridCell] = []
    figures: list[GridCell] = []

    def close() -> None:
        if figures:
            rows.append(Row((*labels, *figures), -1, ragged=True, stream=True))
        labels.clear()
        figures.clear()

    for block in blocks:
        token = _token(block)
        if token is None:
            close()
        elif not plain(token.text):
            if isinstance(block, Paragraph) and block.is_cell:
                figures.append(token)
        elif is_value(token.text) and not _is_numbering(token.text):
            figures.append(token)
        else:
            if figures:
                close()
            labels.append(token)
    close()
    return rows


def _is_numbering(text: str) -> bool:
    """Whether a text is nothing but the number in front of a label, such as `6.`."""
    return not bare(text) and not plain(text)[-1].isalnum()


def _token(block: Block) -> GridCell | None:
    if not isinstance(block, Paragraph) or len(plain(block.text)) > LONGEST_TOKEN:
        return None
    return GridCell(block.text, 0, block.place, certainty=block.certainty)


def joined(row: Row, cells: Sequence[GridCell]) -> tuple[str, ...]:
    """Return what the last label of a row may be: its last cell, its last two joined, and so on.

    Only text without table marks breaks a label into several cells.
    """
    texts = [c.text for c in cells if plain(c.text)]
    if not row.stream:
        return tuple(texts[-1:])
    return tuple("".join(texts[-count:]) for count in range(1, min(len(texts), 3) + 1))
