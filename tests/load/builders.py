"""Extraction records made by hand from the registry's forms, for the tests of the load stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from pipeline.records import Document, Extraction, ReadState, Report, StatCell
from pipeline.registry.forms import table_form

VERSION = "test-1"
NOW = datetime(2024, 4, 1, 2, 0, tzinfo=UTC)

Figures = Mapping[tuple[str, str, str], int | None]


def sha(text: str) -> str:
    """Return a sha256 that stands for the document called `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def document(entry: Extraction, *, fetched_at: datetime = NOW) -> Document:
    """Return the manifest record of the document that was extracted."""
    return Document(entry.sha256, 100, fetched_at, "local", f"{entry.sha256[:4]}.html")


def cells(layout_t2: int, layout_t3: int, figures: Figures) -> tuple[StatCell, ...]:
    """Return one cell for every statutory cell: 0 unless a figure is given, blank where None."""
    forms = [table_form("t2", layout_t2), table_form("t3", layout_t3), table_form("t4", layout_t3)]
    return tuple(
        _cell(form.table_code, line_code, column_code, figures)
        for form in forms
        for line_code, column_code in form.cells
    )


def extraction(
    name: str,
    organ: str | None = "威海市环翠区人民政府",
    year: int | None = 2022,
    figures: Figures | None = None,
    *,
    layouts: tuple[int, int] = (2021, 2021),
    state: ReadState = "read",
    published_on: date | None = None,
    extra: Mapping[str, object] | None = None,
) -> Extraction:
    """Return an extraction; only a report that was read has cells."""
    report = Report(
        state,
        name,
        organ,
        year,
        published_on,
        layout_t2=layouts[0],
        layout_t3=layouts[1],
        cells=cells(*layouts, figures or {}) if state in ("read", "partial") else (),
        **(extra or {}),  # type: ignore[arg-type]  # fields of one case
    )
    return Extraction(sha(name), "html", "html", report)


def consistent(
    full: int = 3, partial: int = 2, carried_out: int = 1
) -> dict[tuple[str, str, str], int | None]:
    """Return figures of a table 3 whose sums hold; all applicants are natural persons."""
    lines = {
        "new_requests": full + partial,
        "carried_in": carried_out,
        "disclosed_full": full,
        "disclosed_partial": partial,
        "outcomes_total": full + partial,
        "carried_out": carried_out,
    }
    return {
        ("t3", line, column): value
        for line, value in lines.items()
        for column in ("natural_person", "total")
    }


def _cell(table: str, line: str, column: str, figures: Figures) -> StatCell:
    value = figures.get((table, line, column), 0)
    if value is None:
        return StatCell(table, line, column, "blank", raw_text="")
    status = "number" if value else "zero"
    return StatCell(table, line, column, status, Decimal(value), raw_text=str(value))
