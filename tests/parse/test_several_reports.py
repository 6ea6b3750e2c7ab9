"""Several reports in one document: the one it is about is read, the others are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import extract
from tests.corpus import judge
from tests.corpus.containers import CONTAINERS
from tests.corpus.damage import Case, sound
from tests.corpus.document import Document, Para, Part, Table
from tests.corpus.figures import consistent

YEAR = 2022


def cases() -> tuple[Case, Case]:
    """Return the report of an organ, and that of another organ and year."""
    own = sound(consistent(3, 2021, organ="青榆县人民政府", year=YEAR))
    return own, sound(consistent(4, 2021, organ="云岭市南渚区财政局", year=YEAR - 1))


def bound(*documents: Document, title: str = "") -> Document:
    """Put documents behind one another, as one page or file of them."""
    metadata = {"ArticleTitle": title} if title else {}
    return Document(tuple(part for d in documents for part in d.parts), metadata)


def without(document: Document, code: str) -> Document:
    """Leave one table out, as where it is a picture."""
    parts = (p for p in document.parts if not (isinstance(p, Table) and p.code == code))
    return replace(document, parts=tuple(parts))


@pytest.mark.parametrize("container", ["html", "docx", "pdf", "text_bare"])
def test_the_first_report_is_read_where_nothing_says_which(container: str) -> None:
    own, other = cases()
    report = extract(CONTAINERS[container](bound(own.document, other.document))).report
    assert report.organ_name == "青榆县人民政府"
    assert report.report_year == YEAR
    assert not judge.wrong(own, report)
    assert [i.detail for i in report.issues if i.code == "parse.further_report"]


def test_what_the_first_lacks_is_not_taken_from_the_second() -> None:
    own, other = cases()
    document = bound(without(own.document, "t4"), other.document)
    report = extract(CONTAINERS["html"](document)).report
    assert not judge.wrong(own, report)
    assert {c.status for c in report.cells if c.table_code == "t4"} == {"missing"}


def test_the_title_that_the_page_states_says_which_report_it_is_about() -> None:
    own, other = cases()
    title = f"青榆县人民政府{YEAR}年政府信息公开工作年度报告"
    document = bound(other.document, own.document, title=title)
    report = extract(CONTAINERS["html"](document)).report
    assert not judge.wrong(own, report)
    assert not judge.lost(own, report)


def test_a_table_of_contents_is_no_report_of_its_own() -> None:
    own, _ = cases()
    front: list[Part] = []
    for part in own.document.parts:
        if isinstance(part, Para) and part.role in ("title", "heading"):
            front.append(part)
    document = replace(own.document, parts=(*front, *own.document.parts))
    report = extract(CONTAINERS["html"](document)).report
    assert not judge.lost(own, report)
    assert not [i for i in report.issues if i.code == "parse.further_report"]


def test_a_table_of_another_year_behind_all_sections_stands_in_for_none() -> None:
    own, other = cases()
    theirs = other.document.tables()["t4"]
    appended = (Para(f"附：{YEAR - 1}年行政复议、行政诉讼情况"), theirs)
    document = without(own.document, "t4")
    document = replace(document, parts=(*document.parts, *appended))
    report = extract(CONTAINERS["html"](document)).report
    assert not judge.wrong(own, report)
    assert "parse.other_year" in {issue.code for issue in report.issues}
