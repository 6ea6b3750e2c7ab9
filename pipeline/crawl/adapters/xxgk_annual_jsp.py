"""The yearly report page of a county: one address for every organ and year, without any list.

`area` is the code of an organ, `fbtime` the year. Organs come from the source's `areas` and from
the links of the page; years from the source's `years` and from the same links.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from pipeline.crawl.adapters.links import Link, anchors, full_title
from pipeline.crawl.markup import Path
from pipeline.crawl.page import Page
from pipeline.registry.sources import Source

NAME = "xxgkAnnualReport.jsp"
CHOICES = Path("//select//option/text()")
OPTION = re.compile(r"\s*(20\d\d)\b")


def fits(page: Page) -> bool:
    """Whether the page is such a page, or links to one."""
    return NAME in page.source or NAME in page.url


def matrix(page: Page, source: Source) -> list[Link]:
    """Return a link for every organ and year that page and source name."""
    base, organs, years = page.url, dict.fromkeys(source.areas, ""), set(source.years)
    for anchor, url in anchors(page):
        if NAME not in url:
            continue
        query = dict(parse_qsl(urlsplit(url).query))
        base = url
        if area := query.get("area"):
            title = full_title(anchor)
            organs[area] = "" if OPTION.match(title) else title or organs.get(area, "")
        if (year := query.get("fbtime", "")).isdecimal():
            years.add(int(year))
    years |= _offered(page)
    own = dict(parse_qsl(urlsplit(page.url).query)).get("area")
    if own and NAME in page.url:
        organs.setdefault(own, "")
    return [
        Link(_address(base, area, year), "report", name, name or None, year, "organ_and_year")
        for area, name in organs.items()
        for year in sorted(years)
    ]


def _offered(page: Page) -> set[int]:
    """Return the years among which the page lets its reader choose."""
    texts = CHOICES.strings(page.tree)
    return {int(found[1]) for text in texts if (found := OPTION.match(text))}


def _address(base: str, area: str, year: int) -> str:
    path = urljoin(base, urlsplit(base).path)
    if NAME not in path:
        path = urljoin(base, f"/module/xxgk/{NAME}")
    return f"{path}?{urlencode({'area': area, 'fbtime': year})}"
