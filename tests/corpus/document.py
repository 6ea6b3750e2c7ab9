"""The neutral document that every renderer prints: paragraphs, and tables of spanning boxes.

Tables are laid out as in the official form, straight from the registry. A box knows which
statutory cell or line it prints, so that damage can be aimed and its effect is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from pipeline.registry.forms import FormLine, TableForm, group_labels
from tests.corpus.figures import Figures, Key

Role = Literal["title", "heading", "text", "signature"]
CLAUSE_HEAD = "信息内容"
EDIT_RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS, ORGANISATIONS = "申请人情况", "法人或其他组织"
LABEL_COLUMNS = 3  # of table 3: outcomes, group, line


@dataclass(frozen=True)
class Para:
    """One paragraph."""

    text: str
    role: Role = "text"


@dataclass(frozen=True)
class Box:
    """One cell of a table: `key` where it prints a figure, `line` where it labels a line."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    key: Key | None = None
    line: str | None = None


BoxRow = tuple[Box, ...]


@dataclass(frozen=True)
class Table:
    """One table; `picture` is printed in its place where offices publish a screenshot."""

    code: str
    rows: tuple[BoxRow, ...]
    picture: bool = False

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return sum(box.colspan for box in self.rows[0])

    def head_rows(self) -> int:
        """Return how many rows stand above the first that prints a line of the form."""
        firsts = (i for i, row in enumerate(self.rows) if any(b.key or b.line for b in row))
        return next(firsts, len(self.rows))


@dataclass(frozen=True)
class Placed:
    """Where a box stands in a row; `continued` where it began in a row above."""

    box: Box
    column: int
    continued: bool


def placed_rows(table: Table) -> list[list[Placed]]:
    """Return for each row what stands in it from left to right, boxes from above included."""
    rows: list[list[Placed]] = []
    open_boxes: list[tuple[Placed, int]] = []  # and how many rows each still reaches down
    for row in table.rows:
        here = [replace(placed, continued=True) for placed, _ in open_boxes]
        taken = {c for p in here for c in range(p.column, p.column + p.box.colspan)}
        column = 0
        for box in row:
            while column in taken:
                column += 1
            here.append(Placed(box, column, continued=False))
            column += box.colspan
        rows.append(sorted(here, key=lambda placed: placed.column))
        open_boxes = [(placed, left - 1) for placed, left in open_boxes if left > 1]
        fresh = [placed for placed in here if not placed.continued and placed.box.rowspan > 1]
        open_boxes += [(placed, placed.box.rowspan - 1) for placed in fresh]
    return rows


Part = Para | Table


@dataclass(frozen=True)
class Document:
    """One report as it is to be printed."""

    parts: tuple[Part, ...]
    metadata: dict[str, str] = field(default_factory=dict)

    def tables(self) -> dict[str, Table]:
        """Return the tables by code."""
        return {part.code: part for part in self.parts if isinstance(part, Table)}

    def with_table(self, changed: Table) -> Document:
        """Return the document with one table replaced."""
        code = changed.code
        parts = (changed if isinstance(p, Table) and p.code == code else p for p in self.parts)
        return replace(self, parts=tuple(parts))

    def map_boxes(self, change: Callable[[Table, Box], Box]) -> Document:
        """Return the document with every box of every table changed."""
        document = self
        for table in self.tables().values():
            rows = tuple(tuple(change(table, box) for box in row) for row in table.rows)
            document = document.with_table(replace(table, rows=rows))
        return document

    def map_paragraphs(self, change: Callable[[Para], Para]) -> Document:
        """Return the document with every paragraph changed."""
        parts = (change(p) if isinstance(p, Para) else p for p in self.parts)
        return replace(self, parts=tuple(parts))


def tables_of(figures: Figures) -> dict[str, Table]:
    """Return the three tables that print these figures."""
    makers = {"t2": _table2, "t3": _table3, "t4": _table4}
    return {code: Table(code, tuple(make(figures))) for code, make in makers.items()}


def _values(figures: Figures, form: TableForm, line_code: str) -> BoxRow:
    keys = [(form.table_code, line_code, column) for column in form.columns_of(line_code)]
    return tuple(Box(figures.cells[key], key=key) for key in keys)


def _widened(row: BoxRow, width: int) -> BoxRow:
    """Let the last box reach to the right edge."""
    left = width - sum(box.colspan for box in row)
    return (*row[:-1], replace(row[-1], colspan=row[-1].colspan + left))


def _table2(figures: Figures) -> Iterator[BoxRow]:
    form = figures.form("t2")
    width = 1 + max(len(form.columns_of(line.line_code)) for line in form.lines)
    for group, entries in groupby(form.lines, key=lambda line: line.group_code):
        lines = list(entries)
        yield (Box(group_labels("t2")[group], colspan=width),)
        heads = [form.column(c).labels[form.layout] for c in form.columns_of(lines[0].line_code)]
        yield _widened((Box(CLAUSE_HEAD), *map(Box, heads)), width)
        for line in lines:
            label = Box(line.labels[form.layout], line=line.line_code)
            yield _widened((label, *_values(figures, form, line.line_code)), width)


def _table3(figures: Figures) -> Iterator[BoxRow]:
    form = figures.form("t3")
    heads = {c.column_code: c.labels[form.layout] for c in form.columns}
    organisations = [head for code, head in heads.items() if code.startswith("org_")]
    alone = [head for code, head in heads.items() if not code.startswith("org_")]
    yield (Box(EDIT_RULE, LABEL_COLUMNS, 3), Box(APPLICANTS, len(heads)))
    yield (
        Box(alone[0], rowspan=2),
        Box(ORGANISATIONS, len(organisations)),
        *(Box(head, rowspan=2) for head in alone[1:]),
    )
    yield tuple(Box(head) for head in organisations)
    outcomes = [line for line in form.lines if line.role.startswith("outcome")]
    for line in form.lines:
        labels = _labels3(form, line, outcomes)
        yield (*labels, *_values(figures, form, line.line_code))


def _labels3(form: TableForm, line: FormLine, outcomes: list[FormLine]) -> BoxRow:
    """Return the boxes left of the figures: the outcomes' own, the group's, the line's."""
    label = line.labels[form.layout]
    if line not in outcomes:
        return (Box(label, colspan=LABEL_COLUMNS, line=line.line_code),)
    groups = group_labels("t3")
    first = [Box(groups["outcomes"], rowspan=len(outcomes))] if line is outcomes[0] else []
    if not line.group_code:
        return (*first, Box(label, colspan=LABEL_COLUMNS - 1, line=line.line_code))
    members = [x for x in outcomes if x.group_code == line.group_code]
    if line is members[0]:
        first.append(Box(groups[line.group_code], rowspan=len(members)))
    return (*first, Box(label, line=line.line_code))


def _table4(figures: Figures) -> Iterator[BoxRow]:
    form = figures.form("t4")
    results = [c.labels[form.layout] for c in form.columns]
    alone = [line for line in form.lines if not line.group_code]
    grouped = [line for line in form.lines if line.group_code]
    group = group_labels("t4")[grouped[0].group_code]
    yield (
        *(Box(line.labels[form.layout], colspan=len(results)) for line in alone),
        Box(group, colspan=len(results) * len(grouped)),
    )
    yield (
        *(Box(result, rowspan=2) for _ in alone for result in results),
        *(Box(line.labels[form.layout], colspan=len(results)) for line in grouped),
    )
    yield tuple(Box(result) for _ in grouped for result in results)
    yield tuple(b for line in form.lines for b in _values(figures, form, line.line_code))
