"""Tables of boxes, lists and blanks: cells apart, blanks kept, words and numbers whole."""

from __future__ import annotations

import time

import pytest

from pipeline.records import Paragraph
from tests.read.builders import cells, grids, texts
from tests.read.test_html import read


def rows(row: str, cell: str, *lines: str) -> str:
    """Write each line as a row and each of its fields between bars as a cell."""
    made = (
        "".join(f"<{cell}>{text}</{cell.split()[0]}>" for text in line.split("|")) for line in lines
    )
    return "".join(f"<{row}>{line}</{row.split()[0]}>" for line in made)


LINES = ("项目|制发|废止|有效", "规章|1||3", "文件|12|0|", "许可|||7")


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("div class=tr", "div class=td"),
        ("div", "div"),
        ("ul", "li"),
        ("li", "div"),
        ("div", 'span class="col col-2"'),
        ("p", 'span style="display:inline-block"'),
        ("div", "span"),
        ("dl", "dd"),
        ("section", "p"),
    ],
)
def test_rows_of_boxes_are_a_grid_with_its_blanks(row: str, cell: str) -> None:
    reading = read(f"<h2>二、情况</h2><div>{rows(row, cell, *LINES)}</div><p>后文")
    (grid,) = grids(reading)
    assert not grid.ragged
    assert cells(grid) == [line.split("|") for line in LINES]
    kinds = [block.text if isinstance(block, Paragraph) else "表" for block in reading.blocks]
    assert kinds == ["二、情况", "表", "后文"]


def test_rows_of_boxes_of_different_numbers_are_ragged() -> None:
    lines = ("类别", *LINES, "另一类", "收费|8")
    reading = read(f"<div>{rows('div', 'div', *lines)}</div>")
    assert texts(reading) == ["类别"]
    (grid,) = grids(reading)
    assert grid.ragged
    assert cells(grid)[-2:] == [["另一类"], ["收费", "8"]]


def test_places_of_boxes_are_their_paths() -> None:
    reading = read(f"<div><p>前</p>{rows('div', 'span class=td', *LINES)}</div>")
    (grid,) = grids(reading)
    assert grid.place.path == "/html[1]/body[1]/div[1]/div[1]"
    assert grid.rows[1][2].place.path == "/html[1]/body[1]/div[1]/div[2]/span[3]"


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href=1>2019</a><li><a href=2>2020</a><li><a href=3>2021</a></ul>",
        "<div><p><span>收到</span><span>12</span><span>件</span></p></div>" * 4,
        "<div><div><span>1</span><span>2</span></div><div><span>3</span><span>4</span></div>"
        "<div><span>5</span><span>6</span></div></div>",
        "<div class=MsoNormal><span>规</span><span>1</span><span>2</span></div>" * 4,
        "<div><div>一、情况</div><div>写明了很多事。</div></div>",
        "<ul><li>发布时间：2024-01-22</li><li>来源：某办</li></ul>" * 2,
    ],
)
def test_menus_and_pieces_of_words_are_no_tables(body: str) -> None:
    assert not grids(read(body))


def test_pieces_of_a_number_are_one_number() -> None:
    assert texts(read("<p><span>1</span><span>2</span>件</p>")) == ["12件"]
    assert texts(read("<div><span>1</span><span>2</span></div>" * 4)) == ["12"] * 4


def test_cells_between_wide_blanks_are_read_one_by_one() -> None:
    reading = read(
        "<p>规章&emsp;1&emsp;&emsp;3</p><p>许可&nbsp;&nbsp;&nbsp;12</p><p>　　首行缩进　两字</p>"
        "<p>云岭市人民政府&emsp;&emsp;2024年1月22日</p>"
    )
    assert texts(reading)[:5] == ["规章", "1", "3", "许可", "12"]
    assert len(texts(reading)) == 7


def test_tabs_in_preformatted_text_part_cells() -> None:
    reading = read("<pre>\n二、情况\n规章\t1\t\t3\n许可\t\t7\t8\n</pre>")
    assert texts(reading) == ["二、情况"]
    (grid,) = grids(reading)
    assert cells(grid) == [["规章", "1", "", "3"], ["许可", "", "7", "8"]]
    assert grid.rows[0][1].place.path == "/html[1]/body[1]/pre[1]!L3"


