"""What is done to columns, and rows that come from another hand: nothing may slip by a column."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from tests.corpus.damage.case import Case, plain_counts, unsure_rows
from tests.corpus.damage.rows import insert_row
from tests.corpus.document import Box, BoxRow, Document, Para, Part, Table, tables_of
from tests.corpus.figures import Key, consistent

ChangeRow = Callable[[BoxRow], BoxRow]


def _figures_of(row: BoxRow) -> list[int]:
    return [at for at, box in enumerate(row) if box.key]


def _with_rows(case: Case, code: str, change: ChangeRow, head: ChangeRow) -> Case:
    """Change the data rows of a table, and the first row of its head."""
    table = case.document.tables()[code]
    rows = [change(row) if _figures_of(row) else row for row in table.rows]
    rows[0] = head(rows[0])
    return replace(case, document=case.document.with_table(replace(table, rows=tuple(rows))))


def _unsure(case: Case, code: str) -> Case:
    keys = {key for key in case.figures.cells if key[0] == code}
    return replace(case, unsure=case.unsure | keys)


def column_numbers(case: Case, _: random.Random) -> Case:
    """Number the columns in a row under the head."""
    table = case.document.tables()["t3"]
    count = len(case.figures.form("t3").columns)
    numbers = (Box(str(n)) for n in range(1, count + 1))
    row = (Box("栏次", colspan=table.width - count), *numbers)
    return insert_row(case, row, table.head_rows())


def unit_row(case: Case, _: random.Random) -> Case:
    """State the unit in a row under the head."""
    table = case.document.tables()["t3"]
    return insert_row(case, (Box("单位：件", colspan=table.width),), table.head_rows())


def line_numbers(case: Case, _: random.Random) -> Case:
    """Number the lines in a column between labels and figures; where no head is, all is unsure."""
    numbers = iter(range(1, 100))

    def numbered(row: BoxRow) -> BoxRow:
        at = _figures_of(row)[0]
        return (*row[:at], Box(str(next(numbers))), *row[at:])

    return _unsure(
        _with_rows(case, "t3", numbered, lambda row: (row[0], Box("行次", rowspan=3), *row[1:])),
        "t3",
    )


def last_column(case: Case, rng: random.Random) -> Case:
    """Add a column of figures behind the total; where no head is, all is unsure."""
    return _unsure(
        _with_rows(
            case,
            "t3",
            lambda row: (*row, Box(str(rng.randint(0, 99)))),
            lambda row: (*row, Box("同比", rowspan=3)),
        ),
        "t3",
    )


def merged_neighbours(case: Case, rng: random.Random) -> Case:
    """Merge two figures of a line into one cell: which of them it is cannot be told."""
    table = case.document.tables()["t3"]
    index = rng.choice([i for i, row in enumerate(table.rows) if _figures_of(row)])
    row = table.rows[index]
    at = rng.choice(_figures_of(row)[:-1])
    merged = (*row[:at], replace(row[at], colspan=2), *row[at + 2 :])
    rows = (*table.rows[:index], merged, *table.rows[index + 1 :])
    keys = [box.key for box in row if box.key]
    lost: dict[Key, tuple[str, Decimal | None]] = {
        key: ("", None) for box in row[at : at + 2] if (key := box.key)
    }
    document = case.document.with_table(replace(table, rows=rows))
    figures = case.figures.printed(lost)
    return replace(case, figures=figures, document=document, unsure=case.unsure | set(keys))


def total_first(case: Case, _: random.Random) -> Case:
    """Print the column of totals before all others, under its own head."""
    table = case.document.tables()["t3"]
    first, second, *rest = table.rows

    def moved(row: BoxRow) -> BoxRow:
        at = _figures_of(row)
        return (*row[: at[0]], row[-1], *row[at[0] : -1]) if at else row

    rows = (first, (second[-1], *second[:-1]), *map(moved, rest))
    document = case.document.with_table(replace(table, rows=rows))
    return _unsure(replace(case, document=document), "t3")


def channels_swapped(case: Case, _: random.Random) -> Case:
    """Print the channels of litigation of table 4 before reconsideration, heads and figures."""
    table = case.document.tables()["t4"]
    top, results, others, figures = table.rows
    count = len(case.figures.form("t4").columns)
    channels, alone = results[count:], results[:count]
    rows = (
        (*top[1:], top[0]),
        (*channels, *alone),
        others,
        (*figures[count:], *figures[:count]),
    )
    document = case.document.with_table(replace(table, rows=rows))
    return _unsure(replace(case, document=document), "t4")


def measures_swapped(case: Case, _: random.Random) -> Case:
    """Swap the first two columns of the first block of table 2, heads and figures."""
    table = case.document.tables()["t2"]
    swapped = [(row[0], row[2], row[1], *row[3:]) for row in table.rows[1:4]]
    rows = (table.rows[0], *swapped, *table.rows[4:])
    document = case.document.with_table(replace(table, rows=rows))
    return _unsure(replace(case, document=document), "t2")


def half_head(case: Case, rng: random.Random) -> Case:
    """Leave some applicants in the head of table 3 blank."""
    table = case.document.tables()["t3"]
    heads = table.rows[1 : table.head_rows()]
    blank = [tuple(replace(b, text=rng.choice((b.text, ""))) for b in row) for row in heads]
    rows = (table.rows[0], *blank, *table.rows[table.head_rows() :])
    return replace(case, document=case.document.with_table(replace(table, rows=rows)))


def repeated_row(case: Case, rng: random.Random) -> Case:
    """Print a line twice, as programs do that repeat the row a page ends in."""
    table = case.document.tables()["t3"]
    index = rng.choice(_followed(table))
    again = tuple(replace(box, key=None, line=None) for box in table.rows[index])
    return insert_row(case, again, index + 1)


def _followed(table: Table) -> list[int]:
    """List the lines that another of the same shape follows, nothing reaching over either."""
    shapes = [
        [b.colspan for b in row] if row[0].line and all(b.rowspan == 1 for b in row) else []
        for row in table.rows
    ]
    return [i for i, (one, two) in enumerate(pairwise(shapes)) if one and one == two]


def total_row(case: Case, rng: random.Random) -> Case:
    """Add a line of sums under table 3 that the form does not have."""
    table = case.document.tables()["t3"]
    count = len(case.figures.form("t3").columns)
    figures = [Box(str(rng.randint(100, 999))) for _ in range(count)]
    return insert_row(case, (Box("合计", colspan=table.width - count), *figures), len(table.rows))


def swapped_rows(case: Case, rng: random.Random) -> Case:
    """Swap two lines of a group: labels say what is what."""
    table = case.document.tables()["t3"]
    index = rng.choice(_followed(table))
    one, two = table.rows[index : index + 2]
    rows = (*table.rows[:index], two, one, *table.rows[index + 2 :])
    keys = {box.key for row in (one, two) for box in row if box.key}
    document = case.document.with_table(replace(table, rows=rows))
    return replace(case, document=document, unsure=case.unsure | keys)


def second_table(case: Case, rng: random.Random) -> Case:
    """Print another table 3 behind the report's own, whose labels are damaged: no mixture."""
    other = tables_of(consistent(rng.randint(1000, 9999), case.figures.layout_t3))["t3"]
    behind = tuple(tuple(replace(b, key=None, line=None) for b in row) for row in other.rows)
    parts: list[Part] = []
    for part in case.document.parts:
        if isinstance(part, Table) and part.code == "t3":
            own = tuple(tuple(replace(b, text=_damaged(b, rng)) for b in row) for row in part.rows)
            parts += [replace(part, rows=own), Para("另列一表如下。"), replace(other, rows=behind)]
        else:
            parts.append(part)
    return _unsure(replace(case, document=Document(tuple(parts), case.document.metadata)), "t3")


