"""What is done to rows and to whole tables."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from tests.corpus.damage.case import Case, line_keys
from tests.corpus.damage.labels import LONG
from tests.corpus.document import Box, BoxRow, Part, Table
from tests.corpus.figures import Figures, Key


def _at(table: Table, line_code: str) -> int:
    return next(i for i, row in enumerate(table.rows) if any(b.line == line_code for b in row))


def _stretch(table: Table, index: int, by: int) -> list[BoxRow]:
    """Lengthen (or shorten) the boxes that reach from rows above into the row."""
    rows = []
    for at, row in enumerate(table.rows):
        reach = [b.rowspan > 1 and at < index < at + b.rowspan for b in row]
        stretched = [
            replace(b, rowspan=b.rowspan + by) if r else b for b, r in zip(row, reach, strict=True)
        ]
        rows.append(tuple(stretched))
    return rows


def _inner_line(case: Case, rng: random.Random) -> str:
    """Return a line of table 3 whose row holds nothing but its own label and figures."""
    rows = case.document.tables()["t3"].rows
    inner = [row[0].line for row in rows if row[0].line and row[-1].key]
    return rng.choice([line for line in inner if line])


def lost_row(case: Case, rng: random.Random) -> Case:
    """Lose one row of table 3."""
    table = case.document.tables()["t3"]
    line = _inner_line(case, rng)
    index = _at(table, line)
    rows = _stretch(table, index, -1)
    del rows[index]
    gone: dict[Key, tuple[str, Decimal | None]] = dict.fromkeys(
        line_keys(case.figures, "t3", line), ("", None)
    )
    document = case.document.with_table(replace(table, rows=tuple(rows)))
    return replace(case, figures=case.figures.printed(gone), document=document)


def short_row(case: Case, rng: random.Random) -> Case:
    """Drop one cell of a row of every table: no figure of these rows can be trusted."""
    document, unsure = case.document, set(case.unsure)
    for table in case.document.tables().values():
        choices = [i for i, row in enumerate(table.rows) if len([b for b in row if b.key]) > 1]
        index = rng.choice(choices)
        row = table.rows[index]
        figures = [at for at, box in enumerate(row) if box.key]
        drop = rng.choice(figures)
        rows = list(table.rows)
        rows[index] = row[:drop] + row[drop + 1 :]
        document = document.with_table(replace(table, rows=tuple(rows)))
        unsure |= {box.key for box in row if box.key}
    return replace(case, document=document, unsure=frozenset(unsure))


def insert_row(case: Case, row: BoxRow, index: int) -> Case:
    """Insert a row into table 3."""
    table = case.document.tables()["t3"]
    rows = _stretch(table, index, 1)
    rows.insert(index, row)
    return replace(case, document=case.document.with_table(replace(table, rows=tuple(rows))))


def remark_row(case: Case, _: random.Random) -> Case:
    """Add a remark under table 3."""
    table = case.document.tables()["t3"]
    return insert_row(
        case, (Box("备注：以上由各科室报送。", colspan=table.width),), len(table.rows)
    )


def extra_line(case: Case, rng: random.Random) -> Case:
    """Add a line that the form does not have, with figures of its own."""
    table = case.document.tables()["t3"]
    figures = [Box(str(rng.randint(100, 200))) for _ in case.figures.form("t3").columns]
    label = Box("附：当场口头答复咨询数", colspan=table.width - len(figures))
    return insert_row(case, (label, *figures), len(table.rows))


def empty_row(case: Case, rng: random.Random) -> Case:
    """Add a row of blanks in the middle of table 3."""
    index = _at(case.document.tables()["t3"], _inner_line(case, rng))
    return insert_row(case, tuple(Box("") for _ in range(8)), index)


def label_cut_by_page(case: Case, rng: random.Random) -> Case:
    """Cut a row in two at the end of a page: the rest of its label stands in a row of its own."""
    table = case.document.tables()["t3"]
    lines = [b.line for r in table.rows for b in r[:1] if b.line and len(b.text) > LONG + 2]
    line = rng.choice([x for x in lines if x])
    index = _at(table, line)
    label = table.rows[index][0]
    cut = rng.randrange(LONG - 1, len(label.text) - 2)
    rows = _stretch(table, index + 1, 1) if _inside(table, index) else list(table.rows)
    row = rows[index]
    rows[index] = (replace(row[0], text=label.text[:cut]), *row[1:])
    rest = (replace(label, text=label.text[cut:], line=None), *(Box("") for _ in row[1:]))
    rows.insert(index + 1, rest)
    return replace(case, document=case.document.with_table(replace(table, rows=tuple(rows))))


def _inside(table: Table, index: int) -> bool:
    """Whether some box reaches from above over the row and the next."""
    return any(
        b.rowspan > 1 and at < index and index + 1 < at + b.rowspan
        for at, row in enumerate(table.rows)
        for b in row
    )


def head_lost(case: Case, _: random.Random) -> Case:
    """Lose the head of table 3."""
    table = case.document.tables()["t3"]
    rows = table.rows[table.head_rows() :]
    return replace(case, document=case.document.with_table(replace(table, rows=rows)))


def table_in_two(case: Case, rng: random.Random) -> Case:
    """Cut table 3 into two tables, as converters do at the end of a page."""
    table = case.document.tables()["t3"]
    index = _at(table, _inner_line(case, rng))
    above, below = _halves(table, index)
    parts: list[Part] = []
    for part in case.document.parts:
        parts.extend((above, below) if part is table else (part,))
    return replace(case, document=replace(case.document, parts=tuple(parts)))


def _halves(table: Table, index: int) -> tuple[Table, Table]:
    """Cut the boxes that reach over the edge: the lower part of each is blank."""
    above, rests = [], []
    for at, row in enumerate(table.rows[:index]):
        over = [max(at + box.rowspan - index, 0) for box in row]
        pairs = list(zip(row, over, strict=True))
        above.append(tuple(replace(box, rowspan=box.rowspan - left) for box, left in pairs))
        rests += [replace(box, text="", rowspan=left) for box, left in pairs if left]
    first = (*rests, *table.rows[index])
    below = replace(table, rows=(first, *table.rows[index + 1 :]))
    return replace(table, rows=tuple(above)), below


def pictures(case: Case, _: random.Random) -> Case:
    """Publish pictures of the tables."""
    document = case.document
    for table in document.tables().values():
        document = document.with_table(replace(table, picture=True))
    return replace(case, figures=_without(case.figures), document=document)


def tables_missing(case: Case, _: random.Random) -> Case:
    """Leave the tables out."""
    parts = tuple(part for part in case.document.parts if not isinstance(part, Table))
    document = replace(case.document, parts=parts)
    return replace(case, figures=_without(case.figures), document=document)


def _without(figures: Figures) -> Figures:
    return figures.printed(dict.fromkeys(figures.cells, ("", None)))
