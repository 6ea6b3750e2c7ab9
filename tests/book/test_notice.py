"""Notices: one an organ, with every problem and nothing a report printed taken for markup."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html

from pipeline.book.listing import FindingLine
from pipeline.book.notice import notices
from pipeline.book.notice_docx import notice_docx
from pipeline.book.notice_files import write_notices
from pipeline.book.notice_html import notice_html

SEEN = datetime(2024, 3, 1, 8, 30)
TODAY = date(2024, 4, 1)


def finding(number: int, evidence: dict[str, Any] | None = None, **changes: Any) -> FindingLine:
    known = {
        "version": 1,
        "authority": "《政府信息公开条例》第四十九条: of the year before",
        "sha256": "f" * 64,
        "cells": [{"side": "lhs", "cell": "t4.x.total", "page": 3}],
    }
    given: dict[str, Any] = {
        "finding_id": f"{number:012d}",
        "cause_id": f"c{number}",
        "report_key": 1,
        "file": "a.pdf",
        "organ": "某市财政局",
        "year": 2023,
        "is_current": True,
        "rule_id": "T4-SUM",
        "title_zh": "总计等于各项之和",
        "title_en": "the total is the sum",
        "severity": "error",
        "outcome": "fail",
        "scope": "t4",
        "lhs": None,
        "rhs": None,
        "delta": None,
        "verdict": "report_inconsistent",
        "message_zh": f"第{number}个问题 <b>&",
        "message_en": f"problem {number}",
        "evidence": json.dumps(known | (evidence or {})),
        "repair": None,
        "state": "new",
        "first_seen": SEEN,
        "last_seen": SEEN,
    }
    return FindingLine(**(given | changes))


def words_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_a_notice_has_every_problem_by_cause_the_worst_first() -> None:
    found = [
        finding(1, severity="warning"),
        finding(2),
        finding(3, cause_id="c2"),
        finding(4, severity="info"),
        finding(5, outcome="undecided"),
    ]
    (notice,) = notices(found, "zh", today=TODAY)
    (part,) = notice.parts
    assert [(i.number, i.level, i.message[:4]) for i in part.items] == [
        (1, "error", "第2个问"),
        (2, "warning", "第1个问"),
        (3, "undecided", "第5个问"),
    ]
    assert "3 个问题" in notice.opening
    assert "另涉及 1 处" in part.items[0].details[0]
    assert "位置：第 3 页" in part.items[0].details
    assert "总计等于各项之和（《政府信息公开条例》第四十九条）" in part.items[0].reference[0]
    assert part.facts[0] == "错误 1 个，警告 1 个，无法核对 1 个"


def test_each_organ_has_its_own_and_each_report_its_part(tmp_path: Path) -> None:
    found = [
        finding(1),
        finding(2, report_key=2, year=2022),
        finding(3, report_key=3, organ="某县/../教育局"),
        finding(4, report_key=4, organ=None, file="scan.pdf"),
    ]
    assert [len(notice.parts) for notice in notices(found, "zh", today=TODAY)] == [1, 2, 1]
    written = write_notices(found, tmp_path / "out", "zh", today=TODAY)
    assert {path.parent for path in written} == {tmp_path / "out"}
    assert len(written) == len(set(written)) == 6
    assert write_notices([], tmp_path / "none", "zh", today=TODAY) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_shapes_say_the_same(lang: Any) -> None:
    other = {"organ": "某市财政局", "year": 2022, "origin": "b.pdf"}
    (notice,) = notices(
        [finding(1, {"other": other, "sentences": ["收到 4 件"]})], lang, today=TODAY
    )
    page = "".join(html.fromstring(notice_html(notice)).itertext())
    document = words_of(notice_docx(notice))
    (item,) = notice.parts[0].items
    for text in (notice.recipient, notice.opening, item.message, *item.details, *item.reference):
        assert text in page
        assert text in document
    assert "<b>" not in html.tostring(html.fromstring(notice_html(notice)).body).decode()


def test_what_xml_cannot_hold_does_not_stop_a_notice() -> None:
    (notice,) = notices([finding(1, message_zh="坏\x00\x0b字")], "zh", today=TODAY)
    assert "坏字" in words_of(notice_docx(notice))
