"""Titles, organs, years and publication dates, as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from pipeline.parse.sections import outline
from pipeline.parse.title import find_organ, find_published, find_title
from pipeline.records import Paragraph, Place

TITLES: list[tuple[str, str | None, int | None]] = [
    ("云岭市人民政府2020年政府信息公开工作年度报告", "云岭市人民政府", 2020),
    ("云岭市人民政府 2020 年政府信息公开工作年度报告", "云岭市人民政府", 2020),
    ("2018年云岭市政府信息公开年度报告", "云岭市", 2018),
    ("2023年度青榆县财政局政府信息公开工作年度报告", "青榆县财政局", 2023),
    ("青榆县财政局2021年度政府信息公开工作报告", "青榆县财政局", 2021),
    ("青榆县2017年政府信息公开年度报告", "青榆县", 2017),
    ("青榆县教育局2022年政务信息公开工作年度报告", "青榆县教育局", 2022),
    ("青榆县教育局2022年政府信息公开工作的年度报告", "青榆县教育局", 2022),
    ("青榆县教育局2022年政府信息公开工作年度报告（图片版）", "青榆县教育局", 2022),
    ("2023年政府信息公开工作年度报告", None, 2023),
    ("【年报】青榆县教育局2022年政府信息公开工作年度报告", "青榆县教育局", 2022),
    ("云岭市人民政府二〇二〇年政府信息公开工作年度报告", "云岭市人民政府", 2020),
    ("云岭市人民政府信息公开工作年度报告", "云岭市人民政府", None),
    ("2019年云岭市人民政府信息公开工作年度报告", "云岭市人民政府", 2019),
    ("# 南渚区松泉街道办事处2024年政府信息公开工作年度报告", "南渚区松泉街道办事处", 2024),
    ("云岭市卫生健康委员会关于2023年政府信息公开工作年度报告", "云岭市卫生健康委员会", 2023),
]


def of(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Place()) for text in texts]


@pytest.mark.parametrize(("text", "organ", "year"), TITLES)
def test_titles(text: str, organ: str | None, year: int | None) -> None:
    title = find_title(outline(of("首页", text, "一、总体情况")), {})
    assert title is not None
    assert (title.organ, title.year) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "关于报送政府信息公开年度报告的通知",
        "2023年政府工作报告",
        "云岭市人民政府2023年法治政府建设年度报告",
        "根据规定，现公布云岭市人民政府2020年政府信息公开工作年度报告。",
        "云岭市人民政府2020年政府信息公开指南",
    ],
)
def test_other_lines_are_no_title(text: str) -> None:
    assert find_title(outline(of(text, "一、总体情况")), {}) is None


def test_title_over_two_lines() -> None:
    title = find_title(outline(of("云岭市人民政府", "2020年政府信息公开工作年度报告")), {})
    assert title is not None
    assert (title.organ, title.year) == ("云岭市人民政府", 2020)


@pytest.mark.parametrize(
    "metadata",
    [
        {"articletitle": "青榆县财政局2023年政府信息公开工作年度报告"},
        {"title": "青榆县财政局2023年政府信息公开工作年度报告_云岭市门户网站"},
        {"title": "年度报告 - 青榆县财政局2023年政府信息公开工作年度报告"},
    ],
)
def test_title_of_the_page(metadata: Mapping[str, str]) -> None:
    title = find_title(outline(of("首页", "2023年政府信息公开工作年度报告")), metadata)
    assert title is not None
    assert title.organ == "青榆县财政局"


def test_organ_of_the_signature() -> None:
    found = outline(of("2023年政府信息公开工作年度报告", "六、其他需要报告的事项", "青榆县财政局"))
    assert find_organ(found, {}) == "青榆县财政局"


def test_organ_of_the_preface_comes_before_the_signature() -> None:
    found = outline(
        of("现公布青榆县财政局2023年度情况。", "六、其他需要报告的事项", "县财政局办公室")
    )
    assert find_organ(found, {}) == "青榆县财政局"


def test_no_organ_is_made_up() -> None:
    assert find_organ(outline(of("情况如下。", "六、其他需要报告的事项", "无。")), {}) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布时间：2024-01-22 15:30:05", date(2024, 1, 22)),
        ("发布日期: 2024年1月22日", date(2024, 1, 22)),
        ("来源：县府办 公布时间:2024/1/22", date(2024, 1, 22)),
        ("成文日期：2024.01.22", date(2024, 1, 22)),
        ("发布时间：2024-13-22", None),
        ("2024-01-22", None),
    ],
)
def test_date_in_the_head(text: str, day: date | None) -> None:
    assert find_published(outline(of(text, "一、总体情况", "写明了。")), {}) == day


@pytest.mark.parametrize("text", ["2024年1月22日", " 2024 年 1 月 22 日 ", "2024-01-22"])
def test_date_of_the_signature(text: str) -> None:
    found = outline(of("六、其他需要报告的事项", "无。", "青榆县财政局", text))
    assert find_published(found, {}) == date(2024, 1, 22)


def test_date_of_the_page_comes_first() -> None:
    found = outline(of("发布时间：2024-02-01", "一、总体情况"))
    assert find_published(found, {"pubdate": "2024-01-22 08:00"}) == date(2024, 1, 22)


def test_date_within_the_body_is_not_taken() -> None:
    found = outline(
        of("一、总体情况", "发布日期：2020-08-17", "六、其他需要报告的事项", "无。", "某局")
    )
    assert find_published(found, {}) is None
