"""Older forms: every figure as its label, unit and value stand, never forced into later tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.parse.rows import Row
from pipeline.parse.values import NUMBER
from pipeline.records import GridCell, LegacyFigure
from pipeline.registry.labels import bare, plain
from pipeline.registry.prose import legacy_labels, prose


def legacy_hits(rows: Sequence[Row]) -> int:
    """Return how many different labels stand here that only an older form prints."""
    known = legacy_labels()
    return len({name for row in rows for t in row.names if (name := bare(t)) in known})


def legacy_figures(rows: Sequence[Row]) -> tuple[LegacyFigure, ...]:
    """Return label, unit and value of every row that has a label and one figure."""
    return tuple(figure for row in rows if (figure := _figure(row)) is not None)


def _figure(row: Row) -> LegacyFigure | None:
    cells = [f for f in row.fields if f is not None and plain(f.text)]
    labels = [c for c in cells if _number(c) is None and not _is_unit(c)]
    figures = [c for c in cells if _number(c) is not None]
    units = [c for c in cells if _is_unit(c)]
    if not labels or len(figures) != 1:
        return None
    label = labels[-1]
    unit = units[-1].text.strip() if units else next(_unit_inside(label), None)
    value = _number(figures[0])
    return LegacyFigure(label.text.strip(), unit, value, figures[0].text, figures[0].place)


def _is_unit(cell: GridCell) -> bool:
    return plain(cell.text).strip("()") in prose("older")["units"]


def _unit_inside(label: GridCell) -> Iterator[str]:
    """Yield the unit that a label names in brackets."""
    text = plain(label.text)
    return (u for u in prose("older")["units"] if f"({u})" in text or f":{u})" in text)


def _number(cell: GridCell) -> Decimal | None:
    match = NUMBER.fullmatch(plain(cell.text))
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    return value if value < 10**12 else None
