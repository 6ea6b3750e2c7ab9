"""Table 4: remedies. One row of fifteen figures, three channels of five results each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.parse.heads import Head, has_figures
from pipeline.parse.rows import Row, is_value
from pipeline.parse.table4_crossed import crossed
from pipeline.parse.tables import Printed, TableParse, empty_parse, without_differing
from pipeline.parse.windows import label_end
from pipeline.records import GridCell, Issue, Place
from pipeline.registry.forms import TableForm, group_labels
from pipeline.registry.labels import (
    VARIANT,
    Spellings,
    best_spelling,
    column_spellings,
    line_spellings,
    plain,
)

HEAD_ROWS = 3  # channels, the two of litigation, results
FEWEST_RESULTS = 3  # result names in one row that make it a head of this table


def parse_table4(rows: Sequence[Row], form: TableForm) -> TableParse:
    """Return table 4 as printed in `rows`, poured into the form.

    Issues: `parse.row_width` (not fifteen figures), `parse.duplicate_row` (several data rows),
    `parse.table_twice` (several data rows that differ under one head: no figure is taken).
    """
    results = column_spellings(form.table_code, form.layout)
    channels = line_spellings(form.table_code, form.layout)
    rows = _with_whole_head(rows, results)
    heads = [i for i, row in enumerate(rows) if _is_head(row, results)]
    parses = []
    for at, head in enumerate(heads):
        end = heads[at + 1] if at + 1 < len(heads) else len(rows)
        is_stream = rows[head].stream
        data = (_streamed if is_stream else _data_rows)(rows[:end], head, len(form.cells))
        if data:
            columns = _columns(rows, heads[: at + 1], data[0], form, channels, results)
            ordered = columns is not None or _in_form_order(rows[: head + 1], form)
            parses.append(_pour(form, data, columns, ordered=ordered))
    if not any(parse.cells for parse in parses) and (cells := crossed(rows, form)):
        return _of_cells(form, cells)
    return _first_whole(form, parses)


def _of_cells(form: TableForm, chosen: Mapping[tuple[str, str], GridCell]) -> TableParse:
    place = chosen[form.cells[0]].place
    labels = {s.code: (s.official, 1.0, place) for s in _channels(form)}
    cells = {
        code: Printed(cell, labels[code[0]][0], form.column(code[1]).label_zh)
        for code, cell in chosen.items()
    }
    return TableParse(form, cells, labels, 1.0)


def _first_whole(form: TableForm, parses: Sequence[TableParse]) -> TableParse:
    """Return the first table whose figures were placed; further ones are named in its issues.

    What these print otherwise is not taken.
    """
    whole = [parse for parse in parses if parse.cells]
    if not whole:
        return parses[-1] if parses else empty_parse(form)
    again = [Issue("parse.duplicate_row", "", p.labels[form.lines[0].line_code][2]) for p in whole]
    first = replace(whole[0], issues=(*whole[0].issues, *again[1:]))
    others = {
        key: printed.cell
        for parse in whole[1:]
        for key, printed in parse.cells.items()
        if plain(printed.cell.text) != plain(first.cells[key].cell.text)
    }
    return without_differing(first, others)


def _is_head(row: Row, results: Spellings) -> bool:
    if len(row.names) < FEWEST_RESULTS:
        return False
    hits = [best_spelling(text, results, VARIANT) for text in row.names]
    return len({hit[0] for hit in hits if hit}) >= FEWEST_RESULTS


def _with_whole_head(rows: Sequence[Row], results: Spellings) -> Sequence[Row]:
    """Put a row of heads together that a page break cut, if that makes it one of this table."""
    for at, (above, below) in enumerate(pairwise(rows), start=1):
        is_cut = below.grid == above.grid + 1 and above.width == below.width
        if not is_cut or above.ragged or has_figures(above) or has_figures(below):
            continue
        stack = [row for row in rows[:at] if row.grid == above.grid][::-1]
        whole = [_joined_head(stack, cell) for cell in below.fields]
        head = replace(above, fields=tuple(whole))
        if _is_head(head, results):
            return [*rows[: at - 1], head, *rows[at + 1 :]]
    return rows


def _joined_head(stack: Sequence[Row], below: GridCell | None) -> GridCell | None:
    """Put what stands lowest above a cell in front of its text."""
    if below is None:
        return None
    found = (_covering(row, below.column) for row in stack)
    above = next((cell for cell in found if cell is not None), None)
    return below if above is None else below._replace(text=f"{above.text}{below.text}")


def _filled(row: Row) -> list[GridCell]:
    return [f for f in row.fields if f is not None and plain(f.text)]


def _place(row: Row) -> Place:
    return next((f.place for f in row.fields if f is not None), Place())


def _data_rows(rows: Sequence[Row], head: int, count: int) -> list[Row]:
    """Return the rows behind the last head that can hold the figures.

    A row of nothing but blanks is the data row only where no filled one follows, and a row with
    too few cells only where none has enough.
    """
    near = [row for row in rows[head + 1 :] if row.grid - rows[head].grid <= 1]
    found = [row for row in near if all(is_value(c.text) for c in _filled(row))]
    wide = [row for row in takewhile(lambda row: row.width >= count, near) if row in found]
    filled = [row for row in wide if _filled(row)]
    short = [row for row in found if len(_filled(row)) > count // 2]
    return filled or wide[:1] or short[:1]


def _streamed(rows: Sequence[Row], head: int, count: int) -> list[Row]:
    """Return the row of tokens whose labels are the head, and one of as many figures behind it."""
    behind = [row for row in rows[head + 1 : head + 2] if row.stream]
    return [rows[head], *(row for row in behind if len(row.fields[label_end(row) :]) == count)]


def _columns(
    rows: Sequence[Row],
    heads: Sequence[int],
    data: Row,
    form: TableForm,
    channels: Spellings,
    results: Spellings,
) -> dict[int, tuple[str, str]] | None:
    """Return (channel, result) by column from the stacked heads; None where they do not say."""
    last = rows[heads[-1]]
    if data.ragged or last.width != data.width:
        return None
    first = next(i for i, row in enumerate(rows) if row.grid == last.grid)
    stack = [row for row in rows[first : heads[-1] + 1] if row is not data]
    found: dict[int, tuple[str, str]] = {}
    for column in range(data.width):
        names = [c.text for row in stack if (c := _covering(row, column)) is not None]
        channel = _last_hit(names, channels)
        result = _last_hit(names, results)
        if channel and result:
            found[column] = (channel, result)
    whole = len(found) == len(form.cells) and set(found.values()) == set(form.cells)
    return found if whole and _is_over(found, last, data) else None


def _is_over(columns: Mapping[int, tuple[str, str]], last: Row, data: Row) -> bool:
    """Whether the figures are laid out as the heads: with a cell too many all are shifted."""
    width = max(*columns, _end(last) - 1) + 1  # channels of one result row reach down from above
    head = Head({str(at): at for at in columns}, frozenset((*columns, *last.named)), width)
    return not head.is_bare(data) and not head.is_passed(data)


def _end(row: Row) -> int:
    return max(cell.column + cell.colspan for cell in row.fields if cell is not None)


def _in_form_order(rows: Sequence[Row], form: TableForm) -> bool:
    """Whether the heads that are printed name channels and results in the order of the form.

    Results come up again under every channel, so their order shows only where all can be read.
    """
    last = rows[-1]
    stack = [last] if last.stream else [r for r in rows[-HEAD_ROWS:] if r.grid == last.grid]
    whole = [name for row in stack for name in row.names]
    names = [part for name in whole for part in (name, *name.split())]  # heads run into one line
    groups = {plain(label): code for code, label in group_labels(form.table_code).items()}
    above = [line.group_code or line.line_code for line in form.lines]
    channels, results = _channels(form), column_spellings(form.table_code, form.layout)
    named = [code for name in whole if (code := _hit(name, results))]
    found = (
        ([_hit(name, channels) or groups.get(plain(name)) for name in names], above),
        ([_hit(name, channels) for name in names], [s.code for s in channels]),
        (named if len(named) == len(form.cells) else [], [s.code for s in results]),
    )
    return all(_follows(codes, order) for codes, order in found)


def _hit(name: str, spellings: Spellings) -> str | None:
    hit = best_spelling(name, spellings, VARIANT)
    return hit[0] if hit else None


def _follows(codes: Sequence[str | None], order: Sequence[str]) -> bool:
    """Whether codes come up in an order, each where it comes up first."""
    found = [order.index(code) for code in dict.fromkeys(codes) if code in order]
    return found == sorted(found)


def _covering(row: Row, column: int) -> GridCell | None:
    """Return the cell of a head row that spans the column."""
    for field in row.fields:
        if field is not None and field.column <= column < field.column + field.colspan:
            return field
    return None


def _last_hit(names: Sequence[str], spellings: Spellings) -> str | None:
    hits = [best_spelling(name, spellings, VARIANT) for name in names]
    return next((hit[0] for hit in reversed(hits) if hit), None)


def _pour(
    form: TableForm,
    data: Sequence[Row],
    columns: dict[int, tuple[str, str]] | None,
    *,
    ordered: bool,
) -> TableParse:
    row = _with_rest(data)
    labels = {s.code: (s.official, 1.0, _place(row)) for s in _channels(form)}
    cells: dict[tuple[str, str], Printed] = {}
    if columns is not None:
        chosen = {code: row.fields[i] for i, code in columns.items()}
    else:
        chosen = _in_order(form, row) if ordered else {}
    whole = all(cell is not None for cell in chosen.values())
    for code, cell in chosen.items():
        if cell is not None and whole:  # a cell too few shifts the rest: none can be trusted
            cells[code] = Printed(cell, labels[code[0]][0], form.column(code[1]).label_zh)
    issues = [Issue("parse.duplicate_row", "", _place(other)) for other in data[1:]]
    if any(_texts(other) != _texts(row) for other in data[1:] if other.grid == row.grid):
        cells = {}
        issues.append(Issue("parse.table_twice", form.table_code, _place(row)))
    elif not cells:
        issues = [Issue("parse.row_width", str(len(_filled(row))), _place(row))]
    return TableParse(form, cells, labels, float(bool(cells)), tuple(issues))


def _with_rest(data: Sequence[Row]) -> Row:
    """Return the row of figures; what a page break cut off one stands in it, and makes a doubt."""
    row, *others = data
    rest = next((r for r in others if r.grid == row.grid + 1 and r.width == row.width), None)
    if rest is None or len(_filled(rest)) >= len(_filled(row)):
        return row
    pairs = zip(row.fields, rest.fields, strict=True)
    return replace(row, fields=tuple(_joined_cell(cell, below) for cell, below in pairs))


def _joined_cell(cell: GridCell | None, below: GridCell | None) -> GridCell | None:
    if cell is None or below is None or not plain(below.text):
        return cell
    return cell._replace(text=f"{cell.text}\n{below.text}")


def _texts(row: Row) -> list[str]:
    start = label_end(row) if row.stream else 0
    return [
        plain(cell.text) for cell in row.fields[start:] if cell is not None and plain(cell.text)
    ]


def _channels(form: TableForm) -> Spellings:
    return line_spellings(form.table_code, form.layout)


def _in_order(form: TableForm, row: Row) -> dict[tuple[str, str], GridCell | None]:
    """Take fifteen cells in the order of the form, which no issue of it has ever changed."""
    cells = [f for f in row.fields if f is not None]
    if row.stream:
        cells = cells[label_end(row) :]
    count = len(form.cells)
    extra = cells[count:]
    if not any(plain(cell.text) for cell in extra) and all(plain(c.text) for c in cells[:count]):
        cells = cells[:count]  # with a blank among them, any of the cells may be the one too many
    return dict(zip(form.cells, cells, strict=True)) if len(cells) == count else {}
