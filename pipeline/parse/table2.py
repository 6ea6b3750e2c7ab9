"""Table 2: proactive disclosure. Each block of lines has a head that names its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.parse.heads import Head, fitted, of_table
from pipeline.parse.rows import Row, is_value, joined
from pipeline.parse.tables import ROW_FITS, Printed, TableParse, without_differing
from pipeline.parse.windows import label_end
from pipeline.records import GridCell, Issue, Place
from pipeline.registry.forms import TableForm
from pipeline.registry.labels import (
    VARIANT,
    Spellings,
    best_spelling,
    column_spellings,
    head_words,
    line_spellings,
    plain,
    simple,
)
from pipeline.registry.prose import prose
from pipeline.registry.tokens import tokens

HEAD_FITS = 0.85  # least similarity at which a cell is taken for the head of a column
HEAD_WEIGHT = 0.5  # a head says less about the layout than a line, but says it more often
FEWEST_AGAIN = 3  # lines that stand there again and make a second table
FEWEST_LINES = 2  # lines that make a table: one alone may be a figure of the prose


@dataclass(slots=True)
class _Pour:
    """What has been poured so far, and the head in force."""

    form: TableForm
    named: set[str] = field(default_factory=set)
    head: dict[int, GridCell] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    over: Head | None = None  # how the rows below are laid out
    order: list[str] = field(default_factory=list)  # of the head in force, where cells are bare
    grid: int = -2
    cells: dict[tuple[str, str], Printed] = field(default_factory=dict)
    labels: dict[str, tuple[str, float, Place]] = field(default_factory=dict)
    headed: set[str] = field(default_factory=set)  # lines whose figures stand under a head
    again: set[str] = field(default_factory=set)  # lines that stood there before
    differing: dict[tuple[str, str], GridCell] = field(default_factory=dict)  # and said otherwise
    issues: list[Issue] = field(default_factory=list)
    score: float = 0.0


def parse_table2(rows: Sequence[Row], form: TableForm) -> TableParse:
    """Return table 2 as printed in `rows`, poured into the form.

    Issues: `parse.row_width` (a line's figures cannot be assigned to its columns),
    `parse.duplicate_row` (a line printed twice).
    """
    pour = _Pour(form)
    lines = line_spellings(form.table_code, form.layout)
    heads = column_spellings(form.table_code, form.layout)
    named = {} if all(row.stream for row in rows) else _heads(rows, heads)
    overs = _overs(rows, named, lines)
    for at, row in enumerate(rows):
        if row.stream:
            _pour_tokens(pour, row, lines)
        elif head := named.get(at):
            pour.codes, pour.head, pour.grid = head, _cells(row), row.grid
            pour.over = overs.get(at)
            pour.score += HEAD_WEIGHT * len(head)
            pour.named.update(head.values())
        else:
            _pour_row(pour, row, lines)
    if len(pour.labels) < FEWEST_LINES:
        return TableParse(form, {}, {}, 0.0)
    is_headed = pour.named == {column.column_code for column in form.columns}
    issues = tuple(pour.issues)
    parse = TableParse(form, pour.cells, pour.labels, pour.score, issues, is_headed)
    is_twice = len(pour.again) >= FEWEST_AGAIN
    return without_differing(parse, pour.differing) if is_twice else parse


def _cells(row: Row) -> dict[int, GridCell]:
    return {i: f for i, f in enumerate(row.fields) if f is not None}


def _head(row: Row, spellings: Spellings) -> dict[int, str]:
    """Return column codes by position where the row is the head of a block, else nothing."""
    if not any(best_spelling(name, spellings, HEAD_FITS) for name in row.names):
        return {}
    texts = {i: c.text for i, c in _cells(row).items() if plain(c.text)}
    hits = {i: best_spelling(text, spellings, HEAD_FITS) for i, text in texts.items()}
    others = [t for i, t in texts.items() if hits[i] is None and plain(t) not in head_words()]
    if any(is_value(text) for text in others):
        return {}
    return {i: hit[0] for i, hit in hits.items() if hit}


def _heads(rows: Sequence[Row], spellings: Spellings) -> dict[int, dict[int, str]]:
    """Return column codes by position for each row that is a head, by the number of the row."""
    heads = ((at, _head(row, spellings)) for at, row in enumerate(rows) if not row.stream)
    return {at: head for at, head in heads if head}


def _may_be_line(row: Row, spellings: Spellings) -> bool:
    return any(best_spelling(name, spellings, ROW_FITS) for name in row.names)


def _overs(
    rows: Sequence[Row], heads: Mapping[int, Mapping[int, str]], lines: Spellings
) -> dict[int, Head]:
    """Return by the number of its row how each head fits the lines below it, grid by grid.

    Other tables may stand in the same grid: their rows are not asked.
    """
    grids: dict[int, list[tuple[int, tuple[Head, Sequence[Row]]]]] = {}
    for at, end in pairwise([*heads, len(rows)]):
        row = rows[at]
        below = [other for other in rows[at + 1 : end] if other.grid == row.grid]
        block = (_over(row, heads[at]), [x for x in of_table(below) if _may_be_line(x, lines)])
        grids.setdefault(row.grid, []).append((at, block))
    return {
        at: head
        for blocks in grids.values()
        for (at, _), head in zip(blocks, fitted([b for _, b in blocks]), strict=True)
    }


def _over(row: Row, codes: Mapping[int, str]) -> Head:
    cells = _cells(row).values()
    columns = {code: at for at, code in codes.items()}
    return Head(columns, frozenset(row.named), max(c.column + c.colspan for c in cells))


def _line(row: Row, spellings: Spellings) -> tuple[GridCell, str, float] | None:
    """Return the label cell of a row, the line it names and how well."""
    if not row.names:
        return None
    words = [f for i in row.words if (f := row.fields[i]) is not None and not _is_unit(f)]
    labels = words[-3:]
    hits = [best_spelling(text, spellings, ROW_FITS) for text in joined(row, labels)]
    fits = [hit for hit in hits if hit]
    if not fits:
        return None
    code, fit = max(fits, key=lambda hit: hit[1])
    return labels[-1], code, fit


def _is_unit(cell: GridCell) -> bool:
    """Whether a cell says no more than in what the figures beside it are counted."""
    return plain(cell.text) in prose("older")["units"]


def _pour_row(pour: _Pour, row: Row, spellings: Spellings) -> None:
    line = _line(row, spellings)
    if line is None:
        return
    label, code, fit = line
    at = next(i for i, f in enumerate(row.fields) if f is label)
    behind = {i: f for i, f in _cells(row).items() if i > at}
    if not behind:
        return  # a heading of that name, with no cells beside it
    wanted = pour.form.columns_of(code)
    is_over = pour.over is None or pour.grid != row.grid or pour.over.is_over(row)
    under = _by_head(pour, row, behind, wanted) if is_over else {}
    # laid out otherwise than its head: only just as many cells tell which is which
    may_count = is_over or len(behind) == len(wanted)
    figures = under or (_by_count(behind, wanted) if may_count else {})
    _keep(pour, label, code, fit, figures, is_headed=bool(under))


def _by_head(
    pour: _Pour, row: Row, behind: Mapping[int, GridCell], wanted: Sequence[str]
) -> dict[str, GridCell]:
    """Take the cells that stand under the heads of the line's columns, all of them or none."""
    if pour.grid not in (row.grid, row.grid - 1):
        return {}
    found = {pour.codes[i]: cell for i, cell in behind.items() if i in pour.codes}
    return {c: found[c] for c in wanted} if all(c in found for c in wanted) else {}


def _by_count(behind: Mapping[int, GridCell], wanted: Sequence[str]) -> dict[str, GridCell]:
    """Where no head stands over the line, take its cells in the order of the form, if all fit."""
    cells = list(behind.values())
    while len(cells) > len(wanted) and not plain(cells[-1].text):
        cells.pop()
    return dict(zip(wanted, cells, strict=True)) if len(cells) == len(wanted) else {}


def _pour_tokens(pour: _Pour, row: Row, spellings: Spellings) -> None:
    """Pour a row of bare tokens: the label is the last words before the figures."""
    heads = column_spellings(pour.form.table_code, pour.form.layout)
    line = _line(row, spellings)
    if line is None:
        return
    label, code, fit = line
    texts = "".join(plain(f.text) for f in row.fields if f is not None)
    hits = [s for s in heads if any(name in texts for name in s.bare)]
    pour.score += HEAD_WEIGHT * len(hits)
    pour.named.update(s.code for s in hits)
    figures = [f for f in row.fields[label_end(row) :] if f is not None]
    wanted = pour.form.columns_of(code)
    pour.order = _order(row, heads) or pour.order
    named = [column for column in pour.order if column in wanted]
    ordered = named == [column for column in wanted if column in named]
    is_whole = ordered and len(figures) == len(wanted)
    fitting = dict(zip(wanted, figures, strict=True)) if is_whole else {}
    _keep(pour, label, code, fit, fitting, is_headed=bool(fitting and pour.order))


def _order(row: Row, spellings: Spellings) -> list[str]:
    """Return the columns that the words in front of figures name, in their order."""
    hits = [best_spelling(name, spellings, HEAD_FITS) for name in row.names]
    return list(dict.fromkeys(hit[0] for hit in hits if hit))


def _keep(
    pour: _Pour,
    label: GridCell,
    code: str,
    fit: float,
    figures: Mapping[str, GridCell],
    *,
    is_headed: bool,
) -> None:
    if code in pour.labels:
        if not _is_better(pour, code, fit, figures, is_headed=is_headed):
            if figures:
                pour.issues.append(Issue("parse.duplicate_row", label.text, label.place))
                pour.again.add(code)
                if is_headed and code in pour.headed:
                    _note_differing(pour, code, figures)
            return
        _forget(pour, code)
    if len(pour.again) >= FEWEST_AGAIN:
        return  # a second table: what the first lacks is not taken from there
    if not figures and fit < VARIANT:
        return  # a sentence that shares words with a label is no line
    pour.labels[code] = (label.text, fit, label.place)
    pour.score += fit
    if is_headed:
        pour.headed.add(code)
    if not figures:
        pour.issues.append(Issue("parse.row_width", code, label.place))
    for column_code, cell in figures.items():
        head = next((pour.head[i] for i, c in pour.codes.items() if c == column_code), None)
        column = pour.form.column(column_code)
        text = head.text if head else column.label_zh
        unit = _stated_unit(text if column.kind == "money" else "")
        pour.cells[code, column_code] = Printed(cell, label.text, text, unit)


def _note_differing(pour: _Pour, code: str, figures: Mapping[str, GridCell]) -> None:
    for column, cell in figures.items():
        first = pour.cells.get((code, column))
        if first is not None and plain(first.cell.text) != plain(cell.text):
            pour.differing[code, column] = cell


def _is_better(
    pour: _Pour, code: str, fit: float, figures: Mapping[str, GridCell], *, is_headed: bool
) -> bool:
    """Whether a line that stood there before was none of this table.

    Lists in the text have lines of the same names, but no heads of the form over them; and a line
    of nearly the name is another where the name itself follows.
    """
    if not figures or not is_headed:
        return False
    return code not in pour.headed or (fit >= VARIANT > pour.labels[code][1])


def _forget(pour: _Pour, code: str) -> None:
    text, fit, place = pour.labels.pop(code)
    pour.score -= fit
    pour.headed.discard(code)
    for key in [key for key in pour.cells if key[0] == code]:
        del pour.cells[key]
    issue = Issue("parse.row_width", code, place)
    pour.issues = [*filter(issue.__ne__, pour.issues)]
    pour.issues.append(Issue("parse.duplicate_row", text, place))


@lru_cache(maxsize=1024)
def _stated_unit(head: str) -> str | None:
    """Return the money unit that the printed head of a column states, if any."""
    text = simple(head)
    for unit in sorted(tokens().money_units, key=len, reverse=True):
        if text.endswith((f":{unit})", f"({unit})", f":{unit}", f"/{unit}")):
            return unit
    return None
