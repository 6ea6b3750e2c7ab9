"""One build at a time: a lock that the system lets go when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.load.errors import LoadError


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file for the length of the block.

    Raises:
        LoadError: another process, or another block of this one, holds it.
    """
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LoadError(
                f"another build holds {path}: wait for it to end and run again",
                code="locked",
                path=path,
            ) from error
        yield
