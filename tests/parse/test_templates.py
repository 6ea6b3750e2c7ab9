"""Tables found once for each template: the same as were each document parsed by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.rows import Row, grid_rows
from pipeline.parse.tables import TableParse, best_layout
from pipeline.parse.templates import (
    FIGURE,
    MOST_CELLS,
    PARSERS,
    forget_templates,
    read_tables,
    tables_of,
)
from pipeline.read import read_document
from pipeline.records import Grid, GridCell, Place, Reading
from pipeline.registry.forms import TABLES, layouts, table_form
from pipeline.registry.labels import best_spelling, column_spellings, line_spellings
from tests.corpus.containers import CONTAINERS
from tests.corpus.damage import DAMAGES, sound
from tests.corpus.figures import consistent, dice

KINDS = ("html", "html_typed_heads", "markdown")


def grids_of(data: bytes) -> list[Grid]:
    reading = read_document(data)
    assert isinstance(reading, Reading)
    return [block for block in reading.blocks if isinstance(block, Grid)]


def by_itself(grids: list[Grid], expected: int | None) -> dict[str, TableParse]:
    rows = grid_rows(grids)
    return {code: best_layout(code, parse, rows, expected) for code, parse in PARSERS.items()}


def known(grids: list[Grid], expected: int | None) -> dict[str, TableParse]:
    """Read tables as those of a template that was seen before."""
    first, second, third = (read_tables(grids, expected) for _ in range(3))
    assert first == second == third
    return third


def printed(seed: int, year: int = 2021, kind: str = "html") -> list[Grid]:
    return grids_of(CONTAINERS[kind](sound(consistent(dice(seed), year)).document))


def changed(grids: list[Grid], texts: dict[str, str]) -> list[Grid]:
    """Put other texts into the cells that hold certain ones."""

    def put(cell: GridCell) -> GridCell:
        return cell._replace(text=texts.get(cell.text, cell.text))

    return [replace(g, rows=tuple(tuple(map(put, row)) for row in g.rows)) for g in grids]


@pytest.mark.parametrize("damage", [None, *DAMAGES])
@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_what_it_is_by_itself(kind: str, damage: str | None) -> None:
    for seed, year in ((1, 2019), (2, 2021)):
        rng = dice(f"{kind} {damage} {seed}")
        case = sound(consistent(rng, year))
        case = DAMAGES[damage](case, rng) if damage else case
        grids = grids_of(CONTAINERS[kind](case.document))
        for expected in (2019, 2021, None):
            assert known(grids, expected) == by_itself(grids, expected)


def test_documents_of_one_template_share_what_is_found() -> None:
    """The first is parsed by itself, for it may be the only one; the second for all that follow."""
    forget_templates()
    counts = []
    for seed in range(4):
        assert all(table.is_plain for table in read_tables(printed(seed), 2021).values())
        counts.append((tables_of.cache_info().misses, tables_of.cache_info().hits))
    assert counts == [(0, 0), (1, 0), (1, 1), (1, 2)]
    read_tables(printed(4, 2019), 2021)
    assert tables_of.cache_info().misses == 1


@given(st.from_regex(r"\A[0-9][0-9,.]{0,20}\Z"))
def test_figures_are_all_one_to_the_parsers(figure: str) -> None:
    """What they ask of a cell's text must have one answer for all that is taken for a figure."""
    row, other = (Row((GridCell(text, 0, Place()),), 0, ragged=False) for text in (figure, FIGURE))
    assert (row.names, row.named, row.words) == (other.names, other.named, other.words)
    for table in TABLES:
        for layout in layouts():
            for spellings in (column_spellings, line_spellings):
                assert best_spelling(figure, spellings(table, layout.layout), 0.0) is None


def test_a_second_table_of_the_same_lines_is_told_by_its_figures() -> None:
    """The same labels twice, with the same figures and with others, are of one template."""
    first = printed(1)
    other = changed(first, {cell.text: f"{cell.text}7" for cell in figures(first)})
    for grids in ([*first, *other], [*first, *first], [*other, *first]):
        assert known(grids, 2021) == by_itself(grids, 2021)


@pytest.mark.parametrize("number", ["3", "5000"])
def test_a_number_that_stands_for_a_label_is_read_as_it_is(number: str) -> None:
    """A line cut in two, its figures beside a number: `3` may begin its label, `5000` may not."""
    form = table_form("t3", 2021)
    rows = [["", "", *(column.labels[2021] for column in form.columns)]]
    for at, line in enumerate(form.lines):
        counts = [str(at + n) for n in range(len(form.columns))]
        rows += [[line.labels[2021], "", *counts]] if at else [["", number, *counts]]
    rows.insert(2, [form.lines[0].labels[2021], *[""] * (len(form.columns) + 1)])
    grids = [laid_out(rows)]
    found = known(grids, 2021)
    assert found == by_itself(grids, 2021)
    total = found["t3"].cells[form.lines[0].line_code, "total"].cell.text
    assert total == ("6" if number == "3" else "")


def laid_out(rows: list[list[str]]) -> Grid:
    cells = [
        tuple(GridCell(text, x, Place(f"{y}/{x}")) for x, text in enumerate(row))
        for y, row in enumerate(rows)
    ]
    return Grid(tuple(cells), Place())


def test_what_a_picture_shows_is_parsed_by_itself() -> None:
    grids = printed(1)
    sure = [
        replace(g, rows=tuple(tuple(c._replace(certainty=0.5) for c in r) for r in g.rows))
        for g in grids
    ]
    forget_templates()
    assert known(sure, 2021) == by_itself(sure, 2021)
    assert tables_of.cache_info().currsize == 0


def test_what_is_too_large_is_not_kept() -> None:
    grids = printed(1)
    many = [*grids, *(grids[0] for _ in range(MOST_CELLS // len(grids[0].rows)))]
    forget_templates()
    assert known(many, 2021) == by_itself(many, 2021)
    assert tables_of.cache_info().currsize == 0
    assert not read_tables([], 2021)["t3"].found


def figures(grids: list[Grid]) -> list[GridCell]:
    return [c for g in grids for row in g.rows for c in row if c.text.isdecimal()]
