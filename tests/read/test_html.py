"""Pages: spans, layout tables, text between, metadata, hostile markup."""

from __future__ import annotations

import time

from pipeline.read import read_document
from pipeline.records import Grid, Paragraph, Reading, Refusal
from tests.read.builders import cells, grids, spans, texts


def read(body: str) -> Reading:
    reading = read_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert isinstance(reading, Reading), reading
    return reading


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def test_spans_are_laid_out() -> None:
    page = table(
        "<td rowspan=2 colspan=2>项目</td><td colspan=3>申请人</td>",
        "<th>自然人</th><th>企业</th><th>总计</th>",
        "<td rowspan=0>组</td><td>新收</td><td>1</td><td>2</td><td>3</td>",
        "<td>结转</td><td></td><td>&nbsp;</td><td>0</td>",
    )
    (grid,) = grids(read(page))
    assert not grid.ragged
    assert spans(grid) == [
        [("项目", 0, 2, 2), ("申请人", 2, 3, 1)],
        [("自然人", 2, 1, 1), ("企业", 3, 1, 1), ("总计", 4, 1, 1)],
        [("组", 0, 1, 2), ("新收", 1, 1, 1), ("1", 2, 1, 1), ("2", 3, 1, 1), ("3", 4, 1, 1)],
        [("结转", 1, 1, 1), ("", 2, 1, 1), ("", 3, 1, 1), ("0", 4, 1, 1)],
    ]


def test_spans_are_clipped_to_reason() -> None:
    page = table(
        "<td rowspan=9999 colspan=0>a</td><td colspan=x>b</td>", "<td colspan=99999>c</td>"
    )
    (grid,) = grids(read(page))
    assert spans(grid) == [[("a", 0, 1, 2), ("b", 1, 1, 1)], [("c", 1, 100, 1)]]


def test_unclosed_cells_and_rows_are_cells_and_rows() -> None:
    (grid,) = grids(read("<table><tr><td>a<td>b<tr><td>c<td>d</table>"))
    assert cells(grid) == [["a", "b"], ["c", "d"]]


def test_blocks_and_breaks_within_a_cell_are_lines() -> None:
    page = table("<td>制发<br/>件数<p>一</p><div><span>二</span>三</div></td><td> 1\n 2 </td>")
    assert cells(grids(read(page))[0]) == [["制发\n件数\n一\n二三", "1 2"]]


def test_control_characters_cost_nothing_but_themselves() -> None:
    page = "<p>a\x01b&#1;c</p>" + table("<td><p>1\x0b2&#2;3</p>\x034</td><td>5</td>")
    reading = read(page)
    assert texts(reading)[0].startswith("a")
    assert cells(grids(reading)[0])[0][1] == "5"
    assert cells(grids(reading)[0])[0][0].endswith("4")


def test_text_stands_in_reading_order_outside_tables() -> None:
    reading = read(
        "<h1>标题</h1>甲<b>乙</b><br>丙<table><tr><td>1<td>2</table>尾<p>丁<p>戊"
        "<script>x</script><style>y</style><noscript>z</noscript><!-- c -->己"
    )
    kinds = [b.text if isinstance(b, Paragraph) else "表" for b in reading.blocks]
    assert kinds == ["标题", "甲乙", "丙", "表", "尾", "丁", "戊己"]


def test_preformatted_lines_stay_lines() -> None:
    assert texts(read("<pre>一、情况\n  二、其他\n</pre>")) == ["一、情况", "二、其他"]


def test_a_table_of_tables_is_looked_through() -> None:
    inner = table("<td>许可</td><td>7</td>")
    reading = read(table(f"<td>导航</td><td>前文{inner}后文</td>"))
    kinds = [b.text if isinstance(b, Paragraph) else cells(b) for b in reading.blocks]
    assert kinds == ["导航", "前文", [["许可", "7"]], "后文"]


def test_boxes_round_prose_are_no_tables() -> None:
    reading = read(table("<td><p>一段</p><p>二段</p></td>", "<td>三段</td>"))
    assert texts(reading) == ["一段", "二段", "三段"]
    assert not grids(reading)


def test_captions_stand_before_their_table() -> None:
    reading = read("<table><caption>表三</caption><tr><td>a<td>b</table>")
    assert [type(block) for block in reading.blocks] == [Paragraph, Grid]


def test_pictures_leave_a_mark() -> None:
    reading = read(
        "<p>前<img alt='全区 情况图'>后</p>"
        + table("<td><img></td><td>1<img></td><td><img alt='x'></td>")
    )
    assert texts(reading) == ["[image: 全区 情况图]", "前后"]
    assert cells(grids(reading)[0]) == [["[image: ]", "1", "[image: x]"]]


def test_places_are_paths() -> None:
    reading = read("<div></div><div><p>文</p>" + table("<th>a</th><td>b</td>", "<td>c") + "</div>")
    (grid,) = grids(reading)
    assert reading.blocks[0].place.path == "/html[1]/body[1]/div[2]/p[1]"
    assert grid.place.path == "/html[1]/body[1]/div[2]/table[1]"
    assert grid.rows[0][1].place.path == "/html[1]/body[1]/div[2]/table[1]/tr[1]/td[2]"
    assert type(grid.place.path) is str


def test_metadata_is_kept_under_lower_case_names_first_come() -> None:
    page = (
        "<html><head><title> 云泽市\n年报 </title><META NAME=PubDate content='2024-01-15'>"
        "<meta name=pubdate content=later><meta property='og:title' content='x'>"
        "<meta name=title content=other></head><body>文"
    )
    reading = read_document(page.encode())
    assert isinstance(reading, Reading)
    assert reading.metadata == {
        "title": "云泽市 年报",
        "pubdate": "2024-01-15",
        "og:title": "x",
    }
    assert reading.method.startswith("html/lxml-")
    assert texts(reading) == ["文"]


def test_a_page_without_text_is_empty() -> None:
    refusal = read_document(b"<html><head><title>x</title></head><body><div id=app></div></body>")
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.empty", "html")


def test_a_page_in_utf_16_is_recognised() -> None:
    assert texts(read_document("<html><p>年报</p></html>".encode("utf-16"))) == ["年报"]


def test_a_page_with_an_xml_declaration_is_a_page() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><p>文'
    assert texts(read_document(page.encode())) == ["文"]


def test_no_entity_is_expanded_and_no_file_opened() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]><html><p>&b;&f;</p>'
    )
    assert "root:" not in "".join(texts(read_document(page.encode())))


def test_nesting_without_end_is_cut_short_and_said_so() -> None:
    started = time.process_time()
    for tag in ("div", "table><tr><td", "b", "ul><li"):
        reading = read_document(f"<html><p>前文</p>{f'<{tag}>' * 200_000}深<p>后文".encode())
        assert isinstance(reading, Reading)
        assert texts(reading)[0] == "前文"
        assert "read.cut_short" in [issue.code for issue in reading.issues]
    assert time.process_time() - started < 10


def test_endless_spans_cost_no_time() -> None:
    started = time.process_time()
    row = "<tr>" + "<td rowspan=65534 colspan=1000>x" * 300
    read(f"<table>{row * 300}</table>")
    assert time.process_time() - started < 10
