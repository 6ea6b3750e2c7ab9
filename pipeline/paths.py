"""Where things lie: the only module that knows the folders data/ and sql/.

What must not go here: reading or writing any of these files.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parent
SQL = PROJECT / "sql"
SAMPLES = PACKAGE / "samples"


def default_home() -> Path:
    """Return the data folder: `GOUJI_HOME` where it is set, else `data/` of the working folder."""
    return Path(os.environ.get("GOUJI_HOME") or "data")


@dataclass(frozen=True)
class Home:
    """The data folder of one installation."""

    root: Path

    @property
    def objects(self) -> Path:
        """Bytes as received, each under its sha256."""
        return self.root / "raw" / "objects"

    @property
    def ledger(self) -> Path:
        """The crawl's work queue; rebuilt from the manifest where it is lost."""
        return self.root / "raw" / "ledger.sqlite"

    @property
    def manifest(self) -> Path:
        """Append-only Parquet: one row for every document seen."""
        return self.root / "raw" / "manifest"

    @property
    def roster(self) -> Path:
        """Which organs must report, as the installation's own list says; it may be absent."""
        return self.root / "roster.csv"

    @property
    def extract(self) -> Path:
        """Parquet parts of extracted cells, by extractor version."""
        return self.root / "warehouse" / "extract"

    @property
    def warehouse(self) -> Path:
        """The folder of everything that can be rebuilt from the raw zone."""
        return self.root / "warehouse"

    @property
    def database(self) -> Path:
        """The published warehouse."""
        return self.warehouse / "gouji.duckdb"

    @property
    def previous(self) -> Path:
        """The generation published before, for a rollback."""
        return self.warehouse / "gouji.previous.duckdb"

    @property
    def build(self) -> Path:
        """The warehouse under construction, swapped in when it is whole."""
        return self.warehouse / "build"

    @property
    def journal(self) -> Path:
        """What happened to findings, in Parquet: it cannot be rebuilt from the raw zone."""
        return self.root / "journal"

    @property
    def waivers(self) -> Path:
        """Findings that somebody accepts, as people write them down."""
        return self.root / "waivers.toml"

    @property
    def dagster(self) -> Path:
        """The Dagster instance: runs, events, schedules."""
        return self.root / "dagster"
