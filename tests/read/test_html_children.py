"""Documents in a page's stead: named with their kind and address, and nothing else is."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.records import Reading, Refusal


def children(body: str, head: str = "") -> list[str]:
    reading = read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode())
    assert isinstance(reading, Reading), reading
    return [issue.detail for issue in reading.issues if issue.code == "read.child_document"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<iframe src='./P0202.html'></iframe>", "iframe ./P0202.html"),
        (
            "<iframe src='/web/viewer.html?file=/a%2Fb.pdf'>",
            "viewer /web/viewer.html?file=/a%2Fb.pdf",
        ),
        ("<object data='nb.pdf' type='application/pdf'></object>", "object nb.pdf"),
        ("<object><param name=src value='nb.pdf'></object>", "object nb.pdf"),
        ("<embed src='nb.pdf'>", "embed nb.pdf"),
        ("<a href='P1.docx'>附件：2020年年度报告</a>", "link P1.docx"),
        ("<a href='P1.wps' title='某局2020年政府信息公开工作年度报告.wps'>下载</a>", "link P1.wps"),
        ("<a href='/down.jsp?f=nb.pdf'>年报</a>", "link /down.jsp?f=nb.pdf"),
        ("<a href='2020年报.ofd'></a>", "link 2020年报.ofd"),
        ("<script>showPdf('/P1/nb.pdf', 1)</script>", "script /P1/nb.pdf"),
    ],
)
def test_children_are_named_by_kind_and_address(body: str, found: str) -> None:
    assert children(f"<p>文</p>{body}") == [found]


@pytest.mark.parametrize(
    "body",
    [
        "<iframe src='about:blank'></iframe>",
        "<iframe src='/count.html' width=1 height=1></iframe>",
        "<iframe src='javascript:void(0)'></iframe>",
        "<embed src='banner.swf'>",
        "<a href='apply.doc'>申请表</a>",
        "<a href='2019.html'>2019年政府信息公开工作年度报告</a>",
        "<a>附件</a>",
    ],
)
def test_what_is_no_document_is_not_named(body: str) -> None:
    assert children(f"<p>文</p>{body}") == []


def test_a_page_that_only_leads_on_says_where() -> None:
    refresh = '<meta http-equiv="Refresh" content="0; URL=./jgxx/">'
    assert children("", refresh) == ["refresh ./jgxx/"]
    assert children("<script>window.location.href = './jgxx/';</script>") == ["script ./jgxx/"]
    assert children("<script>location.replace('./jgxx/')</script>") == ["script ./jgxx/"]


def test_scripts_of_a_page_with_text_lead_nowhere() -> None:
    assert children("<p>文</p><script>if (m) location.href='/mobile/'</script>") == []


def test_a_page_of_scripts_is_a_shell() -> None:
    reading = read_document(
        b"<html><head><title>x</title></head><div id=app></div><script>1</script>"
    )
    assert isinstance(reading, Reading)
    assert [issue.code for issue in reading.issues] == ["read.shell_page"]


def test_a_page_without_anything_is_empty() -> None:
    refusal = read_document(b"<html><body><div></div></body></html>")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "read.empty"


def test_children_are_bounded_and_named_once() -> None:
    links = "".join(f"<a href='{n}.pdf'>附件</a>" for n in range(1000))
    assert len(children(f"文{links}{links}")) == 50
    assert children(f"文<iframe src='{'x' * 5000}'></iframe>") == []
