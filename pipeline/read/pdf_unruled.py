"""Rows of tables that no lines rule: their cells one by one, texts that run over lines made whole.

Blank cells leave nothing to see, so no grid is made: see `gaps`. Where the figures of other rows
show the columns, a blank is an empty piece. A label of several lines goes to the figures that stand
beside it; where rows stand so close that its lines may be those of another, the rows are left as
lines of prose.
What must not go here: tables with ruled columns, and anything of PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf_columns import blanks_in, columns_of
from pipeline.read.pdf_heads import blanks_below
from pipeline.read.pdf_lines import Line, line_of, part_labels
from pipeline.read.pdf_page import Glyph
from pipeline.read.pdf_pieces import ALIGNED, Piece

# In shares of the height of the characters.
BESIDE = 3.0  # how far above or below figures a line of their label may begin
LARGER = 1.4  # than figures: a heading of what follows, and no label of theirs
MOST_BARE = 10  # figures without a label that are a row of a table without labels
MAX_LINES, MAX_PIECES = 500, 500


@dataclass(slots=True)
class _Text:
    """The lines of one label, and the rows on whose lines some of them stand."""

    pieces: list[Piece]
    rows: list[Line] = field(default_factory=list)


def pieces_in(lines: Iterable[list[Glyph]]) -> list[Piece]:
    """Write every line whole, or by its cells where it is a row."""
    found = [line for glyphs in lines if (line := line_of(glyphs)) is not None]
    if len(found) > MAX_LINES:
        return [line.whole for line in found]
    part_labels(found)
    rows = [line for line in found if line.is_figures]
    _show_blanks_below_heads(found)
    gone, blurred = _labels_made_whole(found, rows)
    for table in _tables(found, rows, gone):
        _show_blanks(table)
    heads = [
        piece for line in found if line.is_row and not line.is_figures for piece in line.pieces
    ]
    gone |= _heads_made_whole(heads)
    return [piece for line in _joined(found, blurred) for piece in _shown(line, gone)]


def _tables(lines: Sequence[Line], rows: Sequence[Line], gone: set[int]) -> Iterator[list[Line]]:
    """Yield the rows with figures that follow one another: only labels stand between them."""
    table: list[Line] = []
    for line in lines:
        if line.is_figures:
            table.append(line)
        elif not (all(id(piece) in gone for piece in line.pieces) or _is_beside(line, rows)):
            yield table
            table = []
    yield table


def _show_blanks(table: Sequence[Line]) -> None:
    """Give the rows of a table empty pieces where other rows show that they have a cell."""
    figures = [[piece.box for piece in row.pieces[row.at :]] for row in table]
    if (columns := columns_of(figures)) is None:
        return
    for row, boxes in zip(table, figures, strict=True):
        top = row.whole.top
        if any(piece.box[2] > columns[0][0] for piece in row.pieces[: row.at]):
            continue  # a text in a column: no blank, and no label
        row.pieces.extend(Piece("", box, top) for box in blanks_in(boxes, columns))


def _show_blanks_below_heads(lines: Sequence[Line]) -> None:
    """Give rows without a label empty pieces where a head stands above and no figure."""
    heads: list[list[Piece]] = []
    for line in lines:
        if line.is_figures and line.at == 0:
            blanks = blanks_below(heads, line.pieces)
            line.pieces = sorted((*line.pieces, *blanks), key=lambda piece: piece.box[0])
        heads = [] if line.is_figures else [*heads, line.pieces]


def _joined(lines: Sequence[Line], blurred: Sequence[tuple[float, float]]) -> Iterator[Line]:
    """Put lines together, whole, where it cannot be told which label is whose."""
    block: Line | None = None
    for line in lines:
        middle = (line.whole.box[1] + line.whole.box[3]) / 2
        if not any(top <= middle <= bottom for top, bottom in blurred):
            yield from () if block is None else (block,)
            block = None
            yield line
        elif block is None:
            block = Line(line.whole, [], is_row=False, at=0)
        else:
            block.whole.take(line.whole)
    if block is not None:
        yield block


def _shown(line: Line, gone: set[int]) -> Iterator[Piece]:
    is_taken = any(id(piece) in gone for piece in line.pieces)
    if not (line.is_row or is_taken):
        yield line.whole
    else:
        yield from (piece for piece in line.pieces if id(piece) not in gone)


def _heads_made_whole(heads: list[Piece]) -> set[int]:
    """Put the lines of each head together, where the first of them stands."""
    gone: set[int] = set()
    if len(heads) > MAX_PIECES:
        return gone
    for at, head in enumerate(heads):
        if id(head) not in gone:
            for other in heads[at + 1 :]:
                if id(other) not in gone and head.is_above(other):
                    head.take(other)
                    gone.add(id(other))
    return gone


def _labels_made_whole(
    lines: Sequence[Line], rows: Sequence[Line]
) -> tuple[set[int], list[tuple[float, float]]]:
    """Put the lines of each label together in front of its figures.

    Returns the pieces that are used up, and from where to where labels cannot be told apart.
    """
    gone: set[int] = set()
    blurred: list[tuple[float, float]] = []
    texts = _texts(lines, rows)
    labels = [(row, _nearest(row, texts)) for row in rows]
    for text in texts:
        beside = [row for row, label in labels if label is text]
        if len(text.pieces) == len(beside) and all(row in text.rows for row in beside):
            continue  # a line for each row
        if len(beside) == 1 and _is_centred(text, beside[0]):
            label, *others = text.pieces
            for other in others:
                label.take(other)
            label.top = beside[0].whole.top
            _name(beside[0], label, text.pieces)
            gone.update(id(piece) for piece in text.pieces)
        elif beside:
            places = [piece.box for piece in (*text.pieces, *(row.whole for row in beside))]
            blurred.append((min(box[1] for box in places), max(box[3] for box in places)))
    bare = [row for row in rows if row.at == 0 and len(row.pieces) < MOST_BARE]
    blurred.extend((row.whole.box[1], row.whole.box[3]) for row in bare if len(row.pieces) > 1)
    return gone, blurred


def _is_centred(text: _Text, row: Line) -> bool:
    """Whether the figures stand beside the middle of a label: else it may end in another's line."""
    boxes = [piece.box for piece in text.pieces]
    middle = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
    _, top, _, bottom = row.whole.box
    return abs(middle - (top + bottom) / 2) <= ALIGNED * (boxes[0][3] - boxes[0][1])


