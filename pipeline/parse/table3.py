"""Table 3: requests by outcome and kind of applicant. Lines by label, columns by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.parse.align import align
from pipeline.parse.heads import Head
from pipeline.parse.lost_labels import place_between
from pipeline.parse.rows import Row, is_value, joined
from pipeline.parse.table3_heads import heads_by_grid, heads_named, in_form_order, whole_heads
from pipeline.parse.table3_lines import Line, join_cut_labels, join_cut_rows
from pipeline.parse.table3_twice import differing, is_mixed, named_again
from pipeline.parse.tables import ROW_FITS, Printed, TableParse, empty_parse, without_differing
from pipeline.parse.windows import EMPTY, exact, label_end, shapes, window
from pipeline.records import GridCell, Issue, Place
from pipeline.registry.forms import TableForm
from pipeline.registry.labels import (
    VARIANT,
    Spellings,
    best_spelling,
    line_spellings,
    plain,
    similarities,
    similarity,
)

SURE = 0.8  # similarity at which a row marks its grid as (part of) this table
FEWEST_SURE = 2  # sure rows that make a grid part of the table
UNPLACED = 0.9  # what a label counts whose figures do not fit: one with fitting figures goes first
FILLED_BONUS = 0.02  # a label cut in two stands twice: the half beside the figures is the line


def parse_table3(rows: Sequence[Row], form: TableForm) -> TableParse:
    """Return table 3 as printed in `rows`, poured into the form.

    Issues: `parse.row_width` (the figures of a row cannot be assigned to columns),
    `parse.unknown_row` (figures under a label that the form does not have),
    `parse.label_absent` (a row without label placed between its neighbours),
    `parse.head_order` (heads in another order than the form's stand over other rows than these),
    `parse.duplicate_row` (a line printed twice), `parse.table_twice` (two tables that cannot be
    told apart: no figure is taken).
    """
    spellings = line_spellings(form.table_code, form.layout)
    kept = _rows_of_table(rows, form, spellings)
    grids = {row.grid for row in kept}
    # A page may end within the head: what stands in front of the first lines may be half of it.
    seen = [row for row in rows if row.grid in grids or row.grid + 1 in grids]
    by_place = in_form_order(seen, form)
    lines = join_cut_rows(_lines(kept, form, by_place=by_place), spellings)
    lines = join_cut_labels(lines, spellings)
    if not lines:
        return empty_parse(form)
    scores = [_scores(line, spellings) for line in lines]
    scanned = [line.is_scanned for line in lines]
    lost = [_is_lost(*pair) for pair in zip(lines, scanned, strict=True)]
    placed = place_between(align(scores), lost, scanned, len(spellings))
    parse = _pour(form, spellings, lines, placed)
    if not by_place and any(line.filled and line.figures is None for line in lines):
        order = Issue("parse.head_order", form.table_code, lines[0].place)
        parse = replace(parse, issues=(*parse.issues, order))
    taken = {spellings[at].code: number for number, at in enumerate(placed) if at is not None}
    again = named_again(lines, placed, spellings)
    if is_mixed(lines, taken, again):
        twice = Issue("parse.table_twice", form.table_code, lines[0].place)
        return replace(parse, cells={}, issues=(*parse.issues, twice))
    return without_differing(parse, differing(form, lines, taken, again))


def _rows_of_table(rows: Sequence[Row], form: TableForm, spellings: Spellings) -> list[Row]:
    """Keep the rows of grids in which several lines of the form stand, or all of its heads.

    A fragment behind a page break may hold one line only, so a grid counts with a single sure row
    where such grids lead on to a kept one without a gap.
    """
    sure: dict[int, set[str]] = {}
    for row in rows:
        for text in row.names:
            hit = best_spelling(text, spellings, SURE)
            if hit and len(plain(text)) > 2:  # 其他 and 总计 also head columns and other tables
                sure.setdefault(row.grid, set()).add(hit[0])
    grids = {grid for grid, codes in sure.items() if len(codes) >= FEWEST_SURE}
    grids |= set(whole_heads(heads_named(rows, form), form))
    while beside := {grid for grid in sure if {grid - 1, grid + 1} & grids} - grids:
        grids |= beside
    return [row for row in rows if row.grid in grids]


def _lines(rows: Sequence[Row], form: TableForm, *, by_place: bool) -> list[Line]:
    heads = heads_by_grid(rows, form, by_place=by_place)
    usual = cache(lambda: shapes(rows, len(form.columns)))  # needed where no head stands only
    lines = []
    for row in rows:
        head = heads.get(row.grid)
        is_under = head is not None and head.is_over(row)
        end = head.first if head and is_under else label_end(row)
        labels = [f for f in row.fields[:end] if f is not None and plain(f.text)]
        figures = _under(head, row, form) if head and is_under else None
        if figures is None and by_place:
            count = len(form.columns)
            figures = exact(row, count) if head and not is_under else window(row, count, usual)
        place = labels[-1].place if labels else (row.fields[0] or EMPTY).place
        text = max(joined(row, labels), key=len, default="")
        filled = sum(1 for f in row.fields[end:] if f is not None and is_value(f.text))
        if row.stream or labels or filled:
            lines.append(Line(row, text, place, figures, filled))
    return lines


def _under(head: Head, row: Row, form: TableForm) -> tuple[GridCell, ...] | None:
    """Return the cells under the heads in the order of the form, None where one is not there."""
    cells = [row.fields[head.columns[c.column_code]] for c in form.columns]
    found = tuple(cell for cell in cells if cell is not None)
    return found if len(found) == len(cells) else None


def _scores(line: Line, spellings: Spellings) -> list[float]:
    """Return how well the line fits each line of the form, 0 where it does not.

    A label that is one of the form's own is of no other line, be it ever so like it: rows that
    changed places must not be read crosswise.
    """
    if not line.filled and line.figures is None:
        return [0.0] * len(spellings)
    fits = _fits(line.names, spellings)
    least = VARIANT if max(fits) >= VARIANT else ROW_FITS
    bonus = FILLED_BONUS if line.filled else 0.0
    weight = 1.0 if line.figures is not None else UNPLACED
    return [(fit + bonus) * weight if fit >= least else 0.0 for fit in fits]


def _fits(names: Sequence[str], spellings: Spellings) -> Sequence[float]:
    """Return how well the best of the names fits each line of the form."""
    each = [similarities(name, spellings) for name in names]
    return each[0] if len(each) == 1 else [max(fits) for fits in zip(*each, strict=True)]


def _is_lost(line: Line, is_scanned: bool) -> bool:
    """Whether a row has figures but no label; what a picture's label reads may be anything."""
    is_nameless = not line.label or is_scanned
    return is_nameless and line.figures is not None and bool(line.filled)


def _pour(
    form: TableForm,
    spellings: Spellings,
    lines: Sequence[Line],
    placed: Sequence[int | None],
) -> TableParse:
    cells: dict[tuple[str, str], Printed] = {}
    labels: dict[str, tuple[str, float, Place]] = {}
    issues: list[Issue] = []
    columns = [(column.column_code, column.label_zh) for column in form.columns]
    score = 0.0
    for line, index in zip(lines, placed, strict=True):
        if index is None:
            issues.extend(_unplaced(line, spellings))
            continue
        code = spellings[index].code
        name = max(line.names, key=lambda text: similarity(text, spellings[index]))
        fit = similarity(name, spellings[index])
        score += fit
        if name:
            labels[code] = (name, fit, line.place)
        else:
            issues.append(Issue("parse.label_absent", code, line.place))
        if line.figures is None:
            issues.append(Issue("parse.row_width", f"{code}: {line.filled}", line.place))
            continue
        for (column, head), cell in zip(columns, line.figures, strict=True):
            cells[code, column] = Printed(cell, name, head)
    asked = tuple(line.label for line in lines)
    return TableParse(form, cells, labels, score, tuple(issues), asked=asked)


def _unplaced(line: Line, spellings: Spellings) -> list[Issue]:
    if not line.filled or line.figures is None:
        return []
    if is_value(line.label) and not line.row.words:
        return []  # figures from end to end: the row of another table
    hit = best_spelling(line.label, spellings, SURE)
    code = "parse.duplicate_row" if hit else "parse.unknown_row"
    return [Issue(code, line.label or "?", line.place)]
