"""The published file and the one before it: swapped in, swapped back, opened for reading.

Every change of the published path is one rename, so a reader in another process finds the old file
or the new one and never a part of either. What must not go here: what a warehouse holds.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipeline.load.errors import LoadError
from pipeline.load.lock import exclusive
from pipeline.load.release import Release, read_release
from pipeline.paths import Home

LOCK = "lock"
_ASIDE = "aside"  # a second name of the published file while two files change places


def swap_in(made: Path, home: Home) -> Path:
    """Put a closed database in the place of the published one, and keep that one.

    The caller holds the lock of the build folder.

    Raises:
        LoadError: a write-ahead log lies beside the file, so it is not whole.
    """
    log = _log(made)
    if log.exists():
        raise LoadError(f"{log} was not folded into the database: run the build again")
    sync(made)
    if home.database.exists():
        _second_name(home.database, home.build / _ASIDE).replace(home.previous)
    _log(home.database).unlink(missing_ok=True)
    made.replace(home.database)
    sync(home.warehouse)
    return home.database


def roll_back(home: Home) -> Release:
    """Publish the previous generation again, and keep the present one as the previous.

    Raises:
        LoadError: there is none, it cannot be read, or a build is under way.
    """
    if not home.previous.exists() or _same(home.previous, home.database):
        raise LoadError(
            f"{home.previous} is no earlier generation: there is nothing to go back to",
            code="no_previous",
            path=home.previous,
        )
    with exclusive(home.build / LOCK):
        with open_published(home.previous) as connection:
            release = read_release(connection, home.previous)
        aside = home.build / _ASIDE
        if home.database.exists():
            _second_name(home.database, aside)
        _log(home.database).unlink(missing_ok=True)
        home.previous.replace(home.database)
        if aside.exists():
            aside.replace(home.previous)
        sync(home.warehouse)
    return release


def sweep_builds(folder: Path) -> None:
    """Remove what killed builds left; the caller holds the lock, so nobody else is building."""
    (folder / _ASIDE).unlink(missing_ok=True)
    for leftover in folder.glob("build-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a published file for reading.

    Raises:
        LoadError: it cannot be opened, or has another schema than this version reads.
    """
    try:
        connection = duckdb.connect(path, read_only=True)
    except duckdb.Error as error:
        raise LoadError(f"{path} cannot be opened: {error}") from error
    try:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set timezone = 'UTC'")
        read_release(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


class Reader:
    """A long-lived reader that always reads the file published last.

    DuckDB goes on reading a file that was replaced for as long as it is open, so the file is
    opened anew when another one stands in its place.
    """

    def __init__(
        self,
        path: Path,
        connect: Callable[[Path], duckdb.DuckDBPyConnection] = open_published,
    ) -> None:
        """Remember the path; nothing is opened yet."""
        self._path = path
        self._connect = connect
        self._opened: tuple[int, int, int] | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to what is published now; good until the next call.

        Raises:
            LoadError: there is no file, or it cannot be read.
        """
        if self._connection is not None and self._opened == self._identity():
            return self._connection
        self.close()
        self._opened = self._identity()
        self._connection = self._connect(self._path)
        return self._connection

    def close(self) -> None:
        """Close the file, where one is open."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _identity(self) -> tuple[int, int, int]:
        try:
            stat = self._path.stat()
        except FileNotFoundError as error:
            raise LoadError(f"there is no warehouse at {self._path}: run `gouji run`") from error
        return stat.st_dev, stat.st_ino, stat.st_mtime_ns


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _second_name(path: Path, name: Path) -> Path:
    """Give the file a second name; copy it where the file system has no hard links."""
    name.unlink(missing_ok=True)
    try:
        name.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, name)
        sync(name)
    return name
