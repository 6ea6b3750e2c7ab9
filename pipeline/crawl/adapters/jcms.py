"""Lists that a script pages through `dataproxy.jsp`: its parameters stand in the page.

The first records lie in the page as CDATA; the others come as XML in blocks of three pages.
Parameters are always taken from the page: unit numbers change with every redesign.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from pipeline.crawl.page import Page

PROXY = "dataproxy.jsp"
BEFORE = re.compile(r"[\w:/.\-]*\Z")
AFTER = re.compile(r"""[^'"\s<>\]]*""")
LONGEST = 500  # letters before the name: pages carry pictures as one word of a million letters
NAMES = (
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
)
PARAMETER = re.compile(rf"""['"]?\b({"|".join(NAMES)})['"]?\s*[:=]\s*['"]?([^'",&;}}\s<>]*)""")
TOTAL = re.compile(r"""['"]?total_?record['"]?\s*(?:[:=]|>)\s*['"]?(\d+)""", re.I)
PER_PAGE = re.compile(r"""['"]?(?:per_?page|page_?size)['"]?\s*(?:[:=]|>)\s*['"]?(\d+)""", re.I)
BLOCK = 3  # pages that the sites' own script asks for at once
DEFAULT_PER_PAGE = 15
MOST_RECORDS = 20_000


def fits(page: Page) -> bool:
    """Whether the list of this page is paged through `dataproxy.jsp`."""
    return PROXY in page.source or _is_block(page.url)


def next_pages(page: Page) -> list[str]:
    """Return the addresses of the further blocks of the list."""
    if _is_block(page.url):
        return _after(page)
    found = _named(page.source)
    if not found:
        return []
    start, end = found
    proxy = urljoin(page.url, page.source[start:end].replace("&amp;", "&"))
    given = dict(parse_qsl(urlsplit(proxy).query, keep_blank_values=True))
    script = page.source[max(0, start - 4000) : end + 4000]
    given = {name: value for name, value in PARAMETER.findall(script) if value} | given
    given.pop("page", None)
    size = _number(PER_PAGE, page.source) or DEFAULT_PER_PAGE
    total = _number(TOTAL, page.source)
    blocks = _starts(1, total, size) if total else [1]
    return [_block(proxy, given, start, size, total) for start in blocks]


def _named(source: str) -> tuple[int, int] | None:
    """Return where the first address of a proxy begins and ends."""
    at = source.find(PROXY)
    before = BEFORE.search(source, max(0, at - LONGEST), at) if at >= 0 else None
    after = AFTER.match(source, at + len(PROXY)) if at >= 0 else None
    return (before.start(), after.end()) if before and after else None


def as_form(url: str) -> tuple[str, str] | None:
    """Return address and form of a block for proxies that answer POST only, else None."""
    return (url.split("?")[0], urlsplit(url).query) if _is_block(url) else None


def _after(page: Page) -> list[str]:
    """Return the next block after one whose page did not say how many records there are."""
    query = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
    end, size = int(query["endrecord"]), int(query["perpage"])
    total = _number(TOTAL, page.source)
    if "<record>" not in page.source or not total or total <= end:
        return []
    given = {k: v for k, v in query.items() if k not in ("startrecord", "endrecord", "perpage")}
    return [_block(page.url, given, end + 1, size, total)]


def _starts(first: int, total: int, size: int) -> list[int]:
    return list(range(first, min(total, MOST_RECORDS) + 1, size * BLOCK))


def _block(proxy: str, given: dict[str, str], start: int, size: int, total: int | None) -> str:
    end = start + size * BLOCK - 1
    window = {
        "startrecord": str(start),
        "endrecord": str(min(end, total) if total else end),
        "perpage": str(size),
    }
    return f"{proxy.split('?')[0]}?{urlencode(given | window)}"


def _is_block(url: str) -> bool:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    whole = query.get("endrecord", "").isdecimal() and query.get("perpage", "").isdecimal()
    return parts.path.endswith(PROXY) and whole


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None
