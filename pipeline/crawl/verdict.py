"""What an answer means: the state of its address, the kind of its page, and what it leads to.

What must not go here: fetching, the ledger's file.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace

from pipeline.crawl.adapters.links import MOST_LINKS, Link, enclosed, is_crowded
from pipeline.crawl.adapters.listing import read_listing
from pipeline.crawl.addresses import host_key, normalised, refusal
from pipeline.crawl.answers import Answer
from pipeline.crawl.ledger import Entry, Row
from pipeline.crawl.page import (
    MAX_HTML,
    Page,
    is_challenge,
    is_shell,
    is_soft_error,
    kind_of,
    text_hash,
)
from pipeline.registry.crawling import squeezed
from pipeline.registry.sources import Source, origin_port

LONGEST_ADDRESS = 8192  # letters, which is more than servers take
GONE = frozenset({404, 410})
SAME_DEPTH = frozenset({"next_page", "dataproxy", "index_n"})  # paging leads no deeper


@dataclass(frozen=True)
class Verdict:
    """The state an answer leads to. `content_key` is shared by editions of one page."""

    state: str
    kind: str
    error: str | None = None
    sniffed: str | None = None
    page: Page | None = None
    links: tuple[Link, ...] = field(default=())
    content_key: str | None = None


def judge(answer: Answer, row: Row, source: Source) -> Verdict:
    """Return what the answer means for the row that asked for it."""
    if refused := _status(answer):
        return Verdict(refused[0], row.kind, refused[1])
    sniffed = kind_of(answer)
    if sniffed is None:
        declared = answer.headers.get("content-type")
        return Verdict("unsupported_type", row.kind, declared)
    if sniffed not in ("html", "text"):
        kind = row.kind if row.kind in ("attachment", "image") else "report"
        return Verdict("fetched", kind, None, sniffed)
    if len(answer.body) > MAX_HTML:
        return Verdict("too_large", row.kind, f"{len(answer.body)} bytes of text", sniffed)
    charset = source.quirk("charset")
    page = Page.of(answer, charset.value if charset else "")
    found = _page(page, row, source, sniffed)
    if found.error is None and is_crowded(page):
        return replace(found, error=f"only the first {MOST_LINKS} links are followed")
    return found


def _status(answer: Answer) -> tuple[str, str | None] | None:
    status = answer.status
    if status == 304:
        return "not_modified", None
    if status in GONE:
        return "gone", f"status {status}"
    if is_challenge(answer):
        return "blocked_challenge", f"status {status}, a script is to be run"
    if status not in (200, 203):
        return "http_error", f"status {status}"
    return None if answer.body.strip() else ("http_error", "empty body")


def _page(page: Page, row: Row, source: Source, sniffed: str) -> Verdict:
    if is_soft_error(page):
        return Verdict("soft_error_page", row.kind, page.text[:80], sniffed, page)
    if is_shell(page):
        return Verdict("shell_page", row.kind, "scripts and no text", sniffed, page)
    if page.is_report and row.depth > 0:
        return _report(page, row, sniffed)
    listing = read_listing(page, source)
    if page.is_report:  # an address that was given, and is a report
        whole = _report(page, row, sniffed)
        return Verdict(
            "fetched",
            "report",
            None,
            sniffed,
            page,
            (*whole.links, *listing.links),
            whole.content_key,
        )
    reports = any(link.kind == "report" for link in listing.links)
    if row.kind in ("report", "attachment") and not reports:
        inside = tuple(enclosed(page, images=True))
        kind = "report" if inside else "page"
        return Verdict("fetched", kind, None, sniffed, page, inside)
    return Verdict("fetched", "list", None, sniffed, page, listing.links)


def _report(page: Page, row: Row, sniffed: str) -> Verdict:
    inside = tuple(enclosed(page, images=not page.has_tables))
    key = text_hash(f"{squeezed(page.title)}\n{page.table_text}") if page.table_text else None
    kind = row.kind if row.kind == "attachment" else "report"
    return Verdict("fetched", kind, None, sniffed, page, inside, key)


def entries(
    verdict: Verdict,
    row: Row,
    source: Source,
    *,
    allow_private: bool,
    known: Container[str] = (),
) -> list[Entry]:
    """Return what the page leads to as ledger entries, those that must not be fetched included.

    Addresses of this source that are `known` to be in the ledger are left out.
    """
    found: list[Entry] = []
    for link in verdict.links:
        if link.url in known:
            continue
        deeper = 0 if link.reason in SAME_DEPTH else 1
        if link.kind == "list" and row.depth + deeper > source.depth:
            continue
        if not _is_address(link.url):
            continue
        refused = refusal(link.url, source.hosts, allow_private=allow_private)
        if refused and link.kind in ("list", "image"):
            continue  # the navigation of other sites is no page of this one
        found.append(_entry(link, row, source, max(1, row.depth + deeper), refused))
    return found


def _is_address(url: str) -> bool:
    if len(url) > LONGEST_ADDRESS:
        return False
    try:
        origin_port(url)
    except ValueError:
        return False
    return True


def _entry(
    link: Link, row: Row, source: Source, depth: int, refused: tuple[str, str] | None
) -> Entry:
    return Entry(
        source_id=row.source_id,
        url_norm=normalised(link.url),
        url=link.url,
        host=host_key(link.url),
        kind=link.kind,
        depth=depth,
        parent=row.url,
        link_text=link.title or None,
        organ_hint=link.organ or (row.organ_hint if row.kind == "report" else source.organ) or None,
        year_hint=link.year or row.year_hint,
        reason=link.reason or None,
        state=refused[0] if refused else "pending",
        error=refused[1] if refused else None,
    )


def seeds(source: Source) -> list[Entry]:
    """Return the addresses a source starts from."""
    manual = source.adapter == "manual"
    return [
        Entry(
            source_id=source.id,
            url_norm=normalised(url),
            url=url,
            host=host_key(url),
            kind="report" if manual else "list",
            organ_hint=source.organ or None,
        )
        for url in source.urls
    ]
