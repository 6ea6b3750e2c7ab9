"""Reading the registry's own CSV and TOML files; a broken entry stops with file and line."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

# where documents come from and when they are due, not what they say
NOT_READING = ("sources.toml", "crawl.toml", "deadlines.toml")
DATA = Path(__file__).resolve().parent / "data"


class RegistryError(ValueError):
    """An entry of the registry is malformed; the message names file, line and remedy."""


def read_csv(name: str, required: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of `data/<name>`, in file order.

    Raises:
        RegistryError: a column is missing or a row is too short or too long.
    """
    path = DATA / name
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        header = tuple(reader.fieldnames or ())
        if missing := [column for column in required if column not in header]:
            raise RegistryError(f"{name}: add the column(s) {', '.join(missing)}")
        rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise RegistryError(f"{name} line {number}: give exactly {len(header)} fields")
    return rows


@lru_cache
def read_toml(name: str) -> dict[str, Any]:
    """Return `data/<name>` as nested dictionaries."""
    try:
        return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{name}: {error}") from error


@lru_cache
def registry_digest() -> str:
    """Return eight hex digits that change whenever anything changes by which documents are read."""
    digest = hashlib.sha256()
    for path in sorted(p for p in DATA.rglob("*.*") if p.name not in NOT_READING):
        digest.update(path.relative_to(DATA).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
