"""Static lists whose second page is `index_1`: the number of pages stands in a script.

Pages past the end answer 404, or send the browser back; both end the list, since neither has a
link that was not seen.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from pipeline.crawl.adapters.links import Link
from pipeline.crawl.page import Page

CALL = re.compile(
    r"""createPageHTML\w{0,20}\(\s*['"]?(\d+)['"]?\s*,\s*['"]?(\d+)['"]?\s*,"""
    r"""\s*['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]"""
)
COUNT = re.compile(r"\b(?:countPage|pageCount|totalPage)\s*=\s*['\"]?(\d+)")
NUMBERED = re.compile(r"([\w-]+)_(\d+)\.(s?html?)$")
DEFAULT = re.compile(r"([\w-]+)\.(s?html?)$")
MOST_PAGES = 500
DETAIL = re.compile(r"/t\d{8}_\d+\.s?html?$")  # how these systems name what they list


def fits(page: Page) -> bool:
    """Whether the page says how many numbered pages its list has."""
    return bool(CALL.search(page.source) or COUNT.search(page.source))


def next_pages(page: Page) -> list[str]:
    """Return the other pages of the list; they are counted from 0, which is the bare name."""
    call, count = CALL.search(page.source), COUNT.search(page.source)
    if call:
        pages, stem, suffix = int(call[1]), call[3], call[4]
    elif count:
        pages, (stem, suffix) = int(count[1]), _name(page.url)
    else:
        return []
    folder = urljoin(page.url, stem)[: -len(stem)]
    names = (f"{folder}{stem}_{number}.{suffix}" for number in range(1, min(pages, MOST_PAGES)))
    return [url for url in names if url != page.url]


def following(page: Page, links: list[Link]) -> list[str]:
    """Return the next page of a list that tells no number: asked for until one has no new link."""
    reports = [link for link in links if link.kind == "report"]
    named = sum(1 for link in reports if DETAIL.search(urlsplit(link.url).path))
    if fits(page) or not named or 2 * named <= len(reports):
        return []
    path = urlsplit(page.url).path
    if found := NUMBERED.search(path):
        number, stem, suffix = int(found[2]) + 1, found[1], found[3]
    elif path.endswith("/") or DEFAULT.search(path):
        number, (stem, suffix) = 1, _name(page.url)
    else:
        return []
    return [urljoin(page.url, f"{stem}_{number}.{suffix}")] if number < MOST_PAGES else []


def _name(url: str) -> tuple[str, str]:
    path = urlsplit(url).path
    for pattern, suffix in ((NUMBERED, 3), (DEFAULT, 2)):
        if found := pattern.search(path):
            return found[1], found[suffix]
    return "index", "html"
