"""Plain links, judged by their title: reports, columns, further pages, attachments.

What must not go here: paths. What a link leads to is told by its words, and by the page behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

from pipeline.crawl.markup import Element, Path, parsed, text_of
from pipeline.crawl.page import Page
from pipeline.registry.crawling import organ_in, pattern, squeezed, year_in

Kind = Literal["report", "list", "attachment", "image"]
DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|et|xlsx?|ofd|zip|rar|7z|rtf|mht|mhtml)$", re.I)
DOWNLOAD = re.compile(r"download|attach|file", re.I)
IMAGE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?)$", re.I)
FOLLOWED = ("http://", "https://")
IGNORED = ("javascript:", "mailto:", "tel:", "data:", "#")
ANCHORS = Path("//a[@href]")
FRAMES = Path("//iframe/@src | //frame/@src | //embed/@src | //object/@data")
PICTURES = Path("//img/@src")
MOST_LINKS = 20_000  # of a page that are looked at: more only cost time
HIDDEN = "<![CDATA[", "]]>"


@dataclass(frozen=True, slots=True)
class Link:
    """What a page links to; `reason` says by what it was recognised."""

    url: str
    kind: Kind
    title: str = ""
    organ: str | None = None
    year: int | None = None
    reason: str = ""


def report_link(url: str, title: str, reason: str = "title") -> Link | None:
    """Return the link as one to a report, None where its title is of something else."""
    words = squeezed(title)
    named = pattern("link", "report").search(words) or pattern("link", "cut").search(words)
    if not named:
        return None
    if pattern("link", "excluded").search(words):
        reason = "about_reports"  # the page behind it decides
    if not year_in(words) and pattern("link", "column").match(words):
        return None
    kind: Kind = "report" if year_in(words) else "list"  # no year: a column, or the page decides
    return Link(url, kind, title, organ_in(words), year_in(words), reason)


def page_links(page: Page) -> list[Link]:
    """Return the links of a page that may lead to reports, reports before columns before pages."""
    found: dict[str, Link] = {}
    for anchor, url in anchors(page):
        link = judged(url, full_title(anchor))
        if link and (url not in found or found[url].kind != "report"):
            found[url] = link
    return list(found.values())


def judged(url: str, title: str) -> Link | None:
    """Return the link by its words alone."""
    if link := report_link(url, title):
        return link
    words = squeezed(title)
    if pattern("link", "excluded").search(words):
        return None
    if pattern("link", "column").match(words):
        return Link(url, "list", title, None, year_in(words), "column")
    if pattern("link", "next").match(words):
        return Link(url, "list", title, reason="next_page")
    return None


def anchors(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield every anchor of the page with its address, and those inside CDATA of scripts."""
    for tree in (page.tree, *islice(_hidden(page), MOST_LINKS)):
        for anchor in ANCHORS.elements(tree)[:MOST_LINKS]:
            if url := resolved(page, str(anchor.get("href"))):
                yield anchor, url


def is_crowded(page: Page) -> bool:
    """Whether the page has more links than are looked at."""
    return len(ANCHORS.elements(page.tree)) > MOST_LINKS


def _hidden(page: Page) -> Iterator[Element | None]:
    """Yield the fragments that content systems keep in CDATA for their own scripts."""
    opening, closing = HIDDEN
    start = page.source.find(opening)
    while start >= 0 and (end := page.source.find(closing, start)) >= 0:
        fragment = page.source[start + len(opening) : end]
        if "href" in fragment:
            yield parsed(f"<div>{fragment}</div>")
        start = page.source.find(opening, end)


def resolved(page: Page, href: str) -> str | None:
    """Return the whole address of a link, None where it leads to no page."""
    href = href.strip()
    if not href or href.lower().startswith(IGNORED):
        return None
    try:
        url = urljoin(page.base, href).split("#")[0]
        urlsplit(url)
    except ValueError:
        return None
    return url if url.startswith(FOLLOWED) else None


def full_title(anchor: Element) -> str:
    """Return the words of a link: of its `title` where the text shows less."""
    shown = " ".join(text_of(anchor).split())
    hidden = " ".join(str(anchor.get("title") or "").split())
    return hidden if len(hidden) > len(shown) or hidden.startswith(shown.rstrip(".…")) else shown


def enclosed(page: Page, *, images: bool) -> list[Link]:
    """Return the documents that belong to a report page: attachments, frames, viewers, pictures."""
    found: dict[str, Link] = {}
    for anchor, url in anchors(page):
        if inner := _document(url, full_title(anchor)):
            found.setdefault(inner, Link(inner, "attachment", full_title(anchor), reason="link"))
    for url in _frames(page):
        target = viewed(url) or url
        found.setdefault(target, Link(target, "attachment", reason="frame"))
    if images:
        for url in _pictures(page):
            found.setdefault(url, Link(url, "image", reason="picture"))
    return [link for url, link in found.items() if url != page.url]


def _document(url: str, title: str) -> str | None:
    if target := viewed(url):
        return target
    parts = urlsplit(url)
    if DOCUMENT.search(parts.path) or DOCUMENT.search(title):
        return url
    words = squeezed(title)
    served = DOWNLOAD.search(parts.path) and parts.query
    return url if served and pattern("link", "attachment").search(words) else None


def viewed(url: str) -> str | None:
    """Return the document that a viewer's address shows."""
    query = parse_qs(urlsplit(url).query)
    for key in ("file", "url", "src"):
        for value in query.get(key, ()):
            if DOCUMENT.search(urlsplit(value).path):
                target = urljoin(url, value)
                return target if target.startswith(FOLLOWED) else None
    return None


def _frames(page: Page) -> Iterable[str]:
    return [url for href in FRAMES.strings(page.tree) if (url := resolved(page, href))]


def _pictures(page: Page) -> Iterable[str]:
    found = [resolved(page, src) for src in PICTURES.strings(page.tree)]
    return [url for url in found if url and IMAGE.search(urlsplit(url).path)]
