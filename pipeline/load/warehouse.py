"""The warehouse, built anew beside the published one and swapped in when it is whole.

Readers open the published file read-only and never meet a writer: `publish` replaces it in one
rename. A build killed at any instant leaves the published file untouched, and its leavings are
swept by the next build. What must not go here: statements (sql/), judging (the check stage).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from pipeline.load.describe import write_comments
from pipeline.load.dimensions import registry_tables
from pipeline.load.errors import LoadError
from pipeline.load.lock import exclusive
from pipeline.load.organs import Surroundings, register_organs
from pipeline.load.parts import find_damaged, part_files
from pipeline.load.publication import LOCK, swap_in, sweep_builds
from pipeline.load.release import Stamp, write_release
from pipeline.load.sources import (
    first_sights,
    register_documents,
    register_parts,
    register_sightings,
)
from pipeline.paths import SQL, Home
from pipeline.records import Document, Sighting

_STEPS = ("schema", "macros", "revisions", "load", "views")
# a commit that cannot be written fails as a transaction
_MACHINE = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)


class Build:
    """A warehouse under construction: tables and views filled, `raw_*` views at hand.

    `connection` is open until `publish`, or the end of the `with` block that made the build.
    """

    def __init__(
        self, home: Home, path: Path, connection: duckdb.DuckDBPyConnection, version: str
    ) -> None:
        """Take over an open connection to the database at `path`."""
        self.home = home
        self.path = path
        self.connection = connection
        self.version = version

    def publish(self, stamp: Stamp | None = None) -> Path:
        """Close the build and put it in the place of the published warehouse, which is kept.

        Raises:
            LoadError: the build left a write-ahead log, so its file is not whole.
        """
        write_comments(self.connection)
        write_release(self.connection, self.version, stamp or Stamp())
        self.connection.execute("checkpoint")
        self.connection.close()
        return swap_in(self.path, self.home)


@contextmanager
def build(
    home: Home,
    version: str,
    documents: Sequence[Document],
    *,
    sightings: Sequence[Sighting] | None = None,
    memory_limit: str | None = None,
    around: Surroundings | None = None,
) -> Iterator[Build]:
    """Build a warehouse of the documents from their extracted parts; yield it, unpublished.

    Documents not extracted yet have a `dim_document` row and no report. Leaving the block without
    `publish` discards the build.

    Args:
        home: where parts are read and the warehouse is written.
        version: the extractor version whose parts count.
        documents: the active documents.
        sightings: every look at their places; the first sight of each where not given.
        memory_limit: what DuckDB may use, such as `4GB`; its own default where not given.
        around: what the installation knows of organs beside their reports.

    Raises:
        LoadError: a part is missing or damaged, another build is under way, or the disk or the
            memory is used up.
    """
    home.build.mkdir(parents=True, exist_ok=True)
    with exclusive(home.build / LOCK):
        sweep_builds(home.build)
        parts = part_files(home, version)
        folder = Path(tempfile.mkdtemp(prefix="build-", dir=home.build))
        path = folder / home.database.name
        try:
            with closing(_open(path, memory_limit)) as connection:
                _fill(connection, parts, documents, sightings, around or Surroundings())
                yield Build(home, path, connection, version)
        except duckdb.Error as error:
            raise (find_damaged(parts) or _used_up(home, error) or error) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def run_files(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Run every statement file of `sql/<folder>`, in name order."""
    for path in sorted((SQL / folder).glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def _open(path: Path, memory_limit: str | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(path.with_name("spill")),
        # columns of small figures fill half a block of the default size, and waste the other half
        "default_block_size": str(128 * 1024),
    }
    if memory_limit:
        config["memory_limit"] = memory_limit
    connection = duckdb.connect(path, config=config)
    connection.execute("set enable_progress_bar = false")
    connection.execute("set timezone = 'UTC'")
    return connection


def _fill(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Path],
    documents: Sequence[Document],
    sightings: Sequence[Sighting] | None,
    around: Surroundings,
) -> None:
    register_documents(connection, documents)
    looks = first_sights(documents) if sightings is None else sightings
    register_sightings(connection, looks)
    register_parts(connection, parts)
    for name, table in registry_tables().items():
        connection.register(name, table)
    register_organs(connection, around)
    for step in _STEPS:
        run_files(connection, step)


def _used_up(home: Home, error: duckdb.Error) -> LoadError | None:
    """Return what to do where the machine ended the build; None for a mistake of ours."""
    if not isinstance(error, _MACHINE):
        return None
    return LoadError(
        f"the build in {home.build} could not be written ({error}): free disk or memory and run "
        "again; what is published is untouched"
    )
