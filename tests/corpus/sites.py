"""The pages that government sites put round an article: menus, other years, neighbours, the foot.

Every page names reports of other years and organs, none of which is the report.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.corpus.document import Document, Para

CITY = "云岭市人民政府"
SITE_TITLE = f"政府信息公开年报_{CITY}门户网站"
REPORT = "政府信息公开工作年度报告"
OTHERS = (f"{CITY}2019年{REPORT}", f"云岭市审计局2020年{REPORT}", f"2018年云岭市{REPORT}")


def _links(tag: str = "li") -> str:
    """List reports of other years."""
    return "".join(
        f'<{tag}><a href="/xxgk/{n}.html" title="{title}">{title}</a>'
        f"<span>2016-01-0{n}</span></{tag}>"
        for n, title in enumerate(OTHERS, start=1)
    )


def _title(document: Document) -> str:
    return "".join(
        escape(p.text) for p in document.parts if isinstance(p, Para) and p.role == "title"
    )


MENU = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>'
    '<li><a href="/zfxxgk/">政府信息公开</a></li><li><a href="/nb/">年度报告</a></li></ul></div>'
)
CRUMBS = (
    '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">政务公开</a>'
    " &gt; 年报</div>"
)
NEIGHBOURS = (
    f'<div class="page"><p>上一篇：<a href="a.html">{OTHERS[0]}</a></p>'
    f'<p>下一篇：<a href="b.html">{OTHERS[1]}</a></p></div>'
)
FOOT = (
    f'<div class="foot"><p>主办：{CITY}</p><p>云岭市人民政府办公室</p><p>2015-05-05</p>'
    "<p>网站标识码：0000000001</p></div>"
)


def _article(body: str) -> str:
    return f'<div class="article"><div id="zoom">\n{body}\n</div></div>'


def sidebar(_document: Document, body: str) -> str:
    """Other years in a column before the article, neighbours and related pages behind it."""
    side = f'<div class="side"><h3>历年年报</h3><ul>{_links()}</ul></div>'
    related = f'<div class="related"><h4>相关阅读</h4><ul>{_links()}</ul></div>'
    return f"{MENU}{CRUMBS}{side}{_article(body)}{NEIGHBOURS}{related}{FOOT}"


def between(document: Document, body: str) -> str:
    """Other years between the title and the article."""
    head = f"<h1>{_title(document)}</h1>"
    return f"{MENU}{CRUMBS}{head}<ul>{_links()}</ul>{_article(body)}{NEIGHBOURS}{FOOT}"


def scripted(_document: Document, body: str) -> str:
    """Menu entries that are no links but have scripts behind them, before the article."""
    rows = "".join(f'<li onclick="go({n})">{title}</li>' for n, title in enumerate(OTHERS))
    return f"{MENU}<ul>{rows}</ul>{CRUMBS}{_article(body)}{FOOT}"


def framed(_document: Document, body: str) -> str:
    """Tables that arrange menu, article and foot, as sites of long ago did."""
    return (
        f'<table width="1000"><tr><td>{MENU}</td><td><table><tr><td>{_links("p")}</td></tr></table>'
        f"</td></tr><tr><td><table><tr><td>索引号</td><td>000001/2020-01</td></tr>"
        f"<tr><td>名称</td><td>年度报告</td></tr></table></td></tr>"
        f'<tr><td colspan="2">{_article(body)}</td></tr>'
        f"<tr><td>{NEIGHBOURS}{FOOT}</td></tr></table>"
    )


SITES: dict[str, Callable[[Document, str], str]] = {
    site.__name__: site for site in (sidebar, between, scripted, framed)
}
