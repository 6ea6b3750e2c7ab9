"""Text dumps in each of their shapes."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.records import Reading
from tests.read.builders import cells, grids, texts


def read(text: str) -> Reading:
    reading = read_document(text.encode())
    assert isinstance(reading, Reading), reading
    return reading


INDENTED = """云泽市年报
二、情况
\t项目\t
\t数
量

\t许可
\t7
\t
\t\x20

\t处罚
\t8

三、后文
"""


def test_a_cell_begins_with_a_tab_and_goes_on_below() -> None:
    reading = read(INDENTED)
    assert reading.method == "text/indented"
    assert texts(reading) == ["云泽市年报", "二、情况", "三、后文"]
    (grid,) = grids(reading)
    assert grid.ragged
    assert cells(grid) == [["项目", "", "数\n量"], ["许可", "7", "", ""], ["处罚", "8"]]


def test_cells_know_their_line() -> None:
    (grid,) = grids(read(INDENTED))
    assert grid.place.path == "L3"
    assert [cell.place.path for cell in grid.rows[1]] == ["L7", "L8", "L9", "L10"]
    assert [cell.column for cell in grid.rows[1]] == [0, 1, 2, 3]


def test_prose_between_rows_ends_a_table() -> None:
    reading = read("\ta\n\tb\n\n\tc\n\td\n\n说明\n\n\te\n\tf\n")
    assert [cells(grid) for grid in grids(reading)] == [[["a", "b"], ["c", "d"]], [["e", "f"]]]
    assert texts(reading) == ["说明"]


def test_a_line_of_blanks_ends_the_last_cell_but_no_other() -> None:
    reading = read("\ta\n \n续\n\tb\n \n后文\n\n\tc\n\td\n\te\n")
    assert [cells(grid) for grid in grids(reading)] == [[["a\n \n续", "b"]], [["c", "d", "e"]]]
    assert texts(reading) == ["", "后文"]


def test_paragraphs_indented_by_a_tab_are_no_table() -> None:
    reading = read("\t一、情况\n\n\t全市收到申请五件。\n\n\t二、其他\n")
    assert texts(reading) == ["一、情况", "全市收到申请五件。", "二、其他"]
    assert not grids(reading)


def test_a_long_text_behind_a_tab_is_a_paragraph() -> None:
    long = "本" * 121
    reading = read(f"\t{long}\n\n\ta\n\tb\n\n\tc\n\td\n")
    assert texts(reading) == [long]
    assert cells(grids(reading)[0]) == [["a", "b"], ["c", "d"]]
    assert texts(read(f"\t一、情况\n\t{long}\n")) == ["一、情况", long]


def test_one_cell_a_line_keeps_lines_of_blanks_and_drops_empty_ones() -> None:
    reading = read("许可\n\n6\n\n \n\n0\n\n\u3000\n")
    assert reading.method == "text/lines"
    assert texts(reading) == ["许可", "6", "", "0", ""]


def test_fields_keep_empty_places_at_both_ends() -> None:
    reading = read("表\n许可\t1\t\t2\t\n\t\t处罚\t\n\n文\n")
    assert reading.method == "text/fields"
    assert texts(reading) == ["表", "文"]
    (grid,) = grids(reading)
    assert grid.ragged
    assert cells(grid) == [["许可", "1", "", "2", ""], ["", "", "处罚", ""]]
    assert [cell.column for cell in grid.rows[0]] == [0, 1, 2, 3, 4]


def test_a_page_break_within_rows_does_not_end_a_table() -> None:
    reading = read("a\t1\t2\n\n\x0c \n\nb\t3\t4\n文\nc\t5\t6\n")
    assert [cells(grid) for grid in grids(reading)] == [
        [["a", "1", "2"], ["b", "3", "4"]],
        [["c", "5", "6"]],
    ]


def test_a_stray_tab_is_prose() -> None:
    reading = read("全市收到\t5件申请\n 缩进的文字\n")
    assert texts(reading) == ["全市收到\t5件申请", "缩进的文字"]


def test_markdown_headings_and_tables() -> None:
    reading = read(
        "# 标题\n\n#### **四、其他** ##\n#标签\n\n"
        "| 项 | 数 |\n| --- | :-: |\n| a\\|b | 1<br>2 |\n| c | |\n文\n"
    )
    assert reading.method == "text/markdown"
    assert texts(reading) == ["标题", "四、其他", "#标签", "文"]
    (grid,) = grids(reading)
    assert not grid.ragged
    assert cells(grid) == [["项", "数"], ["a|b", "1\n2"], ["c", ""]]


def test_pipes_without_a_rule_are_prose() -> None:
    assert not grids(read("a | b\nc | d\n"))


@pytest.mark.parametrize(
    "dump",
    [
        "+---+---+---+\n| a | 1 |   |\n+---+---+---+\n| b | 3 | 4 |\n+---+---+---+\n| c |  | 5 |\n",
        "a|1|\nb|3|4\nc||5\n",
        "│ a │ 1 │   │\n│ b │ 3 │ 4 │\n├───┼───┼───┤\n│ c │   │ 5 │\n",
        "a,1,\nb,3,4\nc,,5\n",
        'a;1;\n"b";"3";4\nc;;5\n',
    ],
)
def test_cells_between_bars_and_commas_are_tables(dump: str) -> None:
    reading = read(f"文\n{dump}\n尾\n")
    (grid,) = grids(reading)
    assert not grid.ragged
    assert cells(grid) == [["a", "1", ""], ["b", "3", "4"], ["c", "", "5"]]
    assert texts(reading) == ["文", "尾"]
    assert reading.method == "text/separated"


def test_rows_between_rules_may_take_several_lines() -> None:
    rule = "+----+---+---+\n"
    rows = ["| 行政 | 1 | 2 |\n| 许可 |   |   |\n", *(f"| {x}  | 3 | 4 |\n" for x in "bcd")]
    (grid,) = grids(read(rule + rule.join(rows) + rule))
    assert cells(grid)[0] == ["行政\n许可", "1", "2"]
    assert len(cells(grid)) == 4
    assert grid.rows[1][0].place.path == "L5"


def test_a_sheet_of_commas_keeps_its_lines_apart() -> None:
    reading = read('标题,,\n"一、总体情况",,\n"甲\n乙",1,2\n空,,\nc,5,6\n尾,,\n署名,,\n')
    assert texts(reading) == ["标题", "一、总体情况", "尾", "署名"]
    (grid,) = grids(reading)
    assert cells(grid) == [["甲\n乙", "1", "2"], ["空", "", ""], ["c", "5", "6"]]
    assert [row[0].place.path for row in grid.rows] == ["L3", "L5", "L6"]


@pytest.mark.parametrize(
    "prose",
    ["one, two, three\nand, four\nand five\n", "a | b | c\nd | e\n", "甲;乙;丙\n丁\n"],
)
def test_a_few_commas_and_bars_are_prose(prose: str) -> None:
    assert not grids(read(prose))


def test_commas_without_end_cost_no_time() -> None:
    read("a,b,c\n,\n" * 100_000)
    read("a|b|c\n|\n" * 60_000)
    read('"' + "a,b,c\n" * 100_000)
    dashes = "-" * 400_000
    read(f"|a|b|\n{dashes}x\n{dashes}x\n")


def test_line_numbers_hold_under_every_line_break() -> None:
    reading = read("a\r\nb\rc\nd")
    assert [block.place.path for block in reading.blocks] == ["L1", "L2", "L3", "L4"]


def test_long_lines_of_blanks_cost_no_time() -> None:
    blanks = " " * 500_000
    assert texts(read(f"# {blanks}|{blanks}#\n|{blanks}-\n{blanks}\n\t{blanks}x\n"))
