"""Statements of the prose: period, fee, assessment, scope, sections and tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.parse import claims
from pipeline.parse.sections import outline
from pipeline.records import Paragraph, Place, Scope


def of(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Place()) for text in texts]


def period(sentence: str) -> list[int | None]:
    found = claims.period_claims(outline(of(sentence, "二、主动公开政府信息情况")))
    return [None if c.value is None else int(c.value) for c in found]


YEAR = [20230101, 20231231]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("所列数据的统计期限为2023年1月1日至2023年12月31日。", YEAR),
        ("所列数据统计期限自 2023 年 1 月 1 日起至 12 月 31 日止。", YEAR),
        ("数据统计时间为2023年1月1日—2023年12月31日", YEAR),
        ("统计期限自2023年1月1日始，至2023年12月31日止。", YEAR),
        ("统计期限为2023年全年。", YEAR),
        ("统计期限为2023年1月1日至2023年12月30日。", [20230101, 20231230]),
        ("统计期限自202311起至20231231日止。", [None, None]),
        ("全年收到申请。", []),
    ],
)
def test_period(sentence: str, dates: list[int | None]) -> None:
    assert period(sentence) == dates


def test_period_keeps_its_sentence() -> None:
    text = "一句在前。统计期限为2023年全年。一句在后。"
    found = list(claims.period_claims(outline(of(text, "二、主动公开政府信息情况"))))
    assert found[0].sentence == "统计期限为2023年全年。"


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [("没有收取信息处理费。", True), ("信息公开处理费为0元。", True), ("无。", False)],
)
def test_fee(text: str, mentioned: bool) -> None:
    found = list(claims.fee_claims(outline(of("六、其他需要报告的事项", text))))
    assert [c.value for c in found] == ([Decimal(1)] if mentioned else [])


def test_fee_counts_in_section_six_only() -> None:
    sketch = outline(of("一、总体情况", "没有收取信息处理费。", "六、其他需要报告的事项", "无。"))
    assert list(claims.fee_claims(sketch)) == []


def test_assessment_wants_all_three() -> None:
    three = of("列入考核。", "请公众参加社会评议。", "没有责任追究的事情。")
    assert [c.claim_code for c in claims.assessment_claims(outline(three))] == [
        "assessment.mentioned"
    ]
    assert list(claims.assessment_claims(outline(three[:2]))) == []


@pytest.mark.parametrize(
    ("organ", "text", "scope"),
    [
        ("云岭市人民政府", "全市共收到申请3件。", "aggregate"),
        ("云岭市人民政府", "共收到申请3件。", "unknown"),
        ("青榆县财政局", "我局共收到申请3件。", "own"),
        ("青榆县财政局", "全县共收到申请3件。", "own"),
        ("青榆县人民政府办公室", "全县共收到申请3件。", "own"),
        ("南渚区松泉街道办事处", "共收到申请3件。", "own"),
        (None, "我局共收到申请3件。", "own"),
        (None, "共收到申请3件。", "unknown"),
    ],
)
def test_scope(organ: str | None, text: str, scope: Scope) -> None:
    assert claims.find_scope(organ, outline(of("一、总体情况", text)))[0] == scope


def test_tables_read_and_tables_in_pictures() -> None:
    sketch = outline(of("三、收到和处理政府信息公开申请情况", "[image: ]"))
    found = claims.table_claims(sketch, {"t2": True, "t3": False, "t4": False})
    assert {c.claim_code: c.value for c in found} == {"table.t2": 1, "table.t3": 0}
