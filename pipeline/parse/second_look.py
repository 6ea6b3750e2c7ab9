"""Two readings of one document held against each other, cell by cell.

Agreement makes a sum that fails the report's own; disagreement makes the figure doubtful and
NULL. Nothing is repaired here: arithmetic decides that a second look is due, never what it finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.records import Claim, Issue, Report, StatCell
from pipeline.registry.forms import TABLES
from pipeline.registry.sums import CellKey, sums_of

ORDER = "parse.head_order"
NOT_SEEN = ("missing", "doubtful", "bad_number", "text")
Cells = Mapping[CellKey, StatCell]


def is_odd(report: Report) -> bool:
    """Whether a reading leaves a doubt: cells not found or not understood, or a sum that fails."""
    if any(cell.status in NOT_SEEN for cell in report.cells):
        return True
    values = {_key(cell): cell.value for cell in report.cells}
    return any(_is_broken(values, lhs, rhs) for lhs, rhs in _sides(report))


def _key(cell: StatCell) -> CellKey:
    return cell.table_code, cell.line_code, cell.column_code


def _sides(report: Report) -> list[tuple[Sequence[CellKey], Sequence[CellKey]]]:
    found: list[tuple[Sequence[CellKey], Sequence[CellKey]]] = []
    for table in TABLES:
        lines = tuple(dict.fromkeys(c.line_code for c in report.cells if c.table_code == table))
        found += [(s.lhs, s.rhs) for s in sums_of(table, lines)]
    return found


def _is_broken(
    values: Mapping[CellKey, Decimal | None], lhs: Sequence[CellKey], rhs: Sequence[CellKey]
) -> bool:
    left, right = ([values.get(key) for key in side] for side in (lhs, rhs))
    if None in left or None in right:
        return False
    return sum(v for v in left if v is not None) != sum(v for v in right if v is not None)


def held_together(first: Report, second: Report) -> Report:
    """Return the first reading as the second one leaves it.

    A cell that both found differently is doubtful. A table that only the second found whole is
    taken from it, where the two agree on every figure that both found.
    """
    mine = {_key(cell): cell for cell in first.cells}
    theirs = {_key(cell): cell for cell in second.cells}
    result = first
    for table in TABLES:
        result = _held_table(result, second, table, mine, theirs)
    if first.state not in ("read", "partial"):
        return first
    missing = any(cell.status == "missing" for cell in result.cells)
    return replace(result, state="partial" if missing else "read")


def _held_table(result: Report, second: Report, table: str, mine: Cells, theirs: Cells) -> Report:
    ours = {key: cell for key, cell in mine.items() if key[0] == table}
    other = {key: cell for key, cell in theirs.items() if key[0] == table}
    both = [key for key in ours if _seen(ours[key]) and key in other and _seen(other[key])]
    differing = {key for key in both if _differ(ours[key], other[key])}
    if any((issue.code, issue.detail) == (ORDER, table) for issue in result.issues):
        return result  # the other reading may have lost the very heads that say so
    if not differing and _count(other) > _count(ours):
        return _take_table(result, second, table)
    if not differing:
        return result
    doubted = tuple(
        _doubted(cell, other[_key(cell)]) if _key(cell) in differing else cell
        for cell in result.cells
    )
    issue = Issue("parse.readings_differ", f"{table}: {len(differing)}")
    return replace(result, cells=doubted, issues=(*result.issues, issue))


def _differ(cell: StatCell, other: StatCell) -> bool:
    """Whether two readings give a cell two values; the same print cut in lines is one print."""
    if cell.value == other.value:
        return False
    return _print(cell) != _print(other) or not cell.raw_text


def _print(cell: StatCell) -> str:
    return "".join((cell.raw_text or "").split())


def _seen(cell: StatCell) -> bool:
    return cell.status != "missing"


def _count(cells: Cells) -> int:
    return sum(cell.status not in NOT_SEEN for cell in cells.values())


def _doubted(cell: StatCell, other: StatCell) -> StatCell:
    raw = f"{cell.raw_text or ''} | {other.raw_text or ''}"
    return cell._replace(status="doubtful", value=None, unit=None, raw_text=raw)


def _take_table(result: Report, second: Report, table: str) -> Report:
    """Replace one table by that of the second reading."""
    claim_code = f"table.{table}"
    claims = [c for c in result.claims if c.claim_code != claim_code]
    issues = [i for i in result.issues if (i.code, i.detail) != ("parse.table_missing", table)]
    changes: dict[str, int | None] = {}
    if table in ("t2", "t3"):
        changes[f"layout_{table}"] = getattr(second, f"layout_{table}")
    return replace(
        result,
        cells=_of_table(result.cells, second.cells, table),
        labels=tuple(
            [x for x in result.labels if x.table_code != table]
            + [x for x in second.labels if x.table_code == table]
        ),
        claims=(*claims, Claim(claim_code, Decimal(1), "")),
        issues=(*issues, Issue("parse.second_reading", table)),
        **changes,  # type: ignore[arg-type]  # layout_t2 or layout_t3
    )


def _of_table(
    mine: Sequence[StatCell], theirs: Sequence[StatCell], table: str
) -> tuple[StatCell, ...]:
    """Return the cells in form order, those of one table from the other reading."""
    chosen = {code: (theirs if code == table else mine) for code in TABLES}
    return tuple(c for code in TABLES for c in chosen[code] if c.table_code == code)
