"""A document as a web page, in the habits of the content systems that publish these reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from tests.corpus.boxes import WRITERS
from tests.corpus.document import Box, Document, Para, Part, Table
from tests.corpus.sites import SITE_TITLE, SITES

NBSP = "&nbsp;"
WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
    "<![endif]-->\n<xml><o:OfficeDocumentSettings>7</o:OfficeDocumentSettings></xml>\n"
    "<style>/* 2019年 */ p.MsoNormal {mso-style-parent: ''}</style>"
)


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
    tables: str = "table"  # or how boxes.WRITERS call what stands in their stead
    pieces: bool = False  # every character in a piece of its own, with marks of word processors
    site: str = ""  # the page of SITES round the article
    typed: Literal["", "heads", "whole"] = ""  # headings, or all of the text, in rows of tables
    framed: bool = False  # every figure in a table of its own within its cell


def render(document: Document, page: Page | None = None) -> bytes:
    """Return the document as the bytes of a page."""
    way = page or Page()
    body = _typed(document, way) if way.typed else _parts(document.parts, way)
    if way.nested:
        body = (
            "<table><tr><td><table><tr><td>首页</td><td>年报</td></tr></table></td></tr>"
            f"<tr><td><table><tr><td>\n{body}\n</td></tr></table></td></tr></table>"
        )
    if way.site:
        body = SITES[way.site](document, body)
    head = f"<!DOCTYPE html>\n<html>\n<head>\n{_head(document, way)}</head>\n"
    return f"{head}<body>\n{body}\n</body>\n</html>\n".encode(way.charset)


def _parts(parts: Iterable[Part], way: Page) -> str:
    return "\n".join(_part(part, way) for part in parts)


def _typed(document: Document, way: Page) -> str:
    """Put what stands in front of a table into rows of it, or the whole document into one table."""
    tables: list[str] = []
    lines: list[Para] = []
    for part in document.parts:
        if isinstance(part, Para):
            lines.append(part)
        else:
            tables.append(_rows([*lines, part], way))
            lines = []
    if way.typed == "whole":
        tables = ["\n".join([*tables, _rows(lines, way)])]
        lines = []
    return "\n".join(
        [*(f'<table border="1">\n{rows}\n</table>' for rows in tables), _parts(lines, way)]
    )


def _rows(parts: Iterable[Part], way: Page) -> str:
    rows = []
    for part in parts:
        if isinstance(part, Table):
            rows += [
                "<tr>" + "".join(_cell(box, way) for box in row) + "</tr>" for row in part.rows
            ]
        else:
            rows.append(f'<tr><td colspan="15">{_styled(escape(part.text), way)}</td></tr>')
    return "\n".join(rows)


def _head(document: Document, way: Page) -> str:
    lines = []
    if way.declared is not None:
        declared = way.charset if way.declared == "same" else way.declared
        lines.append(f'<meta charset="{declared}">')
    title = next((p.text for p in document.parts if isinstance(p, Para) and p.role == "title"), "")
    lines.append(f"<title>{escape(SITE_TITLE if way.site else title)}</title>")
    if way.pieces:
        lines.append(WORD_HEAD)
    if way.metadata:
        lines += [f'<meta name="{k}" content="{escape(v)}">' for k, v in document.metadata.items()]
    return "".join(f"{line}\n" for line in lines)


def _part(part: Part, way: Page) -> str:
    if isinstance(part, Table):
        if part.picture:
            return '<p><img src="table.png"></p>'
        if way.tables != "table":
            return WRITERS[way.tables](part, way.blank)
        return _table(part, way)
    tag = {"title": "h1", "heading": "h2"}.get(part.role, "p")
    return f"<{tag}>{_styled(escape(part.text), way)}</{tag}>"


def _table(table: Table, way: Page) -> str:
    return '<table border="1">\n' + _rows([table], way) + "\n</table>"


def _cell(box: Box, way: Page) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", box.colspan), ("rowspan", box.rowspan))
        if span > 1
    )
    text = escape(box.text).replace("\n", "<br>") if box.text else way.blank
    if way.breaks and box.key is None and len(box.text) > 3:
        text = _broken(box.text)
    if way.framed and box.key is not None:
        text = f"<table><tr><td>{text}</td></tr></table>"
    return f"<td{spans}>{_styled(text, way)}</td>"


def _broken(text: str) -> str:
    """Break a label every few characters, as narrow columns do."""
    return "<br>".join(escape(text[i : i + 4]) for i in range(0, len(text), 4))


def _styled(text: str, way: Page) -> str:
    if way.pieces:
        return _torn(text)
    if not way.word:
        return text
    half = len(text) // 2
    whole = any(mark in text for mark in "&<")  # never cut through mark-up
    first, second = ("", text) if whole else (text[:half], text[half:])
    runs = f'<span>{first}</span><span lang="EN-US">{second}<o:p></o:p></span>'
    return f'<p class="MsoNormal">{runs}</p>'


def _torn(text: str) -> str:
    """Give every character a piece of its own, between marks that show nothing."""
    if any(mark in text for mark in "&<"):
        inner = f"<![if !supportEmptyParas]>{text}<![endif]>"
    else:
        inner = "".join(
            f'<span lang="EN-US" style="mso-bidi-font-size:9pt">{c}</span>' for c in text
        )
    return (
        f'<p class="MsoNormal"><a name="_Toc1"></a><!--[if gte mso 9]><b>9</b><![endif]-->{inner}'
        '<span style="display:none;mso-hide:all">8</span><o:p></o:p></p>'
    )


Renderer = Callable[[Document], bytes]

PAGES: dict[str, Page] = {
    "html": Page(),
    "html_gb18030": Page(charset="gb18030", declared="gb2312"),
    "html_undeclared": Page(charset="gb18030", declared=None, metadata=False),
    "html_misdeclared": Page(declared="gb2312", blank=""),
    "html_word": Page(word=True, breaks=True, blank="&nbsp;&nbsp;"),
    "html_torn": Page(pieces=True),
    "html_nested": Page(nested=True, breaks=True, blank="　"),
    "html_framed": Page(framed=True),
    "html_typed_heads": Page(typed="heads"),
    "html_typed_whole": Page(typed="whole"),
    **{f"html_{name}": Page(tables=name) for name in WRITERS},
    **{f"html_site_{name}": Page(site=name) for name in SITES},
}
