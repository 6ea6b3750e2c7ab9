"""The workbook of findings: one row a cause first, then every place, then the reports."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.book import sheet
from pipeline.book.listing import ReportLine
from pipeline.book.sheet import SheetFullError, findings_xlsx
from tests.book.test_notice import finding

REPORT = ReportLine(
    report_key=1,
    file="a.pdf",
    organ="某市财政局",
    year=2023,
    container="pdf",
    state="read",
    cells_filled=180,
    cells_read=186,
    cells_expected=186,
    is_current=True,
    reconciles=False,
    n_error=2,
    n_warning=0,
    n_undecided=0,
    issues=(),
)
UNREAD = replace(
    REPORT, report_key=2, file="b.pdf", state="unreadable", cells_read=0, reconciles=None,
    issues=(("read.empty", ""),),
)  # fmt: skip
FOUND = [
    finding(1, cause_id="c1", scope="t4.reconsideration", lhs=Decimal("0.000000"),
            rhs=Decimal("11.000000"), delta=Decimal("-11.000000"), layout=2021),
    finding(2, cause_id="c1", scope="t3.carried_in.total", message_zh="=1+1"),
    finding(3, cause_id="c2", scope="t2.admin_fees.fee_amount", lhs=Decimal("10.350000")),
]  # fmt: skip


def _book(lang: str = "zh") -> Workbook:
    data = findings_xlsx(FOUND, "zh" if lang == "zh" else "en", [REPORT, UNREAD])
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_problem_is_one_row_and_each_of_its_places_another() -> None:
    causes, units, _ = (list(each.iter_rows(values_only=True)) for each in _book())
    assert causes[0][:6] == ("机关", "年度", "级别", "规则", "问题", "处数")
    assert [row[5] for row in causes[1:]] == [2, 1, None]
    assert causes[3][4] == "未能读出，未作核对：文件没有内容"
    places = [row[4] for row in units[1:]]
    assert places == [
        "表四「行政复议」",
        "表三「二、上年结转政府信息公开申请数量」的「总计」",
        "表二「行政事业性收费」的「本年收费金额（单位：万元）」",
    ]
    assert [row[5:8] for row in units[1:]] == [(0, 11, -11), (None,) * 3, (10.35, None, None)]


def test_the_reports_are_counted_by_cause_and_say_why_they_were_not_read() -> None:
    _, read, unread = _book().worksheets[2].iter_rows(values_only=True)
    assert read[3:9] == ("186/186", "已读全", "不平", 2, 0, 0)
    assert read[9] is None
    assert unread[9] == "文件没有内容"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_can_be_read_filtered_and_printed(lang: str) -> None:
    book = _book(lang)
    assert book.sheetnames == (
        ["问题", "逐处", "报告"] if lang == "zh" else ["finding", "each place", "reports"]
    )
    for each in book:
        assert each.freeze_panes == "A2"
        assert each.auto_filter.ref == each.dimensions
        assert (each.page_setup.orientation, each.print_title_rows) == ("landscape", "$1:$1")
    text = book.worksheets[0]["E2"]
    assert text.alignment.wrap_text
    assert text.alignment.vertical == "top"


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    first = replace(FOUND[1], cause_id="c0")
    book = openpyxl.load_workbook(io.BytesIO(findings_xlsx([first], "zh")))
    assert book.worksheets[0]["E2"].data_type == "s"
    assert len(book.worksheets) == 2


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    with pytest.raises(SheetFullError, match="--format csv"):
        findings_xlsx(FOUND, "zh")
