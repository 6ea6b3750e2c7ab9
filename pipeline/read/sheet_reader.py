"""Workbooks (XLSX, XLS, ET): every visible sheet in order, each number as its cell shows it.

What must not go here: where tables begin and end on a sheet (`sheet_blocks`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from math import isfinite

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipeline.read import sheet_records
from pipeline.read.archives import ZIP_DAMAGE, ArchiveRefusedError, member_names
from pipeline.read.container import Container, empty
from pipeline.read.sheet_blocks import Sheet, cell_place, sheet_blocks
from pipeline.read.sheet_package import MAX_AREA, Hidden, Package, Texts, examine
from pipeline.records import Block, Issue, Paragraph, Place, Reading, Refusal

_ENGINE = f"calamine-{'.'.join(version('python-calamine').split('.')[:2])}"
# Workbooks keep 15 digits of a number, and of integers those that a float holds.
DIGITS = 15
MAX_EXACT = 2**53
_UNNAMED = re.compile(r"Sheet\d*", re.IGNORECASE)
_PANIC = "PanicException"  # of the runtime below the library; Python does not count it an error


def read_xlsx(data: bytes) -> Reading | Refusal:
    """Read a workbook in a ZIP package, once it is known to be of bearable size."""
    try:
        return _read(examine(data), "xlsx")
    except ArchiveRefusedError as refused:
        return Refusal("unreadable", refused.code, str(refused), "xlsx")


def read_xls(data: bytes, stream: bytes) -> Reading | Refusal:
    """Read a workbook of the old suites; `stream` is the one that holds its records."""
    try:
        return _read(sheet_records.examine(data, stream), "xls")
    except ArchiveRefusedError as refused:
        return Refusal("unreadable", refused.code, str(refused), "xlsx")


def _read(package: Package, kind: str) -> Reading | Refusal:
    issues: list[Issue] = []
    try:
        sheets = list(_sheets(package, issues))
    except PasswordError as error:
        return Refusal("unreadable", "read.encrypted", str(error), "xlsx")
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return Refusal("unreadable", "read.damaged", f"{_ENGINE}: {error}", "xlsx")
    if not any(text for sheet in sheets for row in sheet.rows for text in row):
        return empty("xlsx", "sheets without a filled cell")
    if package.unworked:
        issues.append(Issue("read.formula_without_value", f"{package.unworked} formulas"))
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet))
    return Reading("xlsx", f"{kind}/{_ENGINE}", blocks, issues=tuple(issues))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the name on a sheet's tab, where somebody wrote one, and what is on the sheet."""
    blocks = list(sheet_blocks(sheet))
    if blocks and not _UNNAMED.fullmatch(sheet.name):
        yield Paragraph(sheet.name, Place(path=f"{sheet.name}!"))
    yield from blocks


def _sheets(package: Package, issues: list[Issue]) -> Iterator[Sheet]:
    """Read the sheets that are shown; formulas' sheets, charts and hidden ones are not."""
    with CalamineWorkbook.from_filelike(io.BytesIO(package.data)) as book:
        for index, entry in enumerate(book.sheets_metadata):
            if entry.typ != SheetTypeEnum.WorkSheet or entry.visible != SheetVisibleEnum.Visible:
                continue
            if index >= sheet_records.MAX_SHEETS:
                raise ArchiveRefusedError("read.too_large", f"more than {index} sheets")
            sheet = book.get_sheet_by_index(index)
            lost = package.lost.get(entry.name, {})
            found = _sheet(entry.name, sheet, lost, issues)
            _hide(found.rows, package.hidden.get(entry.name, Hidden()))
            yield found


def _sheet(name: str, sheet: CalamineSheet, lost: Texts, issues: list[Issue]) -> Sheet:
    height, width = sheet.end or (0, 0)
    if (height + 1) * (width + 1) > MAX_AREA:
        raise ArchiveRefusedError("read.too_large", f"{height + 1} rows, {width + 1} columns")
    values = sheet.to_python(skip_empty_area=False)
    rows = [[shown(value) for value in row] for row in values]
    issues.extend(
        Issue("read.number_inexact", rows[y][x], cell_place(name, y, x))
        for y, row in enumerate(values)
        for x, value in enumerate(row)
        if isinstance(value, float) and abs(value) > MAX_EXACT
    )
    _restore(rows, lost)
    return Sheet(name, rows, sheet.merged_cell_ranges or ())


def _restore(rows: list[list[str]], lost: Texts) -> None:
    """Put back the texts of cells that the library takes for blank."""
    for (y, x), text in lost.items():
        rows.extend([] for _ in range(y + 1 - len(rows)))
        rows[y].extend("" for _ in range(x + 1 - len(rows[y])))
        rows[y][x] = rows[y][x] or text


def _hide(rows: Sequence[list[str]], hidden: Hidden) -> None:
    """Leave blank what stands in rows and columns that the sheet does not show."""
    for y in hidden.rows:
        if y < len(rows):
            rows[y][:] = [""] * len(rows[y])
    for row in rows if hidden.columns else ():
        row[:] = ["" if x in hidden.columns else text for x, text in enumerate(row)]


def shown(value: object) -> str:
    """Write a value as its cell shows it; dates as ISO writes them."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.splitlines() if line.strip())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(float(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    """Write a number without the noise of binary fractions; one that is not exact as powers."""
    if value.is_integer() and abs(value) <= MAX_EXACT:
        return str(int(value))
    if abs(value) > MAX_EXACT or not isfinite(value):
        return repr(value)
    return f"{Decimal(f'{value:.{DIGITS}g}'):f}"


def _is_xlsx(data: bytes) -> bool:
    return "xl/workbook.xml" in (member_names(data) or ())


CONTAINER = Container(
    "xlsx",
    _is_xlsx,
    read_xlsx,
    damage=(CalamineError, etree.LxmlError, *ZIP_DAMAGE),
    format="xlsx",
)
