"""PDF: rows that nothing rules, pages set sideways, characters that are drawings."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.records import Paragraph, Reading
from tests.corpus.pdf_file import Page, write
from tests.corpus.pdf_type3 import drawn
from tests.read.builders import cells, grids, line, pdf, show, texts


def boxes(data: bytes) -> dict[str, tuple[int, ...]]:
    """Return the box of every paragraph and cell, in whole points."""
    reading = read_document(data)
    assert isinstance(reading, Reading), reading
    found = {}
    for block in reading.blocks:
        rows = [[block]] if isinstance(block, Paragraph) else block.rows
        for cell in (cell for row in rows for cell in row):
            assert cell.place.box is not None
            found[cell.text] = tuple(round(length) for length in cell.place.box)
    return found


def test_a_row_is_read_cell_by_cell_with_the_place_of_each() -> None:
    page = show(60, 700, "规章") + show(200, 700, "12") + show(300, 700, "7730.28")
    data = pdf(page + show(60, 680, "一段文字"))
    assert texts(read_document(data)) == ["规章", "12", "7730.28", "一段文字"]
    found = boxes(data)
    assert found["规章"][0] == 60
    assert found["12"][0] == 200
    assert found["7730.28"][0] == 300


def test_lines_across_alone_make_no_columns() -> None:
    page = "".join(line(50, y, 500, y) for y in (720, 695, 670))
    page += show(60, 700, "许可") + show(200, 700, "12") + show(300, 700, "0")
    assert texts(read_document(pdf(page))) == ["许可", "12", "0"]


def test_heads_over_two_lines_are_made_whole() -> None:
    page = Page()
    heads = (("结果维", "持"), ("结果纠", "正"), ("其他结", "果"), ("尚未审", "结"))
    for at, (above, below) in enumerate(heads):
        page.text(60 + 60 * at, 100, 10, above)
        page.text(70 + 60 * at, 112, 10, below)
    assert texts(read_document(write([page]))) == ["\n".join(head) for head in heads]


def label_of_lines(pitch: float) -> list[str]:
    """Print two labels of two lines each, their figures between the lines."""
    page = Page()
    for at, (above, below) in enumerate((("行政", "处罚"), ("行政", "强制"))):
        page.text(60, 100 + at * pitch, 10, above)
        page.text(60, 112 + at * pitch, 10, below)
        for column in range(3):
            page.text(200 + 60 * column, 106 + at * pitch, 10, f"{at}{column}")
    return texts(read_document(write([page])))


def test_labels_of_several_lines_go_to_the_figures_beside_them() -> None:
    assert label_of_lines(pitch=34) == [
        *("行政\n处罚", "00", "01", "02"),
        *("行政\n强制", "10", "11", "12"),
    ]


def test_labels_without_room_between_them_are_given_to_no_figures() -> None:
    assert label_of_lines(pitch=24) == ["行政\n00 01 02\n处罚\n行政\n10 11 12\n强制"]


@pytest.mark.parametrize(("above", "below"), [("3.", "其他"), ("4.无", "理由"), ("1、信", "访")])
def test_the_number_of_a_label_is_no_figure(above: str, below: str) -> None:
    page = Page()
    page.text(60, 100, 10, above)
    page.text(60, 112, 10, below)
    for column in range(3):
        page.text(200 + 60 * column, 106, 10, str(column))
    assert texts(read_document(write([page]))) == [f"{above}\n{below}", "0", "1", "2"]


@pytest.mark.parametrize(
    "text", ["一、 总体情况", "收到申请 12 件。", "云岭市人民政府            2024年1月22日"]
)
def test_lines_of_prose_stay_whole(text: str) -> None:
    assert texts(read_document(pdf(show(60, 700, text)))) == [" ".join(text.split())]


def test_a_group_near_the_label_of_a_row_is_no_part_of_it() -> None:
    """The gap is that between words, and where it ends the labels of other rows begin."""
    rows = ["规章", "行政许可", "行政处罚", "行政强制"]
    page = "".join(
        show(120, 700 - 16 * n, label)
        + show(250, 700 - 16 * n, f"{n}")
        + show(300, 700 - 16 * n, "7")
        for n, label in enumerate(rows)
    )
    near = pdf(page + show(75, 668, "不予公开"))
    expected = ["规章", "0", "7", "行政许可", "1", "7", "不予公开", "行政处罚", "2", "7"]
    assert texts(read_document(near)) == [*expected, "行政强制", "3", "7"]
    far = pdf(page.replace("1 0 0 1 120 668", "1 0 0 1 126 668") + show(81, 668, "不予公开"))
    assert "不予公开 行政处罚" in texts(read_document(far))


def test_columns_of_prose_are_read_line_by_line() -> None:
    page = "".join(
        show(60, 700 - 20 * n, f"左栏第{n}行文字") + show(320, 700 - 20 * n, f"右栏第{n}行文字")
        for n in range(3)
    )
    assert texts(read_document(pdf(page))) == [f"左栏第{n}行文字 右栏第{n}行文字" for n in range(3)]


def table() -> Page:
    page = Page()
    for x in (100, 200, 300):
        page.line(x, 340, x, 380)
    for y in (340, 360, 380):
        page.line(100, y, 300, y)
    page.text(105, 355, 10, "许可")
    page.text(205, 375, 10, "12")
    page.text(100, 400, 10, "表下一行文字")
    return page


@pytest.mark.parametrize("is_shown_upright", [True, False])
@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (100, 340, 200, 360)),
        # Where the first cell stands on the page as it is shown, turned.
        (90, (340, 395, 360, 495)),
        (180, (395, 482, 495, 502)),
        (270, (482, 100, 502, 200)),
    ],
)
def test_text_that_runs_sideways_is_read_and_placed_as_shown(
    turn: int, box: tuple[int, ...], is_shown_upright: bool
) -> None:
    data = write([table()], turn=turn, rotate=is_shown_upright)
    reading = read_document(data)
    assert [cells(grid) for grid in grids(reading)] == [[["许可", ""], ["", "12"]]]
    assert texts(reading) == ["表下一行文字"]
    assert boxes(data)["许可"] == ((100, 340, 200, 360) if is_shown_upright else box)


def test_a_page_number_set_otherwise_turns_nothing() -> None:
    page = "q 0 -1 1 0 0 595 cm\n" + show(300, 20, "- 1 -") + " Q\n" + show(60, 700, "一段文字" * 5)
    assert "一段文字" * 5 in texts(read_document(pdf(page)))


def test_drawn_characters_are_what_they_say() -> None:
    page = Page()
    page.text(60, 100, 11, "规章制度，共12件")
    pages, fonts = drawn([page, Page()])
    reading = read_document(write(pages, fonts))
    assert texts(reading) == ["规章制度，共12件"]


def test_a_page_of_pictures_among_text_leaves_its_mark() -> None:
    scan = "q 595 0 0 842 0 0 cm /Im Do Q\n"
    reading = read_document(pdf(show(60, 700, "前文" * 30), scan, "", show(60, 700, "后文" * 30)))
    assert texts(reading)[0].startswith("前文")
    assert "[image: ]" in texts(reading)
    assert texts(reading)[-1].startswith("后文")
