"""PDF: heads that show which cells of an unruled row are blank."""

from __future__ import annotations

from pipeline.read import read_document
from pipeline.read.pdf_heads import blanks_below
from pipeline.read.pdf_pieces import Piece
from tests.corpus.pdf_file import Page, write
from tests.read.builders import texts

COLUMNS = 12
WIDE, FIRST = 40, 60  # points


def piece(column: float, top: float, text: str, width: float = 20) -> Piece:
    left = FIRST + WIDE * column
    return Piece(text, (left, top, left + width, top + 10), top)


def heads(columns: int = COLUMNS) -> list[list[Piece]]:
    return [[piece(column, 100, "维持") for column in range(columns)]]


def figures(columns: list[int], top: float = 115) -> list[Piece]:
    return [piece(column, top, "7", 5) for column in columns]


def places(blanks: list[Piece]) -> list[float]:
    assert all(blank.text == "" for blank in blanks)
    return [(blank.box[0] - FIRST) / WIDE for blank in blanks]


def test_heads_without_a_figure_below_have_a_blank() -> None:
    assert places(blanks_below(heads(), figures([0, 1, 2, 4, 5, 6, 8, 9]))) == [3, 7, 10, 11]
    assert blanks_below(heads(), figures(list(range(COLUMNS)))) == []


def test_heads_over_several_columns_and_lines_are_no_columns() -> None:
    above = [[piece(0, 70, "行政复议", 300)], [piece(column, 88, "结果") for column in range(3)]]
    lower = heads()[0]
    for at in range(3):  # narrower than the line above it, and centred below
        left = FIRST + WIDE * at + 6
        lower[at] = Piece("持", (left, 100, left + 8, 110), 100)
    found = blanks_below([*above, lower], figures(list(range(1, COLUMNS))))
    assert places(found) == [0]


def test_a_figure_beside_its_head_or_two_below_one_tell_nothing() -> None:
    beside = [*figures([0, 1, 2, 3, 4, 5]), piece(6.7, 115, "7", 5)]
    assert blanks_below(heads(), beside) == []
    double = [*figures([0, 1, 2, 3, 4, 5]), piece(5.3, 115, "7", 5)]
    assert blanks_below(heads(), double) == []


def test_a_lone_number_and_a_narrow_table_tell_nothing() -> None:
    assert blanks_below(heads(), figures([5])) == []
    assert blanks_below(heads(8), figures([0, 1, 2, 3, 4, 5])) == []
    assert blanks_below([], figures([0, 1, 2, 3, 4, 5])) == []


def test_heads_far_above_are_of_another_table() -> None:
    assert blanks_below(heads(), figures([0, 1, 2, 4, 5, 6, 8, 9], top=160)) == []


def test_blanks_are_read_where_they_stand() -> None:
    page = Page()
    for at in range(COLUMNS):
        page.text(FIRST + WIDE * at, 100, 10, "维持")
        if at not in (3, 11):
            page.text(FIRST + WIDE * at, 120, 10, str(at))
    row = texts(read_document(write([page])))[COLUMNS:]
    assert row == [str(at) if at not in (3, 11) else "" for at in range(COLUMNS)]
