"""Look into an XLSX package before it is read: how large it really is, and what would be lost.

The reader of workbooks lays out every cell between the first and the last, wherever they are, and
takes an error and a formula that was never worked out for blanks.
What must not go here: the meaning of cells.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.archives import ArchiveRefusedError, open_archive, read_member
from pipeline.read.container import MAX_PIECES
from pipeline.read.sheet_runs import set_apart

MAX_BYTES = 128 * 2**20  # of all parts together
MAX_AREA = 1_000_000  # cells between the first and the last that are filled, on all sheets
MAX_MARKS = 2_000_000  # elements of a sheet: whole rows of it may be written for their borders

MOST_COLUMNS = 16_384  # of a sheet

_ON = frozenset(("1", "true"))
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BOOK = "xl/workbook.xml"
_BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"

Position = tuple[int, int]
Texts = dict[Position, str]


@dataclass(slots=True)
class Hidden:
    """The rows and columns of a sheet that it does not show, counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is safe to read, and by sheet the texts that its reader would lose."""

    data: bytes
    lost: dict[str, Texts] = field(default_factory=dict)
    unworked: int = 0  # formulas without a value
    hidden: dict[str, Hidden] = field(default_factory=dict)


@dataclass(slots=True)
class _Extent:
    """What of a sheet was seen so far."""

    filled: int = 0
    rows: int = 0
    columns: int = 0
    lost: Texts = field(default_factory=dict)
    unworked: int = 0
    hidden: Hidden = field(default_factory=Hidden)

    def refuse_vast(self) -> None:
        if self.filled > MAX_PIECES or self.rows * self.columns > MAX_AREA:
            detail = f"{self.filled} cells within {self.rows} rows and {self.columns} columns"
            raise ArchiveRefusedError("read.too_large", detail)


def examine(data: bytes) -> Package:
    """Return a package of the parts that matter, written anew as they were seen here.

    Raises:
        ArchiveRefusedError: if it is encrypted or too large.
    """
    with open_archive(data) as archive:
        parts = _parts(archive)
    parts = {name: set_apart(xml) for name, xml in parts.items()}
    extents = {name: _extent(xml) for name, xml in parts.items() if "/worksheets/" in name}
    area = sum(extent.rows * extent.columns for extent in extents.values())
    if area > MAX_AREA:
        raise ArchiveRefusedError("read.too_large", f"sheets of {area} cells")
    names = _sheet_names(parts)
    lost = {names[part]: extent.lost for part, extent in extents.items() if part in names}
    unworked = sum(extent.unworked for extent in extents.values())
    hidden = {names[part]: extent.hidden for part, extent in extents.items() if part in names}
    return Package(_packed(parts), lost, unworked, hidden)


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Read the parts that are XML: pictures and macros are left behind."""
    parts: dict[str, bytes] = {}
    total = 0
    for name in dict.fromkeys(archive.namelist()):
        if not name.lower().endswith((".xml", ".rels")) or "/drawings/" in name:
            continue
        parts[name] = read_member(archive, name)
        total += len(parts[name])
        if total > MAX_BYTES:
            raise ArchiveRefusedError("read.too_large", f"more than {MAX_BYTES} bytes of XML")
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _extent(xml: bytes) -> _Extent:
    """Go through a sheet once; raises what lxml raises on broken XML."""
    if (marks := xml.count(b"<")) > MAX_MARKS:
        raise ArchiveRefusedError("read.too_large", f"a sheet of {marks} elements")
    extent = _Extent()
    row, reference, further = 0, "", 0
    for _, cell in etree.iterparse(
        io.BytesIO(xml), tag=("{*}c", "{*}row", "{*}col"), resolve_entities=False, no_network=True
    ):
        name = str(cell.tag).rpartition("}")[2]
        if name == "row":
            if cell.get("hidden") in _ON:
                extent.hidden.rows.add(_number(cell.get("r"), row + 1) - 1)
            row, reference, further = row + 1, "", 0
        elif name == "col":
            if cell.get("hidden") in _ON:
                first, last = _number(cell.get("min"), 1), _number(cell.get("max"), 1)
                extent.hidden.columns.update(range(first - 1, min(last, MOST_COLUMNS)))
        else:
            if own := cell.get("r"):
                reference, further = own, 0
            if len(cell):
                _note(extent, cell, _position(reference, row, further))
            further += 1
        cell.clear()
    return extent


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _position(reference: str, row: int, further: int) -> Position:
    """Read the last reference that was given; cells without one follow it."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return row, further
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1 + further


def _note(extent: _Extent, cell: etree._Element, place: Position) -> None:
    """Count a filled cell, and keep what the reader would make a blank of."""
    extent.filled += 1
    extent.rows, extent.columns = max(extent.rows, place[0] + 1), max(extent.columns, place[1] + 1)
    children = {str(child.tag).rpartition("}")[2]: child for child in cell}
    extent.refuse_vast()
    value = children["v"].text if "v" in children else None
    if cell.get("t") == "e":
        extent.lost[place] = value or "#"
    elif "f" in children and value is None and cell.get("t") != "str":
        extent.lost[place] = f"={children['f'].text or ''}"
        extent.unworked += 1


def _sheet_names(parts: dict[str, bytes]) -> dict[str, str]:
    """Name the parts that are sheets."""
    if _BOOK not in parts or _BOOK_RELATIONS not in parts:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(parts[_BOOK_RELATIONS], parser)
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    names: dict[str, str] = {}
    for sheet in etree.fromstring(parts[_BOOK], parser).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        names[part] = sheet.get("name") or ""
    return names
