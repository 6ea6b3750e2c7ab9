"""Tables of another year beside the report's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import extract
from tests.corpus import judge
from tests.corpus.containers import CONTAINERS
from tests.corpus.damage import Case, sound
from tests.corpus.document import Document, Para, Part, Table
from tests.corpus.figures import consistent

YEAR = 2021


def beside(case: Case, first: str, second: str, *, other_in_front: bool) -> Document:
    """Put table 3 of another report in front of the own one or behind it, each with a heading."""
    other = sound(consistent(8, YEAR)).document.tables()["t3"]
    parts: list[Part] = []
    for part in case.document.parts:
        if isinstance(part, Table) and part.code == "t3":
            both = (other, part) if other_in_front else (part, other)
            parts += [Para(first), both[0], Para(second), both[1]]
        else:
            parts.append(part)
    return replace(case.document, parts=tuple(parts))


@pytest.mark.parametrize("container", ["html", "docx"])
@pytest.mark.parametrize(
    ("first", "second", "other_in_front"),
    [
        ("上年度收到和处理申请情况如下表：", "本年度收到和处理申请情况如下表：", True),
        ("2020年收到和处理政府信息公开申请情况", "2021年收到和处理政府信息公开申请情况", True),
        ("2021年申请情况统计表", "附：去年申请情况统计表", False),
    ],
)
def test_the_table_of_the_reports_own_year_is_read(
    container: str, first: str, second: str, other_in_front: bool
) -> None:
    case = sound(consistent(7, YEAR))
    document = beside(case, first, second, other_in_front=other_in_front)
    report = extract(CONTAINERS[container](document)).report
    assert not judge.wrong(case, report)
    assert not judge.lost(case, report)
    assert [issue.code for issue in report.issues] == ["parse.other_year"]


@pytest.mark.parametrize(
    "heading", ["2020年收到和处理政府信息公开申请情况", "上年度申请情况统计表"]
)
def test_a_heading_that_was_not_brought_up_to_date_loses_nothing(heading: str) -> None:
    """The only table there is, under the heading of the year before."""
    case = sound(consistent(7, YEAR))
    parts: list[Part] = []
    for part in case.document.parts:
        is_own = isinstance(part, Table) and part.code == "t3"
        parts += [Para(heading), part] if is_own else [part]
    report = extract(CONTAINERS["html"](replace(case.document, parts=tuple(parts)))).report
    assert not judge.wrong(case, report)
    assert not judge.lost(case, report)
    assert not report.issues
