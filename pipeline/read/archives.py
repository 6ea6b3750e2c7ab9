"""Open ZIP archives that may be damaged, encrypted or made to explode.

What must not go here: what any member of an archive means.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

# A report's text is below one megabyte; the limits only have to stop archives made to do harm.
MAX_MEMBER_BYTES = 64 * 2**20
MAX_RATIO = 400
RATIO_APPLIES_FROM = 4 * 2**20

ZIP_MARK = b"PK\x03\x04"
# What zipfile raises on damaged archives, beyond its own BadZipFile.
ZIP_DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)


class ArchiveRefusedError(Exception):
    """A member that must not be read: `code` says why."""

    def __init__(self, code: str, detail: str) -> None:
        """Keep the code apart from the detail."""
        super().__init__(detail)
        self.code = code


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive from memory; it only reads the list of members."""
    return zipfile.ZipFile(io.BytesIO(data))


def member_names(data: bytes) -> frozenset[str] | None:
    """List the members; an empty set for a damaged archive, None for what is no archive."""
    if not data.startswith(ZIP_MARK):
        return None
    try:
        with open_archive(data) as archive:
            return frozenset(archive.namelist())
    except ZIP_DAMAGE:
        return frozenset()


def read_member(
    archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, *, max_ratio: int = MAX_RATIO
) -> bytes:
    """Read a member within bounds; its declared size is not believed.

    Raises:
        ArchiveRefusedError: if it is encrypted, or grows beyond what a document can be.
    """
    info = archive.getinfo(member) if isinstance(member, str) else member
    name = info.filename
    if info.flag_bits & 0x1:
        raise ArchiveRefusedError("read.encrypted", f"{name} is encrypted")
    with archive.open(info) as stream:
        content = stream.read(MAX_MEMBER_BYTES + 1)
    if len(content) > MAX_MEMBER_BYTES:
        raise ArchiveRefusedError("read.too_large", f"{name} exceeds {MAX_MEMBER_BYTES} bytes")
    ratio = len(content) / max(info.compress_size, 1)
    if len(content) > RATIO_APPLIES_FROM and ratio > max_ratio:
        raise ArchiveRefusedError("read.too_large", f"{name} is compressed {ratio:.0f} times")
    return content
