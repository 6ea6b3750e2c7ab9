"""Workbooks: tables found on sheets, numbers as shown, hostile packages."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook

from pipeline.extract import extract
from pipeline.read import read_document
from pipeline.read.sheet_reader import shown
from pipeline.records import Paragraph, Reading, Refusal
from tests.corpus import figures, prose
from tests.read.builders import archive, cells, grids, spans, texts
from tests.read.office import ole2, record, xls
from tests.read.workbooks import SHAPES, Shape, xls_document, xlsx_document


def book(write: Callable[[Workbook], object]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        write(workbook)
    return buffer.getvalue()


def sheet_xml(rows: str, rest: str = "") -> bytes:
    """A package by hand, for what no writer writes."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default '
            f'Extension="xml" ContentType="{spreadsheet}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="b" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}'
            f"</sheetData>{rest}</worksheet>",
        }
    )


def refused(data: bytes) -> Refusal:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal


@pytest.mark.parametrize("layout", [2019, 2021])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("write", [xlsx_document, xls_document])
def test_every_figure_of_a_report_is_read(
    layout: int, shape: Shape, write: Callable[..., bytes]
) -> None:
    drawn = figures.consistent(layout + 1, layout)
    extraction = extract(write(prose.compose(drawn), shape))
    report = extraction.report
    found = {(c.table_code, c.line_code, c.column_code): c.value for c in report.cells}
    assert found == drawn.truth
    assert (extraction.format, report.state, report.issues) == ("xlsx", "read", ())
    assert all("!" in cell.place.path for cell in report.cells)
    assert report.organ_name == drawn.organ


def test_tables_end_at_empty_rows_and_at_texts_across() -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range("B2:D2", "标题")
        sheet.write("B3", "项目")
        sheet.merge_range("C3:D3", "件数")
        sheet.merge_range("B4:B5", "组")
        sheet.write_row("C4", [1, 2])
        sheet.write("D5", 3)
        sheet.merge_range("B6:D6", "第二段")
        sheet.write_row("B7", ["甲", "", 4])
        sheet.write("A10", "尾")

    reading = read_document(book(write))
    assert isinstance(reading, Reading)
    kinds = [type(block).__name__ for block in reading.blocks]
    assert kinds == ["Paragraph", "Grid", "Paragraph", "Grid", "Paragraph"]
    assert texts(reading) == ["标题", "第二段", "尾"]
    first, second = grids(reading)
    assert spans(first) == [
        [("项目", 0, 1, 1), ("件数", 1, 2, 1)],
        [("组", 0, 1, 2), ("1", 1, 1, 1), ("2", 2, 1, 1)],
        [("", 1, 1, 1), ("3", 2, 1, 1)],
    ]
    assert cells(second) == [["甲", "", "4"]]
    assert first.rows[2][1].place.path == "Sheet1!D5"
    assert reading.blocks[-1].place.path == "Sheet1!A10"


def test_a_row_whose_figures_are_blank_stays_in_its_table() -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row("A1", ["项目", "件数"])
        sheet.write("A2", "空")
        sheet.write_row("A3", ["满", 5])

    (grid,) = grids(read_document(book(write)))
    assert cells(grid) == [["项目", "件数"], ["空", ""], ["满", "5"]]


def test_what_is_not_shown_of_a_sheet_is_left_blank() -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row("A1", ["项目", "件数", "去年"])
        sheet.write_row("A2", ["规章", 1, 9])
        sheet.write_row("A3", ["规章", 8, 9])
        sheet.write_row("A4", ["许可", 2, 9])
        sheet.set_column("C:C", None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})

    first, second = grids(read_document(book(write)))
    assert cells(first) == [["项目", "件数"], ["规章", "1"]]
    assert cells(second) == [["许可", "2"]]


@pytest.mark.parametrize(
    ("beside", "tables"),
    [
        ([["校验", 0], ["校验", 0]], 2),  # labels of its own
        ([[999], [999]], 2),  # figures that nothing heads
        ([["件数"], [5]], 1),  # a space within the table
    ],
)
def test_tables_side_by_side_are_told_apart(beside: list[list[str | int]], tables: int) -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        for y, row in enumerate([["规章", 1], ["许可", 2]]):
            sheet.write_row(y, 0, row)
            sheet.write_row(y, 3, beside[y])

    found = grids(read_document(book(write)))
    assert len(found) == tables
    if tables > 1:
        assert cells(found[0]) == [["规章", "1"], ["许可", "2"]]
        assert found[1].rows[0][0].place.path == "Sheet1!D1"


