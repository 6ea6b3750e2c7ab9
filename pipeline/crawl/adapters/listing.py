"""Which adapter a page wants, and what it lists: the one door to the adapters.

What must not go here: how any family of sites pages its lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.crawl.adapters import indexn, jcms, xxgk_annual_jsp
from pipeline.crawl.adapters.links import Link, page_links
from pipeline.crawl.page import Page
from pipeline.registry.sources import Source


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page lists: reports, columns and further pages of the list, each with its reason."""

    adapters: tuple[str, ...]
    links: tuple[Link, ...]


def read_listing(page: Page, source: Source) -> Listing:
    """Return what the page links to, by the source's adapter or by every adapter that fits."""
    wanted = source.adapter
    if wanted == "manual":
        return Listing(("manual",), ())
    links: dict[str, Link] = {link.url: link for link in page_links(page)}
    used = ["links"]
    if wanted in ("auto", "jcms") and jcms.fits(page):
        used.append("jcms")
        _add(links, [Link(url, "list", reason="dataproxy") for url in jcms.next_pages(page)])
    if wanted in ("auto", "indexn") and indexn.fits(page):
        used.append("indexn")
        _add(links, [Link(url, "list", reason="index_n") for url in indexn.next_pages(page)])
    if wanted in ("auto", "indexn"):
        further = indexn.following(page, list(links.values()))
        _add(links, [Link(url, "list", reason="index_n") for url in further])
    if wanted in ("auto", "xxgk_annual_jsp") and xxgk_annual_jsp.fits(page):
        used.append("xxgk_annual_jsp")
        _add(links, xxgk_annual_jsp.matrix(page, source))
    links.pop(page.url, None)
    return Listing(tuple(used), tuple(links.values()))


def _add(links: dict[str, Link], found: list[Link]) -> None:
    for link in found:
        if link.url not in links or links[link.url].kind != "report":
            links[link.url] = link
