"""Files that are whole or absent, whatever happens to the process that writes them.

What must not go here: what is in them, and where they belong.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex

READ_ONLY = 0o444


def write_whole(target: Path, data: bytes) -> None:
    """Write the file so that it is either whole or absent, whatever happens to the process."""
    write_all_whole({target: data})
    sync_folders([target.parent])


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """Write files, each of which is either whole or absent, whatever happens to the process.

    Their bytes are safe from a loss of power when this returns, their names after `sync_folders`.
    The system is told of all of them before any is waited for: a disk takes many at the price of
    a few.
    """
    written: list[tuple[int, Path, Path]] = []
    try:
        for target, data in files.items():
            written.append(_begun(target, data))
        for descriptor, _, _ in written:
            _start_writing(descriptor)
        for descriptor, temporary, target in written:
            os.fsync(descriptor)
            temporary.replace(target)
    except BaseException:
        for _, temporary, _ in written:
            temporary.unlink(missing_ok=True)
        raise
    finally:
        for descriptor, _, _ in written:
            os.close(descriptor)


def _begun(target: Path, data: bytes) -> tuple[int, Path, Path]:
    """Return an open file with the data in it, its name, and the name it is to have."""
    temporary = target.with_name(f".writing-{token_hex(8)}")
    descriptor = _opened(temporary)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    except BaseException:
        os.close(descriptor)
        temporary.unlink(missing_ok=True)
        raise
    return descriptor, temporary, target


def _opened(path: Path) -> int:
    """Open a new file, read-only for all who open it later; its folder is made if need be."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(path, flags, READ_ONLY)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, READ_ONLY)


def _start_writing(descriptor: int) -> None:
    """Have the system begin to write a file out, where it can be asked to."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names of the files in these folders safe."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
