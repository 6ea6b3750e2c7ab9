"""OLE2 files and old workbooks written byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
MINI = 4096  # smaller streams would have to go into another stream: they are padded instead
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole2(streams: Mapping[str, bytes], embedded: Mapping[str, bytes] | None = None) -> bytes:
    """Write an OLE2 file; `embedded` are streams of an object within it."""
    named = [*streams.items(), *(embedded or {}).items()]
    bodies = [content.ljust(MINI, b"\0") for _, content in named]
    lengths = [-(-len(body) // SECTOR) for body in bodies]
    entries = 2 + len(named)
    directory_length = -(-entries * 128 // SECTOR)
    table_length = 1
    while table_length * 128 < table_length + directory_length + sum(lengths):
        table_length += 1
    table = [TABLE] * table_length + _run(table_length, directory_length)
    starts = []
    for length in lengths:
        starts.append(len(table))
        table += _run(len(table), length)
    table += [FREE] * (table_length * 128 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, table_length, table_length, 0, MINI, END, 0, END, 0,
    )  # fmt: skip
    difat = [*range(table_length), *([FREE] * (109 - table_length))]
    out = header + struct.pack("<109I", *difat) + struct.pack(f"<{len(table)}I", *table)
    out += _directory(named, len(streams), starts, bodies).ljust(directory_length * SECTOR, b"\0")
    return out + b"".join(
        body.ljust(length * SECTOR, b"\0") for body, length in zip(bodies, lengths, strict=True)
    )


def _run(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), END]


def _directory(
    named: Sequence[tuple[str, bytes]], top: int, starts: list[int], bodies: list[bytes]
) -> bytes:
    """The root, a storage for what is embedded, then the streams, each right of the one before."""
    inner = len(named) > top
    out = _entry("Root Entry", 5, FREE, 1 if inner else (2 if named else FREE), END, 0)
    out += _entry("ObjectPool", 1, 2, top + 2 if inner else FREE, 0, 0)
    for index, (name, _) in enumerate(named):
        last = index in (top - 1, len(named) - 1)
        right = FREE if last else index + 3
        out += _entry(name, 2, right, FREE, starts[index], len(bodies[index]))
    return out


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xII4x", written, len(written), kind, 1, FREE, right, child, start, size
    )


Value = str | float
Merge = tuple[int, int, int, int]


def xls(
    sheets: Mapping[str, Mapping[tuple[int, int], Value]],
    merged: Sequence[Sequence[Merge]] = (),
    extra: bytes = b"",
) -> bytes:
    """Write a workbook of BIFF8: texts and numbers by row and column, merges by sheet.

    `extra` are records at the beginning.
    """
    merges = [*merged, *([()] * (len(sheets) - len(merged)))]
    bodies = [_sheet(cells, own) for cells, own in zip(sheets.values(), merges, strict=True)]
    names = [name.encode("utf-16-le") for name in sheets]
    at = 20 + 6 + len(extra) + sum(4 + 8 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(body)
    book = _bof(0x05) + extra + record(0x42, struct.pack("<H", 1200)) + bounds + record(0x0A)
    return ole2({"Workbook": book + b"".join(bodies)})


def _sheet(cells: Mapping[tuple[int, int], Value], merged: Sequence[Merge]) -> bytes:
    out = _bof(0x10)
    for (row, column), value in cells.items():
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            out += record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            out += record(0x203, place + struct.pack("<d", value))
    if merged:
        spans = b"".join(struct.pack("<4H", *span) for span in merged)
        out += record(0xE5, struct.pack("<H", len(merged)) + spans)
    return out + record(0x0A)


def _bof(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 6))


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
