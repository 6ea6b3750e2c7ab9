"""The journal of findings: events by generation, one Parquet file each, only ever added to.

It lies outside of the warehouse, for it cannot be rebuilt from the raw zone. Where it is lost,
findings count as new from the time their documents were fetched.

What must not go here: what an event means.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.load.errors import LoadError
from pipeline.paths import Home


def read_journal(home: Home, schema: pa.Schema) -> pa.Table:
    """Return all events, oldest generation first.

    Raises:
        LoadError: a file is damaged.
    """
    tables = [schema.empty_table()]
    for path in sorted(home.journal.glob("[!.]*.parquet")):
        try:
            tables.append(pq.read_table(path, schema=schema))
        except (pa.ArrowException, OSError) as error:
            raise LoadError(
                f"{path} cannot be read: restore it from a copy, or delete it; what it told of "
                f"findings is told anew then ({error})"
            ) from error
    return pa.concat_tables(tables)


def last_generation(journal: pa.Table) -> int:
    """Return the newest generation of the journal, 0 where it is empty."""
    numbers = journal.column("generation").to_pylist()
    return max(numbers, default=0)


def append_events(home: Home, events: pa.Table) -> Path | None:
    """Add the events as one file, whole or not at all; None where there are none."""
    if not len(events):
        return None
    generation = last_generation(events)
    home.journal.mkdir(parents=True, exist_ok=True)
    target = home.journal / f"{generation:08d}.parquet"
    descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=home.journal)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            pq.write_table(events, handle, compression="zstd")
            handle.flush()
            os.fsync(handle.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return target
