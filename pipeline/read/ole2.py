"""The directory of OLE2 files, in which the old office suites keep their streams.

Names alone tell a document from a workbook: a report in which a worksheet is embedded has the
streams of both, but only its own at the top. What must not go here: what any stream holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

OLE2_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A report has a dozen streams; an embedded picture or sheet brings another dozen.
MAX_ENTRIES = 4_096

_LAST_SECTOR = 0xFFFFFFFA
_HEADER = 512
_IN_HEADER = 109  # sectors of the allocation table that the header itself lists
_ENTRY = 128
_STREAM = 2
_NO_ENTRY = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream at the top of the file: its beginning, and whether all of it is there."""

    head: bytes
    whole: bool
    start: int
    size: int


class _Compound:
    """The file as sectors, and the table that chains them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift = struct.unpack_from("<H", data, 30)[0]
        if self._shift not in (9, 12):
            raise ValueError("no sector size of OLE2")
        self._size = 1 << self._shift
        self.mini_below = struct.unpack_from("<I", data, 56)[0]
        self._table = list(self._table_sectors())

    def sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._data[start : start + self._size]

    def chain(self, number: int) -> Iterator[int]:
        """Follow a chain; it ends early where it runs in circles or out of the file."""
        for _ in range((len(self._data) >> self._shift) + 1):
            if number >= _LAST_SECTOR:
                return
            yield number
            number = self._next(number)
        raise ValueError("a chain of sectors in circles")

    def _next(self, number: int) -> int:
        which, at = divmod(number, self._size // 4)
        sector = self.sector(self._table[which]) if which < len(self._table) else b""
        found = struct.unpack_from("<I", sector, at * 4) if len(sector) >= at * 4 + 4 else None
        if found is None:
            raise ValueError("a chain of sectors out of the file")
        return int(found[0])

    def _table_sectors(self) -> Iterator[int]:
        listed = struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        yield from (number for number in listed if number < _LAST_SECTOR)
        further = struct.unpack_from("<I", self._data, 68)[0]
        for _ in range(len(self._data) >> self._shift):
            sector = self.sector(further) if further < _LAST_SECTOR else b""
            if len(sector) < self._size:
                return
            *listed_here, further = struct.unpack(f"<{self._size // 4}I", sector)
            yield from (number for number in listed_here if number < _LAST_SECTOR)

    def is_there(self, start: int, size: int) -> bool:
        """Say whether a stream's sectors are all in the file."""
        if size < self.mini_below:
            return True  # within another stream; too small to be what is read
        try:
            sectors = list(self.chain(start))
        except ValueError:
            return False
        within = all((number + 1) << self._shift < len(self._data) for number in sectors)
        return within and len(sectors) << self._shift >= size


def top_streams(data: bytes) -> dict[str, Stream] | None:
    """List the streams at the top of a file by name; None where its directory is lost."""
    try:
        compound = _Compound(data)
        first = struct.unpack_from("<I", data, 48)[0]
        directory = b"".join(compound.sector(number) for number in compound.chain(first))
        return dict(_streams(compound, directory[: MAX_ENTRIES * _ENTRY]))
    except (struct.error, ValueError):
        return None


def content(data: bytes, stream: Stream) -> bytes:
    """Return all of a stream.

    Raises:
        ValueError: if its sectors are lost, or it is too small to stand in sectors of its own.
    """
    compound = _Compound(data)
    if stream.size < compound.mini_below:
        raise ValueError(f"a stream of {stream.size} bytes")
    sectors = (compound.sector(number) for number in compound.chain(stream.start))
    return b"".join(sectors)[: stream.size]


def _streams(compound: _Compound, directory: bytes) -> Iterator[tuple[str, Stream]]:
    """Walk the tree of the root's own entries; those of its storages are embedded objects'."""
    stack = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while stack:
        number = stack.pop()
        entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
        if number == _NO_ENTRY or number in seen or len(entry) < _ENTRY:
            continue
        seen.add(number)
        length, kind = struct.unpack_from("<HB", entry, 64)
        stack.extend(struct.unpack_from("<II", entry, 68))
        if kind == _STREAM:
            start, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
            head = compound.sector(start) if size >= compound.mini_below else b""
            yield name, Stream(head, compound.is_there(start, size), start, size)
