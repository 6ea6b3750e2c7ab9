"""Every look at the place of a document that the manifest tells of, in the order of time.

What must not go here: which edition counts (that is decided where their contents are known).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.crawl.addresses import normalised
from pipeline.crawl.archive import SAMPLE, is_document, manifest_rows
from pipeline.paths import Home
from pipeline.records import Sighting


def sightings(home: Home) -> list[Sighting]:
    """Return when which document was found at each place, and when a place was found empty.

    Samples are left out where there is anything else, as everywhere.
    """
    found = [_sighting(row) for row in manifest_rows(home) if _tells(row)]
    own = [look for look in found if look.source_id != SAMPLE]
    return sorted(own or found, key=lambda look: look.seen_at)


def _tells(row: Mapping[str, Any]) -> bool:
    return is_document(row) or (row["state"] == "gone" and row["url"] is not None)


def _sighting(row: Mapping[str, Any]) -> Sighting:
    url, name = row["url"], row["file_name"]
    place = normalised(url) if url else f"file:{name}"
    sha256 = None if row["state"] == "gone" else row["sha256"]
    return Sighting(place, row["fetched_at"], sha256, row["source_id"], url, name)
