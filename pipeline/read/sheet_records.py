"""Look into an old workbook before it is read: how large its sheets are, and what would be lost.

The reader of workbooks makes room for whatever a sheet declares, lays out every cell between the
first and the last, and takes an error for a blank. What must not go here: the meaning of cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.archives import ArchiveRefusedError
from pipeline.read.sheet_package import MAX_AREA, Package, Texts

MAX_SHEETS = 100
MAX_RECORDS = 2_000_000
MAX_ROWS, MAX_COLUMNS = 65_536, 256

_PASSWORD, _SHEET, _BEGINS, _ENDS, _SIZE = 0x2F, 0x85, 0x809, 0x0A, 0x200
# Records that begin with the row and column of a cell.
_CELLS = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})
_FORMULA, _ERROR = 0x06, 0x205
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_IS_UTF16 = 0x01
# A formula's result where it is no number: its kind, then its code, before these two bytes.
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2


@dataclass(slots=True)
class _Extent:
    rows: int = 0
    columns: int = 0
    records: int = 0
    lost: Texts = field(default_factory=dict)


def examine(data: bytes, stream: bytes) -> Package:
    """Return a workbook that is safe to read; `stream` is the one that holds its records.

    Raises:
        ArchiveRefusedError: if it is encrypted or too large.
    """
    seen: dict[int, _Extent] = {}
    lost: dict[str, Texts] = {}
    area = 0
    for offset, name in _sheets(stream):
        extent = seen.get(offset)
        if extent is None:
            extent = seen[offset] = _extent(stream, offset)
        area += extent.rows * extent.columns
        lost[name] = extent.lost
        records = sum(each.records for each in seen.values())
        if area > MAX_AREA or records > MAX_RECORDS or len(lost) > MAX_SHEETS:
            detail = f"sheets of {area} cells, {records} records"
            raise ArchiveRefusedError("read.too_large", detail)
    return Package(data, lost)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place on, to the one that ends their part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _ENDS:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """Yield where each sheet begins, and its name."""
    for number, (kind, content) in enumerate(_records(stream, 0)):
        if kind == _PASSWORD:
            raise ArchiveRefusedError("read.encrypted", "a workbook under a password")
        if kind == _SHEET and len(content) >= 8:
            offset, length, flags = struct.unpack_from("<I2xBB", content)
            wide = bool(flags & _IS_UTF16)
            written = content[8 : 8 + length * (2 if wide else 1)]
            yield offset, written.decode("utf-16-le" if wide else "latin-1", errors="replace")
        if number > MAX_RECORDS:
            raise ArchiveRefusedError("read.too_large", f"more than {MAX_RECORDS} records")


def _extent(stream: bytes, offset: int) -> _Extent:
    extent = _Extent()
    for kind, content in _records(stream, offset):
        extent.records += 1
        if kind == _SIZE and len(content) >= 12:
            _refuse_false_size(content)
        if kind in _CELLS and len(content) >= 6:
            row, column = struct.unpack_from("<HH", content)
            extent.rows = max(extent.rows, row + 1)
            extent.columns = max(extent.columns, column + 1)
            if (text := _error(kind, content)) is not None:
                extent.lost[row, column] = text
    return extent


def _refuse_false_size(content: bytes) -> None:
    """Refuse a declared size that no sheet can have: room would be made for it."""
    wide = len(content) >= 14
    top, bottom, left, right = struct.unpack_from("<IIHH" if wide else "<HHHH", content)
    if bottom > MAX_ROWS or right > MAX_COLUMNS or top > bottom or left > right:
        raise ArchiveRefusedError("read.too_large", f"a size of {bottom} rows, {right} columns")


def _error(kind: int, content: bytes) -> str | None:
    """Tell the error that a cell shows."""
    if kind == _ERROR and len(content) >= 8 and content[7]:
        return _ERRORS.get(content[6], "#")
    if kind == _FORMULA and content[12:14] == _NO_NUMBER and content[6] == _IS_ERROR:
        return _ERRORS.get(content[8], "#")
    return None
