"""Extraction records as rows of the Parquet tables: one tuple a row, in the order of its schema.

What must not go here: files. What is printed is never altered; a figure too long for the column
is left out, with its raw text kept and an issue that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pyarrow as pa

from pipeline.load.schemas import FIGURE, OUTLINE, PERIOD, PLAIN, TABLES, WIDE
from pipeline.records import Claim, Extraction, Issue, Place, StatCell

Row = tuple[object, ...]

_SCALE = Decimal(1).scaleb(-FIGURE.scale)
_LIMIT = Decimal(1).scaleb(FIGURE.precision - FIGURE.scale)
_STATUS = 3  # its place in the row of a cell
TOO_LONG = "load.figure_too_long"


def tables_of(extractions: Iterable[Extraction]) -> dict[str, pa.Table]:
    """Return one Arrow table for every file of a part."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for extraction in extractions:
        for name, row in _rows(extraction):
            rows[name].append(row)
    return {name: _table(schema, rows[name]) for name, schema in TABLES.items()}


def _table(schema: pa.Schema, rows: list[Row]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _rows(extraction: Extraction) -> Iterator[tuple[str, Row]]:
    report, sha256 = extraction.report, extraction.sha256
    issues = list(report.issues)
    filled = 0
    lines: dict[tuple[str, str], dict[str, Decimal | None]] = {}
    for cell in report.cells:
        value = _figure(cell.value)
        if value is None and cell.value is not None:
            issues.append(_too_long(_scope(cell), cell.raw_text, cell.place))
        filled += value is not None
        yield from _of_cell(sha256, cell, value)
        lines.setdefault((cell.table_code, cell.line_code), {})[cell.column_code] = value
    yield from _wide(sha256, lines)
    for label in report.labels:
        texts = (label.table_code, label.line_code, label.printed, label.match)
        yield "labels", (sha256, *texts, *_place(label.place))
    for claim in report.claims:
        value = _figure(claim.value)
        if value is None and claim.value is not None:
            issues.append(_too_long(claim.claim_code, claim.sentence, claim.place))
        yield "claims", (sha256, *_claim(claim, value), *_place(claim.place))
    for old in report.legacy:
        value = _figure(old.value)
        if value is None and old.value is not None:
            issues.append(_too_long(old.label, old.raw_text, old.place))
        yield "legacy", (sha256, old.label, old.unit, value, old.raw_text, *_place(old.place))
    for issue in issues:
        yield "issues", (sha256, issue.code, issue.detail, *_place(issue.place))
    yield "reports", _report(extraction, filled)


def _of_cell(sha256: str, cell: StatCell, value: Decimal | None) -> Iterator[tuple[str, Row]]:
    """Yield a cell with its evidence, and again what the warehouse holds of it."""
    row = _cell(cell, value)
    yield "cells", (sha256, *row, *_place(cell.place))
    if cell.table_code == "t2":
        yield "disclosures", (sha256, cell.line_code, cell.column_code, value, cell.unit)
    if row[_STATUS] not in PLAIN:
        yield "exceptions", (sha256, *row[: _STATUS + 1], cell.raw_text)


def _wide(
    sha256: str, lines: Mapping[tuple[str, str], Mapping[str, Decimal | None]]
) -> Iterator[tuple[str, Row]]:
    """Yield the lines of the tables that are kept side by side as well."""
    for (table_code, line_code), figures in lines.items():
        if name := WIDE.get(table_code):
            columns = TABLES[name].names[2:]
            yield name, (sha256, line_code, *(figures.get(column) for column in columns))


def _report(extraction: Extraction, filled: int) -> Row:
    report = extraction.report
    return (
        extraction.sha256,
        extraction.format,
        extraction.method,
        report.state,
        report.title,
        report.organ_name,
        report.report_year,
        report.published_on,
        report.scope,
        report.layout_t2,
        report.layout_t3,
        filled,
        len(report.cells),
        extraction.text_sha256,
        extraction.figures_sha256,
        report.publisher,
        report.site_name,
        report.index_number,
        report.prose.characters if report.prose else None,
        report.prose.marks if report.prose else None,
        *_outline(report.claims),
    )


def _outline(claims: Iterable[Claim]) -> Row:
    """Return what a report is made of and the period it states: the last columns of `REPORTS`."""
    said = {claim.claim_code: claim for claim in claims}
    parts = (None if code not in said else int(bool(said[code].value)) for code in OUTLINE)
    period = [said[code] for code in PERIOD if code in said]
    days = (None if claim.value is None else int(claim.value) for claim in period)
    return (*parts, *days, period[0].sentence) if period else (*parts, None, None, None)


def _cell(cell: StatCell, value: Decimal | None) -> Row:
    fits = value is not None or cell.value is None
    return (
        cell.table_code,
        cell.line_code,
        cell.column_code,
        cell.status if fits else "bad_number",
        value,
        cell.unit,
        cell.raw_text,
        cell.row_label,
        cell.column_label,
        cell.certainty,
    )


def _claim(claim: Claim, value: Decimal | None) -> Row:
    return (
        claim.claim_code,
        value,
        claim.sentence,
        claim.unit,
        claim.scope,
        claim.is_stated,
        _figure(claim.tolerance),
        claim.list_no,
    )


def _place(place: Place) -> Row:
    return (place.page, *(place.box or (None,) * 4), place.path)


def _figure(value: Decimal | None) -> Decimal | None:
    """Return the figure if the column holds it digit for digit, else None."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    return value if value == value.quantize(_SCALE) else None


def _too_long(what: str, raw_text: str | None, place: Place) -> Issue:
    return Issue(TOO_LONG, f"{what}: {raw_text or ''}", place)


def _scope(cell: StatCell) -> str:
    return f"{cell.table_code}.{cell.line_code}.{cell.column_code}"
