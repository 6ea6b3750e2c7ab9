"""Listing pages of every family to links, on small pages of fictional organs."""

from __future__ import annotations

import pytest

from pipeline.crawl.adapters.links import enclosed, report_link
from pipeline.crawl.adapters.listing import read_listing
from pipeline.crawl.page import Page
from pipeline.registry.sources import ad_hoc

BASE = "https://www.example.gov.cn"
SOURCE = ad_hoc(f"{BASE}/nb/")


def _page(body: str, path: str = "/nb/index.html") -> Page:
    return Page(BASE + path, "utf-8", f"<html><body>{body}</body></html>")


def _urls(body: str, kind: str, path: str = "/nb/index.html") -> list[str]:
    return [
        link.url.removeprefix(BASE)
        for link in read_listing(_page(body, path), SOURCE).links
        if link.kind == kind
    ]


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("云岭市财政局2023年政府信息公开工作年度报告", "云岭市财政局", 2023),
        ("2022年度云岭市水利局政府信息公开工作年度报告", "云岭市水利局", 2022),
        ("云岭市人民政府信息公开工作年度报告（2021年）", "云岭市人民政府", 2021),
        ("云岭市司法局二〇二〇年政府信息公开年报", "云岭市司法局", 2020),
    ],
)
def test_a_title_names_organ_and_year(title: str, organ: str, year: int) -> None:
    link = report_link(BASE, title)
    assert link is not None
    assert (link.kind, link.organ, link.year) == ("report", organ, year)


@pytest.mark.parametrize("title", ["联系我们", "云岭市财政局2023年工作总结", "信息公开指南", ""])
def test_other_titles_are_no_reports(title: str) -> None:
    link = report_link(BASE, title)
    assert link is None


def test_a_cut_title_is_taken_from_the_attribute() -> None:
    body = (
        '<a href="/a.html" title="云岭市财政局2023年政府信息公开工作年度报告">云岭市财政局2023…</a>'
    )
    (link,) = read_listing(_page(body), SOURCE).links
    assert (link.organ, link.year) == ("云岭市财政局", 2023)


def test_the_pages_after_the_first_are_counted_from_one() -> None:
    body = '<script>createPageHTML(3, 0, "index", "html");</script>'
    assert _urls(body, "list") == ["/nb/index_1.html", "/nb/index_2.html"]
    assert "/nb/index_2.html" in _urls(body, "list", "/nb/index_1.html")


def test_a_list_without_a_count_is_asked_page_by_page() -> None:
    link = '<a href="./202301/t20230112_1.html">云岭市林业局2022年政府信息公开工作年度报告</a>'
    assert _urls(link, "list") == ["/nb/index_1.html"]
    assert _urls(link, "list", "/nb/index_4.html") == ["/nb/index_5.html"]
    assert _urls("", "list", "/nb/index_4.html") == []


def test_the_data_proxy_is_asked_with_the_parameters_of_the_page() -> None:
    body = (
        "<script>$('#9').jpage({totalRecord:50,perPage:10,proxyUrl:'/module/jpage/dataproxy.jsp',"
        "ajaxParam:{col:1,webid:7,path:'/',columnid:12,unitid:'99'}});</script>"
    )
    first, second = _urls(body, "list")
    assert first.startswith("/module/jpage/dataproxy.jsp?")
    for part in ("unitid=99", "columnid=12", "startrecord=1", "endrecord=30", "perpage=10"):
        assert part in first
    assert "startrecord=31" in second
    assert "endrecord=50" in second


def test_records_in_cdata_are_links() -> None:
    body = (
        "<recordset><record><![CDATA[<li><a href='/art/1.html' "
        "title='云岭市民政局2023年政府信息公开工作年度报告'>云岭市</a></li>]]></record></recordset>"
    )
    page = Page(f"{BASE}/module/jpage/dataproxy.jsp?startrecord=1", "utf-8", body)
    (link,) = read_listing(page, SOURCE).links
    assert link.url == f"{BASE}/art/1.html"


def test_organ_and_year_make_the_address_of_a_county_report() -> None:
    jsp = "/module/xxgk/xxgkAnnualReport.jsp"
    body = (
        f'<a href="{jsp}?area=11A&amp;fbtime=2023">柳湾镇</a>'
        f'<a href="{jsp}?area=11B&amp;fbtime=2022">石桥乡</a>'
    )
    assert sorted(_urls(body, "report")) == [
        f"{jsp}?area=11{organ}&fbtime={year}" for organ in "AB" for year in (2022, 2023)
    ]


def test_attachments_frames_viewers_and_pictures_belong_to_a_report() -> None:
    page = _page(
        '<a href="a.pdf">附件</a><a href="/cms/downloadfile.jsp?id=1">点击下载</a>'
        '<iframe src="/pdfjs/viewer.html?file=/b.pdf"></iframe><img src="c.png">'
        '<a href="d.html">返回</a>'
    )
    found = {link.url.removeprefix(BASE) for link in enclosed(page, images=True)}
    assert found == {"/nb/a.pdf", "/cms/downloadfile.jsp?id=1", "/b.pdf", "/nb/c.png"}
