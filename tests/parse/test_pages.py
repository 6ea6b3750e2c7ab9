"""Whole pages of government sites: the report among menus and neighbours, and elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import extract
from pipeline.records import Report
from pipeline.registry.tables import read_toml
from tests.corpus import html
from tests.corpus.damage import sound
from tests.corpus.document import Document, Para, Table
from tests.corpus.figures import ORGAN, consistent
from tests.corpus.html import Page
from tests.corpus.judge import lost, values, wrong
from tests.corpus.prose import Prose, compose
from tests.corpus.sites import SITES

each_site = pytest.mark.parametrize("site", SITES)


@each_site
@pytest.mark.parametrize("title", ["organ_first", "year_first", "bare"])
@pytest.mark.parametrize("published_at", ["head", "signature", "metadata"])
@pytest.mark.parametrize("metadata", [True, False], ids=["metadata", "bare_page"])
def test_title_organ_and_date_are_the_articles_own(
    site: str, title: str, published_at: str, metadata: bool
) -> None:
    words = Prose(title=title, published=date(2024, 1, 22), published_at=published_at)  # type: ignore[arg-type]  # words of one case
    document = compose(consistent(1, 2021, year=2023), words)
    report = extract(html.render(document, Page(site=site, metadata=metadata))).report
    assert (report.organ_name, report.report_year) == (ORGAN, 2023)
    stated = metadata or published_at != "metadata"
    assert report.published_on == (date(2024, 1, 22) if stated else None)


@each_site
def test_dates_of_neighbours_are_not_the_reports(site: str) -> None:
    document = compose(consistent(1, 2021, year=2023), Prose(signed=False))
    report = extract(html.render(document, Page(site=site))).report
    assert report.published_on is None


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title, str])
@pytest.mark.parametrize("day", ["2021-02-09 10:22", "2021年2月9日", "2021/02/09", "2021.2.9"])
def test_metadata_of_government_sites(case: object, day: str) -> None:
    entries = {"ArticleTitle": "2020年政府信息公开工作年度报告", "PubDate": day}
    entries["ContentSource"] = "青榆县财政局"
    words = Prose(title="bare", announced=False, signed=False)
    document = compose(consistent(1, 2019, year=2020), words)
    metadata = {case(name): text for name, text in entries.items()}  # type: ignore[operator]  # a function of the case
    report = extract(html.render(Document(document.parts, metadata))).report
    assert (report.organ_name, report.report_year) == ("青榆县财政局", 2020)
    assert report.published_on == date(2021, 2, 9)


@pytest.mark.parametrize("source", ["本站原创", "云岭日报 2021-02-09", "", "转载：县财政局"])
def test_a_source_that_is_no_organ_is_not_taken(source: str) -> None:
    words = Prose(title="bare", announced=False, signed=False)
    document = compose(consistent(1, 2019, year=2020), words)
    report = extract(html.render(Document(document.parts, {"ContentSource": source}))).report
    assert report.organ_name is None


def test_the_title_names_the_organ_before_the_source() -> None:
    document = compose(consistent(1, 2019, year=2020))
    report = extract(
        html.render(Document(document.parts, {"contentsource": "云岭市财政局"}))
    ).report
    assert report.organ_name == ORGAN


def test_a_title_of_the_file_left_from_last_year_is_not_taken() -> None:
    page = html.render(compose(consistent(1, 2021, year=2023)), Page(metadata=False)).decode()
    start, end = page.index("<title>"), page.index("</title>")
    stale = f"{page[:start]}<title>{ORGAN}2021年政府信息公开工作年度报告{page[end:]}"
    assert extract(stale.encode()).report.report_year == 2023


def joined(page: str) -> str:
    """Put the tables of a page into one, the headings between them as rows."""
    first, last = page.index("<table"), page.rindex("</table>")
    inner = page[first:last].replace("</table>", "").replace('<table border="1">', "")
    inner = inner.replace("<h2>", '<tr><td colspan="15">').replace("</h2>", "</td></tr>")
    return f"{page[:first]}<table>{inner}{page[last:]}"


@pytest.mark.parametrize("layout", [2019, 2021])
def test_three_tables_joined_in_one(layout: int) -> None:
    case = sound(consistent(1, layout))
    report = extract(joined(html.render(case.document).decode()).encode()).report
    assert wrong(case, report) == []
    assert lost(case, report) == []


def without_tables(**words: object) -> Document:
    document = compose(consistent(1, 2021, year=2023), Prose(**words))  # type: ignore[arg-type]  # words of one case
    return Document(tuple(p for p in document.parts if not isinstance(p, Table)), document.metadata)


def only_title() -> Document:
    return Document((Para(f"{ORGAN}2023年政府信息公开工作年度报告", "title"),))


def with_child(document: Document, child: str) -> Report:
    page = html.render(document, Page(site="sidebar")).decode()
    return extract(page.replace("</body>", f"{child}</body>").encode()).report


CHILDREN = [
    "<iframe src='nb.html'></iframe>",
    "<iframe src='viewer.html?file=nb.pdf'></iframe>",
    "<p>附件：<a href='nb.docx'>2023年年度报告</a></p>",
    "<embed src='nb.pdf'>",
]


@pytest.mark.parametrize("child", CHILDREN)
def test_tables_elsewhere_are_undecided(child: str) -> None:
    report = with_child(without_tables(), child)
    assert (report.state, report.organ_name, report.report_year) == ("partial", ORGAN, 2023)
    assert [i.code for i in report.issues] == ["read.child_document", "parse.in_attachment"]
    claims = {c.claim_code: c.value for c in report.claims}
    assert {claims[f"table.t{n}"] for n in (2, 3, 4)} == {0}
    assert {claims[f"section.s{n}"] for n in range(1, 7)} == {1}
    assert {cell.status for cell in report.cells} == {"missing"}


@pytest.mark.parametrize("child", CHILDREN)
def test_a_page_with_a_title_and_an_attachment_leaves_all_undecided(child: str) -> None:
    report = with_child(only_title(), child)
    assert (report.state, report.organ_name, report.report_year) == ("partial", ORGAN, 2023)
    claims = {c.claim_code: c.value for c in report.claims}
    assert set(claims.values()) == {0}
    assert len(claims) == 9


def test_a_page_that_shows_its_tables_is_read_whatever_is_attached() -> None:
    figures = consistent(1, 2021, year=2023)
    report = with_child(compose(figures), CHILDREN[2])
    assert report.state == "read"
    assert values(report) == dict(figures.truth)
    assert {c.value for c in report.claims if c.claim_code.startswith("table.")} == {1}


@pytest.mark.parametrize(
    ("child", "named"),
    [
        *(("<iframe src='/share/bar.html'></iframe>", 0), ("<iframe src='x?file=nb.pdf'>", 1)),
        *(("<a href='nb.docx'>附件：年度报告</a>", 1), ("<embed src='nb.pdf'>", 1)),
    ],
)
def test_frames_beside_a_report_that_is_there_are_nothing_to_follow(child: str, named: int) -> None:
    report = with_child(compose(consistent(1, 2021)), child)
    assert [i.code for i in report.issues] == ["read.child_document"] * named


def test_a_frame_beside_half_a_report_is_named() -> None:
    whole = compose(consistent(1, 2021))
    parts = tuple(part for part in whole.parts if part is not whole.tables()["t4"])
    report = with_child(Document(parts), "<iframe src='rest.html'></iframe>")
    assert "read.child_document" in [issue.code for issue in report.issues]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<title>{0}</title><div id=app></div><script src=a.js></script>", "read.shell_page"),
        ("<p>请稍候</p><iframe src=other.html></iframe>", "read.child_document"),
        ("<meta http-equiv=refresh content='0;url=nb/'>", "read.child_document"),
        ("<script>location.replace('./nb/')</script>", "read.child_document"),
    ],
)
def test_pages_that_only_lead_on_are_no_report(page: str, code: str) -> None:
    title = f"{ORGAN}2023年政府信息公开工作年度报告"
    report = extract(f"<html>{page.format(title)}</html>".encode()).report
    assert report.state == "not_a_report"
    assert [issue.code for issue in report.issues] == [code, "parse.not_a_report"]


@pytest.mark.parametrize("declared", ["big5", "gb2312", "iso-8859-1", "utf-8", "x-nonsense", None])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_by_the_bytes(charset: str, declared: str | None) -> None:
    case = sound(consistent(1, 2021))
    page = html.render(case.document, Page(declared=declared)).decode().encode(charset)
    report = extract(page).report
    assert values(report) == dict(case.figures.truth)
    assert report.state == "read"


@pytest.mark.parametrize("declared", ["big5", "gb2312", None])
def test_a_page_in_traditional_script_and_big5_is_read(declared: str | None) -> None:
    case = sound(consistent(1, 2021))
    page = html.render(case.document, Page(declared=declared)).decode()
    pairs = read_toml("labels.toml")["traditional"].split()
    printed = page.translate({ord(pair[1]): pair[0] for pair in pairs})
    report = extract(printed.encode("big5hkscs", errors="xmlcharrefreplace")).report
    assert values(report) == dict(case.figures.truth)
