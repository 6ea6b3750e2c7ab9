"""What happened on the way to one answer, and the manifest row it leaves.

What must not go here: decisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

from pipeline import __version__
from pipeline.crawl.answers import Answer
from pipeline.crawl.ledger import Entry, Outcome, Row
from pipeline.crawl.page import text_hash
from pipeline.crawl.robots import Permit
from pipeline.crawl.verdict import Verdict
from pipeline.registry.crawling import rule

_NAME = re.compile(r"""filename\*?=(?:UTF-8'')?"?([^";]+)""", re.I)
_CHARSET = re.compile(r"charset=([\w-]+)", re.I)


class End(NamedTuple):
    """How an attempt ended: a terminal state, or `retried` and when it may be asked again."""

    state: str
    error: str | None
    not_before: float


@dataclass(slots=True)
class Trace:
    """One attempt: `asked` is whether a request was sent, `chain` the addresses that redirected.

    `turn` numbers the attempts of a run in the order of their start.
    """

    row: Row
    started: float
    turn: int = 0
    asked: bool = False
    latency: float = 0.0
    answer: Answer | None = None
    permit: Permit = field(default_factory=lambda: Permit(None, ""))
    chain: list[str] = field(default_factory=list)
    form: str | None = None

    @staticmethod
    def target(url: str, location: str) -> str:
        """Return where a redirect leads; bytes that servers leave unescaped are kept."""
        try:
            return urljoin(url, location.strip().encode("latin-1").decode("utf-8", "replace"))
        except (UnicodeEncodeError, ValueError):
            return location

    def retry_after(self, longest: float, default: float) -> float | None:
        """Return the seconds to wait, None where the server wants more than `longest`."""
        text = self.answer.headers.get("retry-after", "") if self.answer else ""
        if not text:
            return default
        if text.isdecimal():
            wait = float(text)
        else:
            try:
                wait = parsedate_to_datetime(text).timestamp() - self.started
            except ValueError:
                return default
        return max(wait, 0.0) if wait <= longest else None


def outcome(
    trace: Trace, verdict: Verdict, end: End, children: Sequence[Entry], sha256: str | None
) -> Outcome:
    """Return what the ledger is told, once the bytes are stored under their sha256."""
    whole = sha256 is not None
    headers = trace.answer.headers if trace.answer is not None else {}
    return Outcome(
        "pending" if end.state == "retried" else end.state,
        verdict.kind,
        end.error,
        sha256,
        headers.get("etag", "") if whole else None,
        headers.get("last-modified", "") if whole else None,
        trace.started if whole else None,
        end.not_before,
        verdict.content_key,
        children,
        _attempt(trace, verdict, end, sha256),
    )


def _attempt(trace: Trace, verdict: Verdict, end: End, sha256: str | None) -> dict[str, Any]:
    """Return the manifest row of the attempt, as plain values."""
    row, answer, page = trace.row, trace.answer, verdict.page
    headers = answer.headers if answer else {}
    declared = _CHARSET.search(headers.get("content-type", ""))
    name = _NAME.search(headers.get("content-disposition", ""))
    tags = page.tags if page else {}
    names = rule("page", "tags")
    return {
        "sha256": sha256,
        "bytes": len(answer.body) if answer and sha256 else None,
        "fetched_at": datetime.fromtimestamp(trace.started, UTC).isoformat(),
        "source_id": row.source_id,
        "file_name": None,
        "url": row.url,
        "state": end.state,
        "run_id": row.run_id,
        "organ_hint": row.organ_hint,
        "year_hint": row.year_hint,
        "kind": verdict.kind,
        "url_norm": row.url_norm,
        "parent_url": row.parent,
        "link_text": row.link_text,
        "depth": row.depth,
        "method": "GET" if trace.form is None else "POST",
        "request_body_sha256": text_hash(trace.form or ""),
        "final_url": answer.url if answer else None,
        "redirect_chain": trace.chain,
        "remote_ip": answer.ip if answer else None,
        "http_status": answer.status if answer else None,
        "error": end.error,
        "attempt": row.attempts,
        "elapsed_ms": round(trace.latency * 1000),
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "not_modified": end.state == "not_modified",
        "content_type": headers.get("content-type"),
        "content_type_sniffed": verdict.sniffed,
        "charset_declared": declared[1] if declared else None,
        "charset_used": page.charset if page else None,
        "content_encoding": headers.get("content-encoding"),
        "bytes_wire": answer.wire_bytes if answer else None,
        "text_sha256": text_hash(page.text) if page else None,
        "table_sha256": text_hash(page.table_text) if page else None,
        "title": page.title if page else None,
        "pub_date_site": tags.get(names["pub_date"]),
        "content_source": tags.get(names["content_source"]),
        "site_id_code": tags.get(names["site_id_code"]),
        "filename_remote": unquote(name[1]) if name else None,
        "robots_rule": trace.permit.rule or None,
        "content_key": verdict.content_key,
        "crawler_version": __version__,
    }