def test_blanks_in_preformatted_text_part_cells() -> None:
    assert texts(read("<pre>\n规章     1    3\n</pre>")) == ["规章", "1", "3"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<span>1</span><span>2</span>", "12"),
        ("1<br>2", "1\n2"),
        ("<p>1</p><p>2</p>", "1\n2"),
        ("12<sup>①</sup>", "12 ①"),
        ("12<sup>1</sup>", "12 1"),
        ("<s>10</s>12", "10 12"),
        ("<del>1</del>2", "1 2"),
        ("<span style='display:none'>9</span>12", "12"),
        ("<span style='color:red;DISPLAY : none;'>9</span>1<b hidden>7</b>2", "12"),
        ("<SPAN STYLE='Display:None'>9</SPAN>1<FONT HIDDEN>7</FONT>2", "12"),
        ("<table><tr><td>12</td></tr></table>", "12"),
        ("<table><tbody><tr><td><p><span> 12 </span></p></td></tr></tbody></table>", "12"),
        ("<table>" + " " * 200 + "<tr>" + "\n" * 200 + "<td>12</td></tr></table>", "12"),
        ("<table><tr><td>1</td></tr></table>注", "1\n注"),
        ("<table><tr><td><p>1</p><p>2</p></td></tr></table>", "1\n2"),
        ("<table><tr><td><pre>1\n2</pre></td></tr></table>", "1\n2"),
        ("<table><tr><td><img alt='印章'></td></tr></table>", "[image: 印章]"),
        ("<![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p>", ""),
        ("<!--[if gte mso 9]><b>9</b><![endif]-->12<o:p></o:p>", "12"),
        ("<xml><w:View>7</w:View></xml>12", "12"),
    ],
)
def test_a_cell_says_what_is_shown_in_it(cell: str, text: str) -> None:
    (grid,) = grids(read(f"<table><tr><td>规章</td><td>{cell}</td></tr></table>"))
    assert cells(grid) == [["规章", text]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<div><div><p>12</p></div></div>", "12"),
        ("<div>\n<div> <p>\n12 </p> </div>\n</div>", "12"),
        ("<div></div>", ""),
        ("<p><span>1</span>2</p>", "12"),
        ("<p>1<br>2</p>", "1\n2"),
        ("<div>1<p>2</p></div>", "1\n2"),
        ("<div><p>1</p>2</div>", "1\n2"),
        ("<p><img alt='印章'></p>", "[image: 印章]"),
    ],
)
def test_a_box_within_a_cell_of_boxes_says_what_it_shows(cell: str, text: str) -> None:
    row = "".join(f"<div class='td'>{inner}</div>" for inner in ("规章", cell, "3", "4"))
    (grid,) = grids(read(f"<div><div>{row}</div><div>{row}</div></div>"))
    assert cells(grid) == [["规章", text, "3", "4"]] * 2


def test_frames_in_a_page_without_cells_are_lines_with_their_own_paths() -> None:
    frame = "<table><tr><td>{}</td></tr></table>"
    rows = "".join(f"<tr><td>{frame.format(text)}</td></tr>" for text in ("一", "二"))
    reading = read(f"<table>{rows}</table>")
    assert texts(reading) == ["一", "二"]
    assert reading.blocks[0].place.path.endswith("/td[1]/div[1]/div[1]/div[1]")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("<p>收到<b>申请</b><span>12<i>件</i></span>。</p>", "/p[1]"),
        ("<p><span>收到申请</span><a name='x'>12</a>件。</p>", "/p[1]"),
        ("<p><span><a href='/1'>收到申请12件。</a></span></p>", "/p[1]/span[1]/a[1]"),
        ("<div><span>收到申请</span>12件。</div>", "/div[1]"),
    ],
)
def test_a_line_in_pieces_is_one(line: str, path: str) -> None:
    reading = read(f"<body><h1>标题</h1>{line}<p>后文</p></body>")
    assert texts(reading) == ["标题", "收到申请12件。", "后文"]
    assert reading.blocks[1].place.path == "/html[1]/body[1]" + path


def test_the_foot_of_a_table_is_read_last_wherever_it_is_written() -> None:
    rows = "<tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>甲<td>1<tr><td>乙<td>2</tbody>"
    (grid,) = grids(read(f"<table>{rows}</table>"))
    assert cells(grid) == [["甲", "1"], ["乙", "2"], ["总计", "3"]]


def test_hidden_cells_take_no_column() -> None:
    (grid,) = grids(
        read("<table><tr><td>甲<td style='display:none'>9<td>1<tr hidden><td>乙<td>2</table>")
    )
    assert cells(grid) == [["甲", "1"]]


def test_boxes_without_end_cost_no_time() -> None:
    started = time.process_time()
    read("<div>" + "<div><div>甲</div><div>1</div></div>" * 7_000 + "</div>")
    read("<div>" * 200 + "<div>1</div>" * 20_000)
    read("<ul><li>" * 120 + "1" + "<li>2" * 12_000)
    assert time.process_time() - started < 10
