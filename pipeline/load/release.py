"""What a published file says of itself: a name to cite, its schema, the run that made it.

What must not go here: files of data, a clock (the stamp is given).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from pipeline import __version__
from pipeline.load.errors import LoadError
from pipeline.paths import SQL

# Raised when a table, view or column is renamed, removed or changes its meaning.
SCHEMA_VERSION = 2
_SHAPE = ("schema", "views")  # the statements that readers depend on


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run publishes, and when; nothing outside a run."""

    run_id: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """The row of `meta_release` as people cite it."""

    release: str
    schema_version: int
    gouji_version: str


@lru_cache
def schema_digest() -> str:
    """Return ten hex digits that change with the statements of tables and views."""
    return _digest(path for folder in _SHAPE for path in sorted((SQL / folder).glob("*.sql")))


def write_release(
    connection: duckdb.DuckDBPyConnection, extractor_version: str, stamp: Stamp
) -> None:
    """Fill `meta_release` of a build that is about to be published."""
    published_at = stamp.published_at
    if published_at is not None:
        published_at = published_at.astimezone(UTC).replace(tzinfo=None)
    given = {
        "published_at": published_at,
        "run_id": stamp.run_id,
        "extractor_version": extractor_version,
        "statements": _digest(sorted(SQL.rglob("*.sql"))),
        "schema_version": SCHEMA_VERSION,
        "schema_digest": schema_digest(),
        "gouji_version": __version__,
    }
    for name, value in given.items():
        connection.execute(f"set variable {name} = ?", [value])
    connection.execute("truncate meta_release")
    connection.execute((SQL / "release" / "meta_release.sql").read_text(encoding="utf-8"))


def read_release(connection: duckdb.DuckDBPyConnection, path: Path) -> Release:
    """Return what the file says of itself.

    Raises:
        LoadError: the file is not one that this version of Gouji can read.
    """
    try:
        rows = connection.execute(
            "select release, schema_version, gouji_version, schema_digest from meta_release"
        ).fetchall()
    except duckdb.Error:
        rows = []
    if not rows:
        raise LoadError(
            f"{path} was made by an older Gouji: build it anew with `gouji run`, "
            "nothing is extracted again that has not changed"
        )
    release, version, made_by, digest = rows[0]
    if digest != schema_digest():
        raise LoadError(
            f"{path} has schema {version} of Gouji {made_by}, this is schema {SCHEMA_VERSION} of "
            f"Gouji {__version__}: build it anew with `gouji run`, or read it with the version "
            "that made it"
        )
    return Release(release, version, made_by)


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of statements that comments and white space do not change."""
    digest = hashlib.sha256()
    for path in paths:
        statement = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        digest.update(f"{path.relative_to(SQL).as_posix()}\n{' '.join(statement.split())}".encode())
    return digest.hexdigest()[:10]
