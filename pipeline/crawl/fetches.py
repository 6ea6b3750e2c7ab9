"""Manifest rows of fetches: one an attempt, in Parquet beside the rows of local files.

The first columns are those of every manifest row, so that whoever reads documents need not know
of these. A row is a document where it has bytes and its `kind` is `report`, `attachment` or
`image`; listing pages and robots.txt are kept as objects and are none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.json
import pyarrow.parquet as pq

from pipeline.crawl.addresses import host_key
from pipeline.crawl.archive import MANIFEST
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.whole_files import write_whole
from pipeline.paths import Home

BATCH = 20_000
SMALLEST_BLOCK = 1024 * 1024  # bytes that are parsed at a time
EXTRA = pa.schema(
    [
        ("run_id", pa.string()),
        ("organ_hint", pa.string()),
        ("year_hint", pa.int32()),
        ("kind", pa.string()),
        ("url_norm", pa.string()),
        ("parent_url", pa.string()),
        ("link_text", pa.string()),
        ("depth", pa.int32()),
        ("method", pa.string()),
        ("request_body_sha256", pa.string()),
        ("final_url", pa.string()),
        ("redirect_chain", pa.list_(pa.string())),
        ("remote_ip", pa.string()),
        ("http_status", pa.int32()),
        ("error", pa.string()),
        ("attempt", pa.int32()),
        ("elapsed_ms", pa.int64()),
        ("etag", pa.string()),
        ("last_modified", pa.string()),
        ("not_modified", pa.bool_()),
        ("content_type", pa.string()),
        ("content_type_sniffed", pa.string()),
        ("charset_declared", pa.string()),
        ("charset_used", pa.string()),
        ("content_encoding", pa.string()),
        ("bytes_wire", pa.int64()),
        ("text_sha256", pa.string()),
        ("table_sha256", pa.string()),
        ("title", pa.string()),
        ("pub_date_site", pa.string()),
        ("content_source", pa.string()),
        ("site_id_code", pa.string()),
        ("filename_remote", pa.string()),
        ("robots_rule", pa.string()),
        ("content_key", pa.string()),
        ("crawler_version", pa.string()),
    ]
)
SCHEMA = pa.unify_schemas([MANIFEST, EXTRA])


def export_attempts(home: Home, ledger: Ledger) -> int:
    """Move the attempts from the ledger to the manifest; return how many there were.

    The name of a part follows from its first attempt, so that an export that was killed before
    the ledger forgot its rows is written over by the next one.
    """
    waiting = ledger.attempts()
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        sink = pa.BufferOutputStream()
        pq.write_table(_table([text for _, text in batch]), sink, compression="zstd")
        first = json.loads(batch[0][1])
        at = datetime.fromisoformat(first["fetched_at"])
        name = f"{at:%Y%m%dT%H%M%SZ}-crawl-{first['run_id']}-{batch[0][0]:08d}.parquet"
        write_whole(home.manifest / name, sink.getvalue().to_pybytes())
        ledger.drop_attempts(batch[-1][0])
    return len(waiting)


def _table(lines: Sequence[str]) -> pa.Table:
    """Return lines of JSON as a table; no value becomes an object of Python on the way."""
    block = max(SMALLEST_BLOCK, 2 * max(map(len, lines)))  # a line must lie within two blocks
    return pyarrow.json.read_json(
        pa.BufferReader("\n".join(lines).encode()),
        read_options=pyarrow.json.ReadOptions(block_size=block),
        parse_options=pyarrow.json.ParseOptions(
            explicit_schema=SCHEMA, unexpected_field_behavior="error"
        ),
    )


def read_attempts(home: Home) -> Iterator[dict[str, Any]]:
    """Yield the manifest rows of fetches, oldest part first."""
    for part in sorted(home.manifest.glob("[!.]*-crawl-*.parquet")):
        yield from pq.read_table(part, schema=SCHEMA).to_pylist()


def restore_ledger(home: Home, ledger: Ledger) -> int:
    """Rebuild a lost ledger from the manifest: the last state of every address.

    Returns the number of addresses.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for record in read_attempts(home):
        if record["kind"] == "robots":
            continue
        key = record["source_id"], record["url_norm"]
        old = rows.get(key, {})
        rows[key] = {
            "source_id": record["source_id"],
            "url_norm": record["url_norm"],
            "url": record["url"],
            "host": host_key(record["url"]),
            "kind": record["kind"],
            "state": "pending" if record["state"] == "retried" else record["state"],
            "run_id": record["run_id"],
            "attempts": record["attempt"],
            "depth": record["depth"],
            "parent": record["parent_url"],
            "link_text": record["link_text"],
            "organ_hint": record["organ_hint"],
            "year_hint": record["year_hint"],
            "sha256": record["sha256"] or old.get("sha256"),
            "error": record["error"],
            "content_key": record["content_key"] or old.get("content_key"),
            "etag": record["etag"] or old.get("etag"),
            "last_modified": record["last_modified"] or old.get("last_modified"),
            "whole_at": record["fetched_at"].timestamp()
            if record["sha256"]
            else old.get("whole_at"),
        }
    ledger.restore(rows.values())
    return len(rows)
