"""Columns that nothing rules: a blank keeps its place only where figures prove the columns."""

from __future__ import annotations

from pipeline.read import read_document
from pipeline.read.pdf_columns import blanks_in, columns_of
from pipeline.read.pdf_plane import Box
from pipeline.records import Paragraph, Reading
from tests.corpus.pdf_file import Page, write
from tests.read.builders import texts


def boxes(*spans: tuple[float, float]) -> list[Box]:
    return [(left, 100, right, 110) for left, right in spans]


FULL = boxes((100, 110), (150, 160), (200, 210))


def test_a_full_row_shows_where_the_others_are_blank() -> None:
    columns = columns_of([FULL, boxes((105, 115), (190, 205))])
    assert columns == [(100, 115), (150, 160), (190, 210)]
    assert blanks_in(boxes((105, 115), (190, 205)), columns) == boxes((150, 160))


def test_one_torn_figure_makes_no_column_of_its_own() -> None:
    torn = boxes((100, 110), (150, 160), (200, 203), (206, 212))
    rest = boxes((100, 110), (150, 160), (205, 210))
    assert columns_of([torn, rest, rest]) is None


def test_without_a_full_row_nothing_is_told() -> None:
    assert columns_of([boxes((100, 110), (150, 160)), boxes((100, 110), (200, 210))]) is None


def test_two_figures_in_one_column_are_no_columns() -> None:
    assert columns_of([FULL, boxes((98, 104), (106, 112))]) is None


def test_figures_that_reach_over_two_columns_are_no_columns() -> None:
    assert columns_of([FULL, boxes((105, 155))]) is None


def test_one_column_and_none_tell_nothing() -> None:
    assert columns_of([boxes((100, 110)), []]) is None
    assert columns_of([]) is None


def printed(rows: list[list[str]]) -> list[str]:
    page = Page()
    for line, (label, *figures) in enumerate(rows):
        page.text(60, 100 + 20 * line, 10, label)
        for column, figure in enumerate(figures):
            page.text(200 + 60 * column, 100 + 20 * line, 10, figure)
    return texts(read_document(write([page])))


def test_a_blank_is_a_piece_of_its_own() -> None:
    found = printed(
        [["规章", "1", "2", "3"], ["许可", "", "5", "6"], ["处罚", "7", "8", ""], ["强制", *"123"]]
    )
    assert found == [
        *("规章", "1", "2", "3", "许可", "", "5", "6"),
        *("处罚", "7", "8", "", "强制", "1", "2", "3"),
    ]


def test_a_text_in_a_column_is_no_blank() -> None:
    found = printed([["规章", "1", "2", "3"], ["许可", "详见附件", "5", "6"]])
    assert found == ["规章", "1", "2", "3", "许可", "详见附件", "5", "6"]


def test_prose_between_rows_parts_their_columns() -> None:
    found = printed(
        [["规章", "1", "2", "3"], ["以下各项由各科室报送，以件为单位，"], ["许可", "5"]]
    )
    assert found[-2:] == ["许可", "5"]


def test_a_blank_stands_where_its_column_is() -> None:
    page = Page()
    for line, figures in enumerate((("1", "2", "3"), ("4", "", "6"))):
        page.text(60, 100 + 20 * line, 10, "规章")
        for column, figure in enumerate(figures):
            page.text(200 + 60 * column, 100 + 20 * line, 10, figure)
    reading = read_document(write([page]))
    assert isinstance(reading, Reading)
    (blank,) = (b for b in reading.blocks if isinstance(b, Paragraph) and not b.text)
    assert blank.place.box is not None
    assert [round(x) for x in blank.place.box[:3:2]] == [260, 265]


def test_the_only_full_row_proves_nothing_if_a_figure_in_it_may_be_torn() -> None:
    torn = boxes((100, 110), (150, 160), (195, 200), (210, 225))
    assert columns_of([torn, boxes((100, 110), (150, 160), (213, 218))]) is None
    apart = boxes((100, 110), (150, 160), (195, 200), (220, 235))
    assert columns_of([apart, boxes((100, 110), (150, 160), (223, 228))]) is not None