def test_runs_that_are_struck_out_or_raised_make_no_third_figure() -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        struck, raised = workbook.add_format(), workbook.add_format()
        struck.set_font_strikeout()
        raised.set_font_script(1)
        sheet.write("A1", "规章")
        sheet.write_rich_string("B1", struck, "9", "12")
        sheet.write_rich_string("C1", "12", raised, "1")

    (grid,) = grids(read_document(book(write)))
    assert cells(grid) == [["规章", "9 12", "12 1"]]


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999", ""])
def test_hidden_rows_and_columns_of_nonsense_harm_nothing(number: str) -> None:
    rows = f'<row r="{number}" hidden="1"/><row r="1"><c r="A1"><v>1</v></c></row>'
    columns = f'<cols><col min="{number}" max="{number}" hidden="1"/></cols>'
    read_document(sheet_xml(rows, columns))


def test_names_of_sheets_are_read_where_somebody_wrote_them() -> None:
    def write(workbook: Workbook) -> None:
        for name in ("Sheet1", "年报", "空表", "藏"):
            sheet = workbook.add_worksheet(name)
            if name != "空表":
                sheet.write("A1", f"在{name}")
            if name == "藏":
                sheet.hide()

    reading = read_document(book(write))
    assert texts(reading) == ["在Sheet1", "年报", "在年报"]
    assert isinstance(reading, Reading)
    assert [b.place.path for b in reading.blocks if isinstance(b, Paragraph)][1] == "年报!"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (-0.0, "0"),
        (7730.28, "7730.28"),
        (0.1 + 0.2, "0.3"),
        (7730.2799999999997, "7730.28"),
        (1e-7, "0.0000001"),
        (2.0**53, "9007199254740992"),
        (2.0**60, "1.152921504606847e+18"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4), "2024-01-02 03:04:00"),
        (time(3, 4), "03:04:00"),
        (" 商业 \n\n企业", "商业\n企业"),
        ("007", "007"),
        ("", ""),
    ],
)
def test_values_are_written_as_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_number_that_is_not_exact_is_said_to_be() -> None:
    reading = read_document(book(lambda b: b.add_worksheet().write_row("A1", ["x", 2.0**60])))
    assert isinstance(reading, Reading)
    assert [(i.code, i.place.path) for i in reading.issues] == [
        ("read.number_inexact", "Sheet1!B1")
    ]


def test_errors_and_formulas_without_a_value_are_no_blanks() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" t="e"><v>#REF!</v></c>'
        '<c r="C1"><f>SUM(A1)</f></c><c r="D1"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="F3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    reading = read_document(sheet_xml(rows))
    (grid,) = grids(reading)
    assert cells(grid) == [["x", "#REF!", "=SUM(A1)", "2"]]
    assert texts(reading)[-1] == "#DIV/0!"
    assert isinstance(reading, Reading)
    assert [issue.code for issue in reading.issues] == ["read.formula_without_value"]


def test_the_strict_namespace_is_read() -> None:
    data = book(lambda b: b.add_worksheet().write_row("A1", ["许可", 7]))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for old, new in (
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/", b"spreadsheetml/"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
    ):
        parts = {n: p.replace(old, b"http://purl.oclc.org/ooxml/" + new) for n, p in parts.items()}
    (grid,) = grids(read_document(archive({**parts})))
    assert cells(grid) == [["许可", "7"]]


def test_vast_ranges_are_refused_and_declared_ones_believed_to_nobody() -> None:
    ends = ((1, "A1"), (1_048_576, "XFD1048576"))
    far = (f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for row, cell in ends)
    refusal = refused(sheet_xml("".join(far)))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.too_large", "xlsx")
    near = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="XFD1" s="0"/></row>'
    reading = read_document(sheet_xml(f'<row r="9"/>{near}'))
    assert cells(grids(reading)[0]) == [["1", "2"]]


def test_hostile_merges_cost_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 5_000
    assert isinstance(read_document(sheet_xml(rows, f"<mergeCells>{merges}</mergeCells>")), Reading)


def test_damage_and_passwords_are_told_apart() -> None:
    assert refused(sheet_xml("<row><c>")).code == "read.damaged"
    assert refused(sheet_xml("")).code == "read.empty"
    refusal = refused(ole2({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}))
    assert (refusal.state, refusal.code) == ("unreadable", "read.encrypted")
    locked = record(0x2F, struct.pack("<HHHH", 0, 0, 1, 2))
    refusal = refused(xls({"S": {(0, 0): "x"}}, extra=locked))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.encrypted", "xlsx")
    refusal = refused(ole2({"Workbook": b"garbage"}))
    assert (refusal.state, refusal.code) == ("unreadable", "read.damaged")


def test_binary_workbooks_are_named() -> None:
    refusal = refused(archive({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}))
    assert (refusal.state, refusal.code) == ("unsupported", "read.no_spreadsheet_reader")