def _name(row: Line, label: Piece, lines: Sequence[Piece]) -> None:
    """Put a label whole in front of the figures of its row."""
    used = {id(piece) for piece in lines}
    others = [piece for piece in row.pieces[: row.at] if id(piece) not in used]
    whole = Piece(label.text, label.box, label.top)
    row.pieces = [*others, whole, *row.pieces[row.at :]]
    row.at = len(others) + 1


def _texts(lines: Sequence[Line], rows: Sequence[Line]) -> list[_Text]:
    """Group what stands left of the figures into texts, by lines that stand close together."""
    texts: list[_Text] = []
    for line in lines:
        if line.is_figures:
            pieces = line.pieces[: line.at]
        else:
            pieces = line.pieces if _is_beside(line, rows) else []
        for piece in pieces:
            text = _continued(texts, piece)
            text.pieces.append(piece)
            if line.is_figures and piece is line.pieces[line.at - 1]:
                text.rows.append(line)
    return texts


def _continued(texts: list[_Text], piece: Piece) -> _Text:
    for text in reversed(texts):
        if text.pieces[-1].precedes(piece) and text.pieces[-1].overlaps(piece):
            return text
    texts.append(_Text([]))
    return texts[-1]


def _is_beside(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line without figures, and no larger, stands wholly to the left of some close by."""
    _, top, right, bottom = line.whole.box
    reach, least = BESIDE * (bottom - top), min(piece.height for piece in line.pieces)
    near = (row.pieces[row.at] for row in rows if abs(row.whole.top - top) <= reach)
    return any(right <= first.box[0] and least <= LARGER * first.height for first in near)


def _nearest(row: Line, texts: Sequence[_Text]) -> _Text | None:
    """Find the label beside the figures of a row: of groups and lines, the nearest to them."""
    _, top, _, bottom = row.whole.box
    middle = (top + bottom) / 2
    beside = [
        text
        for text in texts
        if text.pieces[0].box[1] <= middle <= text.pieces[-1].box[3]
        and max(piece.box[2] for piece in text.pieces) <= row.pieces[row.at].box[0]
    ]
    return max(beside, key=lambda text: text.pieces[0].box[0], default=None)
