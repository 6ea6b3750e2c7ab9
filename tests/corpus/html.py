"""A document as a web page, in the habits of the content systems that publish these reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

from tests.corpus.document import Box, Document, Para, Part, Table

NBSP = "&nbsp;"


@dataclass(frozen=True)
class Page:
    """How the page is written."""

    charset: Literal["utf-8", "gb18030"] = "utf-8"
    declared: str | None = "same"  # None: no declaration; a name: that one, right or wrong
    blank: str = NBSP  # what stands in an empty cell
    breaks: bool = False  # labels broken by <br>, as Word tables are
    word: bool = False  # the mark-up that Word leaves
    nested: bool = False  # the article inside tables that arrange the page
    metadata: bool = True


def render(document: Document, page: Page | None = None) -> bytes:
    """Return the document as the bytes of a page."""
    way = page or Page()
    body = "\n".join(_part(part, way) for part in document.parts)
    if way.nested:
        body = (
            "<table><tr><td><table><tr><td>首页</td><td>年报</td></tr></table></td></tr>"
            f"<tr><td><table><tr><td>\n{body}\n</td></tr></table></td></tr></table>"
        )
    head = f"<!DOCTYPE html>\n<html>\n<head>\n{_head(document, way)}</head>\n"
    return f"{head}<body>\n{body}\n</body>\n</html>\n".encode(way.charset)


def _head(document: Document, way: Page) -> str:
    lines = []
    if way.declared is not None:
        declared = way.charset if way.declared == "same" else way.declared
        lines.append(f'<meta charset="{declared}">')
    title = next((p.text for p in document.parts if isinstance(p, Para) and p.role == "title"), "")
    lines.append(f"<title>{escape(title)}</title>")
    if way.metadata:
        lines += [f'<meta name="{k}" content="{escape(v)}">' for k, v in document.metadata.items()]
    return "".join(f"{line}\n" for line in lines)


def _part(part: Part, way: Page) -> str:
    if isinstance(part, Table):
        return '<p><img src="table.png"></p>' if part.picture else _table(part, way)
    tag = {"title": "h1", "heading": "h2"}.get(part.role, "p")
    return f"<{tag}>{_styled(escape(part.text), way)}</{tag}>"


def _table(table: Table, way: Page) -> str:
    rows = ("<tr>" + "".join(_cell(box, way) for box in row) + "</tr>" for row in table.rows)
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


def _cell(box: Box, way: Page) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", box.colspan), ("rowspan", box.rowspan))
        if span > 1
    )
    text = escape(box.text).replace("\n", "<br>") if box.text else way.blank
    if way.breaks and box.key is None and len(box.text) > 3:
        text = _broken(box.text)
    return f"<td{spans}>{_styled(text, way)}</td>"


def _broken(text: str) -> str:
    """Break a label every few characters, as narrow columns do."""
    return "<br>".join(escape(text[i : i + 4]) for i in range(0, len(text), 4))


def _styled(text: str, way: Page) -> str:
    if not way.word:
        return text
    half = len(text) // 2
    whole = any(mark in text for mark in "&<")  # never cut through mark-up
    first, second = ("", text) if whole else (text[:half], text[half:])
    runs = f'<span>{first}</span><span lang="EN-US">{second}<o:p></o:p></span>'
    return f'<p class="MsoNormal">{runs}</p>'


Renderer = Callable[[Document], bytes]

PAGES: dict[str, Page] = {
    "html": Page(),
    "html_gb18030": Page(charset="gb18030", declared="gb2312"),
    "html_undeclared": Page(charset="gb18030", declared=None, metadata=False),
    "html_misdeclared": Page(declared="gb2312", blank=""),
    "html_word": Page(word=True, breaks=True, blank="&nbsp;&nbsp;"),
    "html_nested": Page(nested=True, breaks=True, blank="　"),
}