def _damaged(box: Box, rng: random.Random) -> str:
    return box.text[:-2] if box.line and rng.random() < 0.3 and len(box.text) > 8 else box.text


def footnotes(case: Case, rng: random.Random) -> Case:
    """Hang marks of notes on figures: a careful reader may leave these alone."""
    marks = ("①", "[1]", "*", "（注1）", "¹", " 注")
    return _marked(case, rng, lambda text: text + rng.choice(marks))


def spaced_thousands(case: Case, rng: random.Random) -> Case:
    """Group digits in threes by blanks, as some programs do, or by points and quotes."""
    blanks = (" ", "\u00a0", "\u2009", "\u202f", "'", "’", ".")
    return _marked(
        case,
        rng,
        lambda text: f"{int(text):,}".replace(",", rng.choice(blanks)),
        least=1000,
        share=1.0,
    )


def _marked(
    case: Case,
    rng: random.Random,
    change: Callable[[str], str],
    *,
    least: int = 0,
    share: float = 0.1,
) -> Case:
    cells = case.figures.cells
    keys = [k for k in plain_counts(case) if rng.random() < share and int(cells[k]) >= least]
    texts = {key: change(cells[key]) for key in keys}

    def changed(_: Table, box: Box) -> Box:
        return replace(box, text=texts[box.key]) if box.key in texts else box

    document = case.document.map_boxes(changed)
    return replace(case, document=document, unsure=case.unsure | unsure_rows(case, keys))
