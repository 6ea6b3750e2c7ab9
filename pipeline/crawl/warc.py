"""The archive of fetches as one WARC file, for archivists and their tools.

A response has the headers that the manifest keeps and the body as it was decoded; each attempt
has a metadata record that says how it ended. What must not go here: anything that is not known
from the manifest and the objects.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from pipeline import __version__
from pipeline.crawl.agent import USER_AGENT
from pipeline.crawl.archive import ArchiveError, read_object
from pipeline.crawl.fetches import read_attempts
from pipeline.paths import Home

KEPT = ("content_type", "etag", "last_modified")  # headers of the answer that the manifest has
TOLD = ("state", "error", "attempt", "kind", "parent_url", "robots_rule", "redirect_chain")
UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
WARCINFO = {
    "software": f"gouji/{__version__}",
    "format": "WARC File Format 1.1",
    "description": "bodies as decoded; of the headers those that the manifest keeps",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote; `missing` are attempts whose bytes are no longer in the archive."""

    records: int
    responses: int
    missing: tuple[str, ...]


def export_warc(home: Home, target: Path) -> Written:
    """Write every attempt of every crawl to a gzipped WARC file, in the order of the manifest."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".writing-{target.name}")
    records, responses, missing = 1, 0, []
    with temporary.open("wb") as handle:
        writer = WARCWriter(handle, gzip=True, warc_version="WARC/1.1")
        writer.write_record(writer.create_warcinfo_record(target.name, WARCINFO))
        for row in read_attempts(home):
            try:
                written = _write(writer, home, row)
            except ArchiveError:
                missing.append(str(row["url"]))
                continue
            records += written
            responses += written > 1
    temporary.replace(target)
    return Written(records, responses, tuple(missing))


def _write(writer: WARCWriter, home: Home, row: Mapping[str, Any]) -> int:
    """Write the records of one attempt and return how many they were."""
    url = str(row["final_url"] or row["url"])
    told = _metadata(writer, row, url)
    if row["http_status"] is None or not (row["sha256"] or row["not_modified"]):
        writer.write_record(told)
        return 1
    body = read_object(home, row["sha256"]) if row["sha256"] else b""
    answer = _answer(writer, row, url, body)
    asked = writer.create_warc_record(
        url,
        "request",
        http_headers=StatusAndHeaders(
            f"{row['method']} {url} HTTP/1.1", [("User-Agent", USER_AGENT)], is_http_request=True
        ),
        payload=io.BytesIO(),
        length=0,
        warc_headers_dict={"WARC-Date": _date(row)},
    )
    writer.write_request_response_pair(asked, answer)
    told.rec_headers.add_header(
        "WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID")
    )
    writer.write_record(told)
    return 3


def _answer(writer: WARCWriter, row: Mapping[str, Any], url: str, body: bytes) -> Any:
    status = int(row["http_status"])
    headers = [(name.replace("_", "-").title(), row[name]) for name in KEPT if row[name]]
    if row["sha256"]:
        headers.append(("Content-Length", str(len(body))))
    known = {"WARC-Date": _date(row), "WARC-IP-Address": row["remote_ip"]}
    if not row["sha256"]:
        known["WARC-Profile"] = UNCHANGED
    return writer.create_warc_record(
        url,
        "response" if row["sha256"] else "revisit",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(f"{status} {_phrase(status)}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={name: value for name, value in known.items() if value},
    )


def _metadata(writer: WARCWriter, row: Mapping[str, Any], url: str) -> Any:
    lines = [f"{name}: {_line(row[name])}\r\n" for name in TOLD if row[name] not in (None, [])]
    body = "".join(lines).encode()
    return writer.create_warc_record(
        url,
        "metadata",
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Date": _date(row)},
    )


def _line(value: object) -> str:
    text = " -> ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())


def _date(row: Mapping[str, Any]) -> str:
    fetched: datetime = row["fetched_at"]
    return str(datetime_to_iso_date(fetched.astimezone(UTC).replace(tzinfo=None), use_micros=True))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
