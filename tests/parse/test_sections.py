"""Where the six sections begin, however their headings are written."""

from __future__ import annotations

import pytest

from pipeline.parse.sections import outline
from pipeline.records import Grid, Paragraph, Place
from tests.corpus.prose import SECTIONS, VARIANTS


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Place(path=f"L{n}")) for n, text in enumerate(texts, start=1)]


def headings(*texts: str) -> dict[str, int]:
    return dict(outline(paragraphs(*texts)).headings)


@pytest.mark.parametrize("code", SECTIONS)
@pytest.mark.parametrize("number", ["一、", "（一）", "1、", "1.", "２、 ", ""])
def test_each_heading_with_any_number(code: str, number: str) -> None:
    assert headings(number + SECTIONS[code]) == {code: 0}


@pytest.mark.parametrize("code", VARIANTS)
def test_variants(code: str) -> None:
    assert headings(VARIANTS[code]) == {code: 0}


def test_order_of_the_form() -> None:
    assert list(headings(*SECTIONS.values())) == list(SECTIONS)


def test_sentences_that_name_a_section_are_no_heading() -> None:
    preface = "本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等部分组成。"
    assert headings(preface, "总体情况良好，全年没有积压，各科室按月报送，逐件登记备查。") == {}


def test_table_of_contents_is_passed_over() -> None:
    found = headings("目录", *SECTIONS.values(), "导语", *SECTIONS.values())
    assert found == {code: at for at, code in enumerate(SECTIONS, start=8)}


@pytest.mark.parametrize(
    "label", ["三、本年度办理结果", "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"]
)
def test_lines_of_table_three_are_no_heading(label: str) -> None:
    assert headings(label) == {}


def test_parts_of_the_outline() -> None:
    blocks = [
        *paragraphs("某局2023年政府信息公开工作年度报告", "", "一、总体情况", "写明了。"),
        Grid((), Place()),
        *paragraphs("六、其他需要报告的事项", "无。", "某局"),
    ]
    found = outline(blocks)
    assert [p.text for p in found.front()] == ["某局2023年政府信息公开工作年度报告"]
    assert [p.text for p in found.body("s1")] == ["一、总体情况", "写明了。"]
    assert found.body("s2") == []
    assert [p.text for p in found.tail()] == ["六、其他需要报告的事项", "无。", "某局"]
