"""Parquet parts of extracted records: `extract/<version>/part-<id>/<table>.parquet`.

A part is written whole or not at all, and named for the documents in it: writing it again changes
nothing. What must not go here: the shape of the rows (`flatten`, `schemas`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.load.errors import LoadError
from pipeline.load.flatten import tables_of
from pipeline.load.schemas import TABLES
from pipeline.paths import Home
from pipeline.records import Extraction

_WRITING = ".writing-"
_DAMAGED = ".damaged-"


def write_part(extractions: Sequence[Extraction], home: Home, version: str) -> Path:
    """Write the records as one part and return its folder; a part already there is left as it is.

    Raises:
        ValueError: there is no record, or two of one document.
    """
    hashes = sorted(extraction.sha256 for extraction in extractions)
    if not hashes or len(set(hashes)) != len(hashes):
        raise ValueError("a part needs at least one record and at most one a document")
    part_id = hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:16]
    folder = home.extract / version
    target = folder / f"part-{part_id}"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=_WRITING, dir=folder))
    try:
        for name, table in tables_of(sorted(extractions, key=_size)).items():
            with (temporary / f"{name}.parquet").open("wb") as handle:
                # decimals as integers: smaller, and read several times as fast
                pq.write_table(table, handle, compression="zstd", store_decimal_as_integer=True)
                handle.flush()
                os.fsync(handle.fileno())
        temporary.chmod(0o755)
        _sync_folder(temporary)
        _move_in(temporary, target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync_folder(folder)
    return target


def _size(extraction: Extraction) -> tuple[int, str]:
    """Return how many bits the largest figure of a report takes.

    In that order the few large reports do not cost the many small ones their room: figures that
    stand together are packed in as many bits as the largest of them needs.
    """
    largest = max((abs(c.value) for c in extraction.report.cells if c.value), default=0)
    return int(largest).bit_length(), extraction.sha256


def part_files(home: Home, version: str) -> list[Path]:
    """Return the folders of all whole parts, in name order.

    Raises:
        LoadError: a file of a part is missing.
    """
    parts = sorted((home.extract / version).glob("part-*"))
    for part in parts:
        for name in TABLES:
            if not (part / f"{name}.parquet").is_file():
                raise damaged(part, f"{name}.parquet is missing")
    return parts


def part_hashes(part: Path) -> list[str]:
    """Return the sha256 of every document in the part.

    Raises:
        LoadError: the part cannot be read.
    """
    try:
        column = pq.read_table(part / "reports.parquet", columns=["sha256"])["sha256"]
    except (pa.ArrowException, OSError) as error:
        raise damaged(part, f"reports.parquet: {error}") from error
    return [str(value) for value in column.to_pylist()]


def extracted_hashes(home: Home, version: str) -> set[str]:
    """Return the sha256 of every document that this version of the extractor has done."""
    return {sha256 for part in part_files(home, version) for sha256 in part_hashes(part)}


def sweep_leftovers(home: Home) -> None:
    """Remove half-written and damaged parts; call at the start of a run, before any writer."""
    for prefix in (_WRITING, _DAMAGED):
        for leftover in home.extract.glob(f"*/{prefix}*"):
            shutil.rmtree(leftover, ignore_errors=True)


def sweep_old_versions(home: Home, version: str) -> None:
    """Remove the parts of every other version of the extractor."""
    for folder in home.extract.glob("*"):
        if folder.name != version:
            shutil.rmtree(folder)


def damaged(part: Path, detail: str) -> LoadError:
    """Set a part aside that cannot be used, and return the error that says so.

    Under its new name no run takes it for a part, so the next one extracts its documents anew.
    """
    aside = part.with_name(_DAMAGED + part.name)
    shutil.rmtree(aside, ignore_errors=True)
    part.rename(aside)
    return LoadError(
        f"{part} is damaged ({detail}) and was set aside: run again, "
        "its documents are then extracted anew from the raw zone"
    )


def find_damaged(parts: Sequence[Path]) -> LoadError | None:
    """Read every file of the parts and return the error for the first that cannot be read."""
    for part in parts:
        for name in TABLES:
            try:
                pq.read_table(part / f"{name}.parquet")
            except (pa.ArrowException, OSError) as error:
                return damaged(part, f"{name}.parquet: {error}")
    return None


def _move_in(temporary: Path, target: Path) -> None:
    """Rename into place; another process that wrote the same part first has done the work."""
    try:
        temporary.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        shutil.rmtree(temporary)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
