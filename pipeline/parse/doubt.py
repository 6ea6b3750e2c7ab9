"""Which figures of a reading by OCR can be vouched for; the others become doubtful, with no value.

Arithmetic may confirm a figure or put it in doubt, and never says what it should be. A report
whose own sums fail looks like a misreading from a scan alone: its figures are doubted too.
What must not go here: how a picture is read, and anything of documents that have text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal
from functools import lru_cache

from pipeline.parse.rows import is_value
from pipeline.records import Issue, StatCell
from pipeline.registry.forms import TABLES, form_columns
from pipeline.registry.sums import CellKey, Sum, sums_of

# Certainty from which a figure stands without a sum that confirms it. A lone 0 is less certain
# for the letters of its shape, never for another digit: of 800 below 0.9 none was misread.
SURE, SURE_ZERO = 0.9, 0.5
ZERO = "0"
ROUNDS = 5  # doubting one figure can leave a sum that still fails for another
# Marks that OCR makes of digits as easily as it reads them.
UNSAFE = frozenset({"chinese_numeral", "bad_number"})

Values = Mapping[CellKey, Decimal | None]


def vouched(
    cells: Sequence[StatCell], certainty: Mapping[CellKey, float]
) -> tuple[tuple[StatCell, ...], tuple[Issue, ...]]:
    """Return the cells with what cannot be vouched for in doubt, and an issue for each reason.

    `certainty` holds the cells that were read from a picture; all others are left alone.
    Issues: `parse.figure_doubted` (so many cells of a table read uncertainly),
    `parse.sum_doubted` (a sum fails, and some figure in it may be misread).
    """
    if not certainty:
        return tuple(cells), ()
    readable = {_key(c): c.value for c in cells}
    unclear = {_key(c) for c in cells if _key(c) in certainty and _is_unclear(c, certainty)}
    sums = _sums(cells)
    values = {key: None if key in unclear else value for key, value in readable.items()}
    weak = {_key(c) for c in cells if _is_weak(c, certainty)}
    suspects, broken = _suspects(sums, values, certainty.keys(), weak)
    values.update(dict.fromkeys(suspects))
    confirmed = _confirmed(sums, values)
    unsure = {key for key in weak - confirmed if values[key] is not None}
    doubted = unclear | suspects | unsure
    changed = tuple(_doubtful(c) if _key(c) in doubted else c for c in cells)
    return changed, (*_figure_issues(cells, unclear | unsure), *_sum_issues(cells, broken))


def _key(cell: StatCell) -> CellKey:
    return cell.table_code, cell.line_code, cell.column_code


def _doubtful(cell: StatCell) -> StatCell:
    return cell._replace(status="doubtful", value=None, unit=None)


def _is_weak(cell: StatCell, certainty: Mapping[CellKey, float]) -> bool:
    least = SURE_ZERO if cell.raw_text == ZERO else SURE
    return certainty.get(_key(cell), 1.0) < least


@lru_cache
def _money() -> frozenset[tuple[str, str]]:
    return frozenset((c.table_code, c.column_code) for c in form_columns() if c.kind == "money")


def _is_unclear(cell: StatCell, certainty: Mapping[CellKey, float]) -> bool:
    """Whether a cell says nothing that can be relied on, whatever the sums say."""
    sure = certainty[_key(cell)]
    text = unicodedata.normalize("NFKC", cell.raw_text or "")
    if cell.status == "blank":
        return sure < 1.0  # there is ink, but it reads as nothing
    if cell.status in ("text", "not_applicable"):
        return sure < SURE or (cell.status == "text" and is_value(text))
    is_money = (cell.table_code, cell.column_code) in _money()
    return cell.status in UNSAFE or (is_money and "," in text)


def _sums(cells: Sequence[StatCell]) -> list[Sum]:
    found: list[Sum] = []
    for table in TABLES:
        lines = tuple(dict.fromkeys(c.line_code for c in cells if c.table_code == table))
        found.extend(sums_of(table, lines))
    return found


def _side(cells: Iterable[CellKey], values: Values) -> tuple[Decimal, int]:
    """Return what is known of a side, and how many of its cells are not."""
    known = [values.get(cell) for cell in cells]
    return sum((v for v in known if v is not None), Decimal(0)), known.count(None)


def _off(entry: Sum, values: Values) -> Decimal | None:
    """Return by how much a sum fails; None where it holds, or may hold for all that is known."""
    (lhs, blank_lhs), (rhs, blank_rhs) = _side(entry.lhs, values), _side(entry.rhs, values)
    may_hold = (blank_lhs and lhs <= rhs) or (blank_rhs and rhs <= lhs)
    return None if lhs == rhs or may_hold else lhs - rhs


def _confirmed(sums: Iterable[Sum], values: Values) -> set[CellKey]:
    """Return the cells of all sums that hold with every figure known."""
    found: set[CellKey] = set()
    for entry in sums:
        cells = (*entry.lhs, *entry.rhs)
        if all(values.get(c) is not None for c in cells) and _off(entry, values) is None:
            found.update(cells)
    return found


def _suspects(
    sums: Sequence[Sum], values: Values, scanned: Set[CellKey], weak: Set[CellKey]
) -> tuple[set[CellKey], list[Sum]]:
    """Return the figures that may have broken a sum, and the sums that are broken."""
    left = dict(values)
    found: set[CellKey] = set()
    failing: list[Sum] = []
    for _ in range(ROUNDS):
        broken = {entry: off for entry in sums if (off := _off(entry, left)) is not None}
        confirmed = _confirmed(sums, left)
        open_cells = {
            entry: [
                cell
                for cell in (*entry.lhs, *entry.rhs)
                if cell in scanned and left.get(cell) is not None and cell not in confirmed
            ]
            for entry in broken
        }
        chosen = _narrowed(broken, open_cells, weak)
        if not chosen:
            break
        failing.extend(e for e in broken if e not in failing and chosen & set(open_cells[e]))
        found |= chosen
        left.update(dict.fromkeys(chosen))
    return found, failing


def _narrowed(
    broken: Mapping[Sum, Decimal],
    open_cells: Mapping[Sum, Sequence[CellKey]],
    weak: Set[CellKey],
) -> set[CellKey]:
    """Choose the figures to doubt: those that explain every sum alike, else the least certain."""
    errors: dict[CellKey, list[Decimal]] = {}
    for entry, off in broken.items():
        for cell in open_cells[entry]:
            errors.setdefault(cell, []).append(off if cell in entry.lhs else -off)
    exact = {cell for cell, found in errors.items() if len(found) > 1 and len(set(found)) == 1}
    tested = [cells for cells in open_cells.values() if cells]
    if all(sum(cell in exact for cell in cells) == 1 for cells in tested):
        return exact
    return {cell for cells in tested for cell in [c for c in cells if c in weak] or cells}


def _figure_issues(cells: Sequence[StatCell], doubted: Set[CellKey]) -> Iterable[Issue]:
    for table in TABLES:
        mine = [c for c in cells if c.table_code == table and _key(c) in doubted]
        if mine:
            yield Issue("parse.figure_doubted", f"{table}: {len(mine)}", mine[0].place)


def _sum_issues(cells: Sequence[StatCell], broken: Iterable[Sum]) -> Iterable[Issue]:
    places = {_key(c): c.place for c in cells}
    for entry in broken:
        yield Issue("parse.sum_doubted", " ".join(entry.unit), places[entry.lhs[0]])
