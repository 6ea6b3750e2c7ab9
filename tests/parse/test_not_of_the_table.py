"""What stands in a report beside its tables, or across two pages, and must not become a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from pipeline.extract import extract
from pipeline.parse.rows import Row
from pipeline.parse.table3 import parse_table3
from pipeline.parse.table4 import parse_table4
from pipeline.parse.values import parse_value
from pipeline.read import read_document
from pipeline.read.docx_xml import text_of
from pipeline.records import GridCell, Place, Report
from pipeline.registry.forms import table_form
from pipeline.registry.labels import plain
from tests.corpus import judge
from tests.corpus.containers import CONTAINERS
from tests.corpus.damage import Case, sound
from tests.corpus.document import Box, Document, Part, Table
from tests.corpus.figures import consistent

YEAR = 2021
LIST = (("公示类别", "条数"), ("行政许可", "77"), ("行政处罚公示", "88"), ("行政强制", "99"))


def read(document: Document, container: str = "html") -> Report:
    return extract(CONTAINERS[container](document)).report


def before_the_tables(case: Case, rows: tuple[tuple[str, ...], ...]) -> Document:
    """Print another table in front of the first."""
    other = Table("t2", tuple(tuple(map(Box, row)) for row in rows))
    parts: list[Part] = list(case.document.parts)
    parts.insert(4, other)
    return replace(case.document, parts=tuple(parts))


@pytest.mark.parametrize("container", ["html", "docx", "text_tabbed", "text_bare", "text_aligned"])
@pytest.mark.parametrize("count", [2, 4])
def test_a_list_that_names_lines_of_table_2_is_none_of_it(container: str, count: int) -> None:
    case = sound(consistent(3, YEAR))
    report = read(before_the_tables(case, LIST[:count]), container)
    assert judge.wrong(case, report) == []
    assert judge.lost(case, report) == []


def test_a_comparison_of_years_does_not_stand_in_front_of_table_2() -> None:
    case = sound(consistent(3, YEAR))
    rows = (("项目", "2020年", "2021年", "同比"), ("行政许可", "7", "9", "28.6%"))
    report = read(before_the_tables(case, rows))
    assert judge.wrong(case, report) == []
    assert judge.lost(case, report) == []


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e"])
def test_characters_of_no_width_are_not_printed(unseen: str) -> None:
    assert parse_value(f"4{unseen}24{unseen}", "count").value == 424
    assert plain(f"自然{unseen}人") == "自然人"


def test_what_turns_the_direction_of_a_figure_is_no_figure() -> None:
    assert parse_value("\u202e424", "count").value is None


@pytest.mark.parametrize(("text", "value"), [("424.0", 424), ("0.00", 0), ("424.000", None)])
def test_a_count_that_a_tool_wrote_as_a_real_number(text: str, value: int | None) -> None:
    found = parse_value(text, "count").value
    assert found == (None if value is None else Decimal(value))


def row(grid: int, *texts: str) -> Row:
    cells = tuple(GridCell(text, at, Place(f"{grid}/{at}")) for at, text in enumerate(texts))
    return Row(cells, grid, ragged=False)


def test_a_row_of_table_4_that_a_page_cuts_keeps_a_doubt() -> None:
    form = table_form("t4", YEAR)
    heads = [column.label_zh for column in form.columns] * len(form.lines)
    figures = ["14", "48", "38", "50", "15", *["7"] * 10]
    rest = ["", "", "", "", "0", *[""] * 10]
    parse = parse_table4([row(0, *heads), row(0, *figures), row(1, *rest)], form)
    cells = {
        cell.column_code: cell for cell in parse.stat_cells() if cell.line_code == "reconsideration"
    }
    assert (cells["total"].status, cells["total"].value) == ("doubtful", None)
    assert cells["total"].raw_text == "15\n0"
    assert cells["upheld"].value == 14


def test_a_head_of_table_4_that_a_page_cuts_is_put_together() -> None:
    form = table_form("t4", YEAR)
    heads = [column.label_zh for column in form.columns] * len(form.lines)
    above = row(0, *(head[:2] for head in heads))
    below = row(1, *(head[2:] for head in heads))
    figures = row(1, *map(str, range(15)))
    parse = parse_table4([above, below, figures], form)
    assert [cell.value for cell in parse.stat_cells()] == list(range(15))
    assert not parse_table4([above, row(1, *["甲"] * 15), figures], form).cells


def test_a_row_of_table_3_cut_by_two_pages_is_one() -> None:
    form = table_form("t3", YEAR)
    head = ["", *(column.label_zh for column in form.columns)]
    lines = [[line.label_zh, *map(str, range(n, n + 7))] for n, line in enumerate(form.lines)]
    label = "5.要求行政机关确认或重新出具已获取信息"
    at = next(n for n, line in enumerate(lines) if line[0] == label)
    pieces = [
        row(0, "5.", *lines[at][1:]),
        row(1, *head),
        row(1, label[2:10], *[""] * 6, "0"),
        row(2, *head),
        row(2, label[10:], *[""] * 7),
    ]
    rows = [row(0, *head), *(row(0, *line) for line in lines[:at]), *pieces]
    parse = parse_table3([*rows, *(row(2, *line) for line in lines[at + 1 :])], form)
    code = form.lines[at].line_code
    cells = {c.column_code: c for c in parse.stat_cells() if c.line_code == code}
    assert (cells["total"].status, cells["total"].raw_text) == ("doubtful", f"{lines[at][-1]}\n0")
    assert cells["natural_person"].value == at
    assert all(c.value is not None for c in parse.stat_cells() if c.line_code != code)


@pytest.mark.parametrize("has_head", [True, False])
@pytest.mark.parametrize("cut", [2, 5])
def test_a_row_of_table_3_that_a_page_cuts_keeps_a_doubt(cut: int, has_head: bool) -> None:
    """The label and the last figure go on on the next page, below the head where it is repeated."""
    form = table_form("t3", YEAR)
    head = row(0, "", *(column.label_zh for column in form.columns))
    lines = [row(0, x.labels[YEAR], *map(str, range(40, 47))) for x in form.lines]
    label = form.lines[1].labels[YEAR]
    above = row(0, label[:cut], *map(str, range(40, 46)), "12")
    below = row(1, label[cut:], *[""] * 6, "0")
    again = [Row(head.fields, 1, ragged=False)] if has_head else []
    behind = [Row(line.fields, 1, ragged=False) for line in lines[2:]]
    parse = parse_table3([head, lines[0], above, *again, below, *behind], form)
    code = form.lines[1].line_code
    cells = {c.column_code: c for c in parse.stat_cells() if c.line_code == code}
    assert (cells["total"].status, cells["total"].raw_text) == ("doubtful", "12\n0")
    assert cells["natural_person"].value == 40
    assert not parse.issues


@pytest.mark.parametrize(
    "mark",
    [
        '<span style="vertical-align: super">1</span>',
        '<span style="text-decoration:line-through">99</span>',
    ],
)
def test_what_a_style_raises_or_strikes_out_is_no_digit_of_a_figure(mark: str) -> None:
    page = f"<table><tr><td>自然人</td><td>424{mark}</td></tr><tr><td>a</td><td>b</td></tr></table>"
    (grid,) = read_document(page.encode()).blocks
    assert parse_value(grid.rows[0][1].text, "count").value is None


@pytest.mark.parametrize(
    "mark", ['<w:vertAlign w:val="superscript"/>', "<w:strike/>", "<w:dstrike/>"]
)
def test_what_a_run_raises_or_strikes_out_is_no_digit_of_a_figure(mark: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = f"<w:r><w:t>424</w:t></w:r><w:r><w:rPr>{mark}</w:rPr><w:t>1</w:t></w:r>"
    cell = etree.fromstring(f'<w:tc xmlns:w="{space}"><w:p>{runs}</w:p></w:tc>')
    assert parse_value(text_of(cell, boxes=True), "count").status == "doubtful"
    plain_run = etree.fromstring(etree.tostring(cell).replace(mark.encode(), b""))
    assert parse_value(text_of(plain_run, boxes=True), "count").value == 4241


@pytest.mark.parametrize("label", ["合计（一+二）", "9.其他", "总计（件）"])
def test_a_row_of_a_name_of_the_form_loses_no_table(label: str) -> None:
    """One row that the form does not have, wherever it stands, is not a second table."""
    case = sound(consistent(7, YEAR))
    table = case.document.tables()["t3"]
    own = (Box(label, colspan=3), *(Box(str(800 + i)) for i in range(7)))
    at = table.head_rows() + 2
    rows = (*table.rows[:at], own, *table.rows[at:])
    report = read(case.document.with_table(replace(table, rows=rows)))
    assert not judge.wrong(case, report)
    assert not judge.lost(case, report)
    assert {i.code for i in report.issues} <= {"parse.duplicate_row", "parse.unknown_row"}


def remedies(case: Case) -> dict[str, list[str]]:
    """Return the figures of table 4 by the label of their channel."""
    form = table_form("t4", YEAR)
    cells = case.figures.cells
    return {
        line.label_zh: [cells["t4", line.line_code, c.column_code] for c in form.columns]
        for line in form.lines
    }


def crossed_tables(case: Case) -> dict[str, list[list[Box]]]:
    """Lay table 4 out as offices do that turn it: by the name of the way."""
    heads = [column.label_zh for column in table_form("t4", YEAR).columns]
    figures = remedies(case)
    lines = [[Box("类别"), *map(Box, heads)]]
    lines += [[Box(label), *map(Box, row)] for label, row in figures.items()]
    upright = []
    for label, row in figures.items():
        pairs = [*zip(heads, row, strict=True)]
        upright.append([Box(label, rowspan=len(heads)), *map(Box, pairs[0])])
        upright += [[Box(head), Box(text)] for head, text in pairs[1:]]
    left = [list(row) for row in case.document.tables()["t4"].rows]
    left[0].insert(0, Box("类别", rowspan=len(left) - 1))
    left[-1].insert(0, Box("数量（件）"))
    return {"lines": lines, "upright": upright, "left": left}


@pytest.mark.parametrize("container", ["html", "docx"])
@pytest.mark.parametrize("way", ["lines", "upright", "left"])
def test_a_turned_table_of_remedies_is_read(container: str, way: str) -> None:
    case = sound(consistent(7, YEAR))
    rows = crossed_tables(case)[way]
    document = case.document.with_table(Table("t4", tuple(map(tuple, rows))))
    report = read(document, container)
    assert not judge.wrong(case, report)
    assert not judge.lost(case, report)


@pytest.mark.parametrize("extra", ["", "9"])
@pytest.mark.parametrize("way", ["lines", "left"])
def test_a_turned_table_with_a_cell_too_many_is_not_read(way: str, extra: str) -> None:
    case = sound(consistent(7, YEAR))
    rows = crossed_tables(case)[way]
    rows[-1].insert(1, Box(extra))
    document = case.document.with_table(Table("t4", tuple(map(tuple, rows))))
    report = read(document)
    assert not judge.wrong(case, report)
    assert {c.value for c in report.cells if c.table_code == "t4"} == {None}


def parted(case: Case, head: str) -> Table:
    """Print two figures under the head of every applicant: another one, and the report's."""
    table = case.document.tables()["t3"]
    rows: list[tuple[Box, ...]] = []
    count = table.head_rows()
    for at, line in enumerate(table.rows):
        boxes: list[Box] = []
        for n, box in enumerate(line):
            is_head = at < count and (at > 0 or n > 0)
            wide = replace(box, colspan=2 * box.colspan) if is_head else box
            boxes += [Box(str(800 + at)), box] if box.key else [wide]
        rows.append(tuple(boxes))
    rows.insert(count, tuple(Box(text) for _ in range(7) for text in (head, "2023年")))
    rows[0] = (replace(rows[0][0], rowspan=count + 1), *rows[0][1:])
    return replace(table, rows=tuple(rows))


