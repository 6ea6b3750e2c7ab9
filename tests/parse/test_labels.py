"""Labels as printed against the wording of the forms."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.registry.forms import TABLES, layouts, table_form
from pipeline.registry.labels import (
    OFFICIAL,
    VARIANT,
    bare,
    best_spelling,
    column_spellings,
    line_spellings,
    plain,
)
from pipeline.registry.tables import read_toml
from tests.corpus import html
from tests.corpus.damage import sound
from tests.corpus.figures import consistent
from tests.corpus.judge import values

FITS = 0.6


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("（一）予以公开", "予以公开"),
        ("(一) 予以公开", "予以公开"),
        ("() 不予公开", "不予公开"),
        ("、本年度办理结果", "本年度办理结果"),
        ("1．属于国家秘密", "属于国家秘密"),
        ("１、属于国家秘密", "属于国家秘密"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("规章 (市政府令)", "规章"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("部分公开（区分处理的", "部分公开"),
        ("自然\u3000人", "自然人"),
    ],
)
def test_bare(printed: str, wanted: str) -> None:
    assert bare(printed) == wanted


def test_plain_keeps_brackets_and_numbers() -> None:
    assert plain(" （七）总\n计 ") == "(七)总计"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("layout", [entry.layout for entry in layouts()])
def test_official_wording_is_official(table: str, layout: int) -> None:
    spellings = line_spellings(table, layout)
    for line in table_form(table, layout).lines:
        assert best_spelling(line.labels[layout], spellings, FITS) == (line.line_code, OFFICIAL)
    heads = column_spellings(table, layout)
    for column in table_form(table, layout).columns:
        assert best_spelling(column.labels[layout], heads, FITS) == (column.column_code, OFFICIAL)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("7.于行政执法案卷", "refused_enforcement_file"),
        ("8.于行政查询事项", "refused_administrative_query"),
        ("2.其他法律行政止公开", "refused_prohibited_by_law"),
        ("危及三安全一稳定", "refused_security_stability"),
        ("5.要求行政机关确认", "not_processed_reconfirm_or_reissue"),
        ("或重新出具已获取信息", "not_processed_reconfirm_or_reissue"),
        ("逾期不补正", "other_no_correction_in_time"),
        ("2.逾期不缴费", "other_fee_unpaid"),
    ],
)
def test_damaged_labels_are_known(printed: str, code: str) -> None:
    hit = best_spelling(printed, line_spellings("t3", 2021), FITS)
    assert hit is not None
    assert hit[0] == code


@pytest.mark.parametrize(
    "printed", ["", "1.", "备注", "全年主动公开信息288条", "申请人情况", "法人或其他组织"]
)
def test_other_words_are_no_line(printed: str) -> None:
    assert best_spelling(printed, line_spellings("t3", 2021), FITS) is None


def test_variants_rank_between_official_and_damaged() -> None:
    hit = best_spelling("规范性文件", line_spellings("t2", 2021), FITS)
    assert hit == ("normative_documents", VARIANT)


def traditional(text: str) -> str:
    """Write a text in traditional script, as far as the table of characters goes."""
    pairs = read_toml("labels.toml")["traditional"].split()
    return text.translate({ord(pair[1]): pair[0] for pair in reversed(pairs)})


@pytest.mark.parametrize("layout", [2019, 2021])
def test_reports_in_traditional_script_are_read_and_stay_as_printed(layout: int) -> None:
    case = sound(consistent(3, layout))
    page = html.render(case.document).decode()
    report = extract(traditional(page).encode()).report
    assert values(report) == dict(case.figures.truth)
    assert report.report_year == case.figures.year
    assert report.organ_name == traditional(case.figures.organ)
    assert all(reading.match != "damaged" for reading in report.labels)
