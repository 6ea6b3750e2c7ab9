"""Files that are whole or absent, whatever happens to the process that writes them.

What must not go here: what is in them, and where they belong.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(target: Path, data: bytes, *, sync_folder: bool = True) -> None:
    """Write the file so that it is either whole or absent, whatever happens to the process.

    Without `sync_folder` its name is safe from a loss of power only after `sync_folders`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.chmod(0o444)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if sync_folder:
        sync_folders([target.parent])


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names of the files in these folders safe."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