@pytest.mark.parametrize("container", ["html", "docx", "pdf", "markdown", "text_listed"])
@pytest.mark.parametrize("head", ["2022年", "其中：网络"])
def test_of_two_figures_under_one_head_none_is_taken(container: str, head: str) -> None:
    case = sound(consistent(7, YEAR))
    report = read(case.document.with_table(parted(case, head)), container)
    assert not judge.wrong(case, report)


@pytest.mark.parametrize("layout", [2019, 2021])
def test_a_column_of_units_in_table_2_is_no_label(layout: int) -> None:
    case = sound(consistent(7, layout))
    table = case.document.tables()["t2"]
    rows = [
        (line[0], Box("件" if any(b.key for b in line) else "单位"), *line[1:])
        if len(line) > 1
        else line
        for line in table.rows
    ]
    report = read(case.document.with_table(replace(table, rows=tuple(rows))))
    assert not judge.wrong(case, report)
    assert not judge.lost(case, report)


@pytest.mark.parametrize("container", ["html", "pdf", "text_bare", "text_aligned", "markdown"])
def test_of_two_years_in_table_4_none_is_taken(container: str) -> None:
    case = sound(consistent(7, YEAR))
    table = case.document.tables()["t4"]
    *heads, own = (list(row) for row in table.rows)
    heads[0].insert(0, Box("年度", rowspan=len(heads)))
    other = [Box(f"{YEAR - 1}年"), *(Box(str(700 + n)) for n in range(15))]
    rows = (*heads, other, [Box(f"{YEAR}年"), *own])
    document = case.document.with_table(replace(table, rows=tuple(map(tuple, rows))))
    assert not judge.wrong(case, read(document, container))
