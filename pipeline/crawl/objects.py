"""Bytes under their sha256: written once, whole, read-only.

Apart from `archive.py`, so that the process that fetches need not load what manifests want.
What must not go here: the manifest, and anything that knows where bytes came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.crawl.whole_files import write_all_whole, write_whole
from pipeline.paths import Home


def object_path(home: Home, sha256: str) -> Path:
    """Return where the bytes of that sha256 are kept."""
    return home.objects / sha256[:2] / sha256


def store_object(home: Home, data: bytes) -> str:
    """Keep the bytes in the raw zone, read-only, and return their sha256."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = object_path(home, sha256)
    if not target.exists():
        write_whole(target, data)
    return sha256


def store_objects(home: Home, bodies: Sequence[bytes]) -> list[str]:
    """Keep many at once, and return the sha256 of each, in their order.

    Their names are safe from a loss of power only after `sync_folders`, their bytes are at once.
    """
    names = [hashlib.sha256(body).hexdigest() for body in bodies]
    fresh = {
        target: body
        for name, body in zip(names, bodies, strict=True)
        if not (target := object_path(home, name)).exists()
    }
    write_all_whole(fresh)
    return names
