"""The raw zone: bytes under their sha256, and an append-only manifest of where they were seen.

Objects and manifest parts are written under a temporary name, synced and renamed, so a run killed
at any instant leaves whole files and temporary ones, which nobody reads. The object of a row is
always there before the row. What must not go here: any reading of what the bytes say.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.crawl.objects import object_path, store_object
from pipeline.crawl.whole_files import write_whole
from pipeline.paths import Home
from pipeline.records import Document

MAX_BYTES = 256 * 1024 * 1024
SAMPLE = "sample"
SAVED = "saved"  # who brought a page that was saved in a browser
DOCUMENT_KINDS = (None, "report", "page", "attachment", "image")  # local files have no kind
_IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
MANIFEST = pa.schema(
    [
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("fetched_at", pa.timestamp("us", tz="UTC")),
        ("source_id", pa.string()),
        ("file_name", pa.string()),
        ("url", pa.string()),
        ("state", pa.string()),
    ]
)
_READ = pa.schema([*MANIFEST, ("kind", pa.string())])  # what fetches add is NULL in other rows
DOCUMENT_STATES = ("stored", "fetched", "duplicate_of")


class ArchiveError(RuntimeError):
    """The raw zone is damaged; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that was not archived, and why: `missing`, `unreadable` or `too_large`."""

    path: Path
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What one call archived, in the order of its paths, and what it could not.

    `added` counts the manifest rows that are new.
    """

    documents: tuple[Document, ...]
    refused: tuple[Refused, ...]
    added: int


def archive_files(
    paths: Iterable[Path], home: Home, *, now: datetime, source_id: str = "local"
) -> Intake:
    """Copy files and folders into the raw zone and record each that was not seen before.

    The file name recorded is the path below the folder that was given. Hidden files, office lock
    files and the like are left out. A file already known under its name and sha256 adds no row.

    Args:
        paths: files and folders; folders are searched recursively, in sorted order.
        home: where the raw zone is.
        now: the time to record, with its time zone.
        source_id: who brought the files.
    """
    documents: list[Document] = []
    refused: list[Refused] = []
    for path, name in _listed(paths):
        outcome = _take_in(path, home)
        if isinstance(outcome, Refused):
            refused.append(outcome)
            continue
        sha256, size = outcome
        documents.append(Document(sha256, size, now.astimezone(UTC), source_id, file_name=name))
    added = append_manifest(home, documents)
    return Intake(tuple(documents), tuple(refused), added)


def archive_saved(path: Path, url: str, home: Home, *, now: datetime) -> Intake:
    """Copy one file into the raw zone and record it as what stood at the address."""
    outcome = _take_in(path, home)
    if isinstance(outcome, Refused):
        return Intake((), (outcome,), 0)
    found = Document(*outcome, now.astimezone(UTC), SAVED, file_name=path.name, url=url)
    return Intake((found,), (), append_manifest(home, [found]))


def append_manifest(home: Home, documents: Iterable[Document]) -> int:
    """Add one row for every document not yet recorded under its source, name, address and sha256.

    Returns the number of rows added, all in one new part; none where nothing is new.
    """
    known = {_identity(document) for document in _rows(home)}
    fresh = {_identity(d): d for d in reversed(list(documents)) if _identity(d) not in known}
    rows = list(reversed(fresh.values()))
    if not rows:
        return 0
    columns = {
        "sha256": [d.sha256 for d in rows],
        "bytes": [d.bytes for d in rows],
        "fetched_at": [d.fetched_at for d in rows],
        "source_id": [d.source_id for d in rows],
        "file_name": [d.file_name for d in rows],
        "url": [d.url for d in rows],
        "state": ["stored"] * len(rows),
    }
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=MANIFEST), sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    digest = hashlib.sha256(data).hexdigest()[:16]
    write_whole(
        home.manifest / f"{rows[0].fetched_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest}.parquet",
        data,
    )
    return len(rows)


def read_object(home: Home, sha256: str) -> bytes:
    """Return the archived bytes.

    Raises:
        ArchiveError: the object is missing, or its bytes are no longer those archived.
    """
    path = object_path(home, sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is missing: archive or fetch the document again") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError(f"{path} has changed on disk: delete it and archive the document again")
    return data


def read_manifest(home: Home) -> list[Document]:
    """Return one document for every sha256, as it was first seen, in that order."""
    return _first_seen(_rows(home))


def active_documents(home: Home) -> list[Document]:
    """Return the documents the warehouse shows: samples only while there is nothing else."""
    rows = _rows(home)
    own = [document for document in rows if document.source_id != SAMPLE]
    return _first_seen(own or rows)


def _listed(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not _is_ignored(name))
            for name in sorted(files):
                if not _is_ignored(name):
                    found = Path(folder, name)
                    yield found, found.relative_to(path).as_posix()


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED


def _take_in(path: Path, home: Home) -> tuple[str, int] | Refused:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Refused(path, "too_large", f"{size} bytes, at most {MAX_BYTES}")
        data = path.read_bytes()
    except FileNotFoundError:
        return Refused(path, "missing", "no such file")
    except OSError as error:
        return Refused(path, "unreadable", error.strerror or str(error))
    return store_object(home, data), len(data)


def _identity(document: Document) -> tuple[str, str | None, str | None, str]:
    return document.source_id, document.file_name, document.url, document.sha256


def _rows(home: Home) -> list[Document]:
    """Return every manifest row that has bytes, oldest first."""
    rows = [_document(row) for row in manifest_rows(home) if is_document(row)]
    return sorted(rows, key=lambda document: document.fetched_at)


def manifest_rows(home: Home) -> Iterator[dict[str, Any]]:
    """Yield what all rows of the manifest have in common, part by part.

    Raises:
        ArchiveError: a part cannot be read.
    """
    for part in sorted(home.manifest.glob("[!.]*.parquet")):
        try:
            table = pq.read_table(part, columns=[*MANIFEST.names, "kind"], schema=_READ)
        except (pa.ArrowException, OSError) as error:
            raise ArchiveError(
                f"{part} cannot be read: delete it and archive its documents again ({error})"
            ) from error
        yield from table.to_pylist()


def is_document(row: Mapping[str, object]) -> bool:
    """Whether a row of the manifest tells of bytes that may be a report."""
    return bool(row["sha256"]) and row["kind"] in DOCUMENT_KINDS and row["state"] in DOCUMENT_STATES


def _document(row: dict[str, object]) -> Document:
    fields = {name: value for name, value in row.items() if name not in ("state", "kind")}
    return Document(**fields)  # type: ignore[arg-type]  # columns of our own schema


def _first_seen(rows: Iterable[Document]) -> list[Document]:
    first: dict[str, Document] = {}
    for document in rows:
        first.setdefault(document.sha256, document)
    return list(first.values())
