"""The tables of a document, found once for each template that they are printed in.

Offices print their figures into the same templates: labels and spans of thousands of documents are
the same, and only the figures differ. So the parsers are shown the grids with every figure as the
same one, that nothing they find can hang on what a figure is, and what they find is kept for all
documents of that template. What is seen for the first time may never come again: it is parsed as it
stands.
What must not go here: how a table is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, count, islice
from operator import itemgetter
from typing import NamedTuple

from pipeline.parse.rows import grid_rows
from pipeline.parse.table2 import parse_table2
from pipeline.parse.table3 import parse_table3
from pipeline.parse.table4 import parse_table4
from pipeline.parse.tables import Printed, TableParse, TableParser, best_layout
from pipeline.records import Grid, GridCell, Place

PARSERS: dict[str, TableParser] = {"t2": parse_table2, "t3": parse_table3, "t4": parse_table4}

FIGURE = "0" * 12  # stands for every figure: longer than any number of a line, so none is like it
MOST_CELLS = 1_000  # of a template that is kept: a report has a third of that
MOST_TEXT = 10_000  # characters: what says more holds prose, and prose comes but once
MOST_SEEN = 4_096  # templates of which only that is known
MOST_TEMPLATES = 128  # kept at a time, some 100 kB each

_FIGURE = re.compile(r"\d[\d,.]*", re.ASCII)  # to every parser a value, and neither label nor head
_TEXT, _SPANS, _CERTAINTY = itemgetter(0), itemgetter(1, 3, 4), itemgetter(5)
_make = tuple.__new__


class Template(NamedTuple):
    """All of a document's grids but for figures and places: equal where the same is found.

    `grids` has of each whether it is ragged and how many cells its rows have; `texts` and `spans`
    (column, colspan, rowspan) run over all cells.
    """

    grids: tuple[tuple[bool, tuple[int, ...]], ...]
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int, int], ...]


class _Found(NamedTuple):
    """A table of a template: what was found, and of its cells and labels which they are.

    `cells` and `places` number them over all cells of the template, in the table's own order.
    """

    table: TableParse
    cells: tuple[int, ...]
    places: tuple[int, ...]


def read_tables(grids: Sequence[Grid], expected: int | None) -> dict[str, TableParse]:
    """Return what the grids hold of each table, in the layout that fits best.

    Where a table does not stand there whole and as the form words it, its figures may tell what is
    what: it is parsed as it is printed.
    """
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    template = _template(grids, cells)
    recurs = template is not None and next(_sightings(hash((template, expected)))) > 0
    known = tables_of(template, expected) if template is not None and recurs else {}
    rows = grid_rows(grids) if len(known) < len(PARSERS) else []
    return {
        code: _filled(known[code], cells)
        if code in known
        else best_layout(code, parse, rows, expected)
        for code, parse in PARSERS.items()
    }


def forget_templates() -> None:
    """Forget all templates: the next document is the first of its own."""
    _sightings.cache_clear()
    tables_of.cache_clear()


@lru_cache(maxsize=MOST_SEEN)
def _sightings(_template: int) -> Iterator[int]:
    """Count how often a template was seen before, by its hash."""
    return count()


def _template(grids: Sequence[Grid], cells: Sequence[GridCell]) -> Template | None:
    """Return the template of grids, None where it is not worth keeping or a picture was read."""
    certainties = [*map(_CERTAINTY, cells)]
    if not 0 < len(cells) <= MOST_CELLS or certainties.count(None) < len(cells):
        return None
    texts = tuple(map(_masked, map(_TEXT, cells)))
    if sum(map(len, texts)) > MOST_TEXT:
        return None
    rows = tuple([(grid.ragged, tuple(map(len, grid.rows))) for grid in grids])
    return Template(rows, texts, tuple(map(_SPANS, cells)))


@lru_cache(maxsize=16_384)
def _masked(text: str) -> str:
    return FIGURE if _FIGURE.fullmatch(text) else text


@lru_cache(maxsize=MOST_TEMPLATES)
def tables_of(template: Template, expected: int | None) -> Mapping[str, _Found]:
    """Return by their codes the tables that stand in a template whole and as the form words them.

    Only of these is it sure that figures had no part in it. Where a line is printed twice they
    tell whether it is the same, and where a number stands for a label it is that number's.
    """
    rows = grid_rows(_grids(template))
    parses = {code: best_layout(code, parse, rows, expected) for code, parse in PARSERS.items()}
    return {code: _found(parse) for code, parse in parses.items() if _is_any_figures(parse)}


def _is_any_figures(parse: TableParse) -> bool:
    """Whether a table is found so whatever its figures are."""
    is_named = not any(FIGURE in text for text in parse.asked)
    cells = (printed.cell.place for printed in parse.cells.values())
    labels = (place for _, _, place in parse.labels.values())
    return parse.is_plain and is_named and all(p.page is not None for p in chain(cells, labels))


def _grids(template: Template) -> list[Grid]:
    """Lay a template out again, the number of every cell for its page."""
    numbered = enumerate(zip(template.texts, template.spans, strict=True))
    cells = (
        _make(GridCell, (text, column, _make(Place, ("", number, None)), colspan, rowspan, None))
        for number, (text, (column, colspan, rowspan)) in numbered
    )
    return [
        Grid(tuple(tuple(islice(cells, length)) for length in lengths), Place(), ragged)
        for ragged, lengths in template.grids
    ]


def _found(parse: TableParse) -> _Found:
    cells = [printed.cell.place.page for printed in parse.cells.values()]
    places = [place.page for _, _, place in parse.labels.values()]
    numbers = tuple(n for n in cells if n is not None), tuple(n for n in places if n is not None)
    return _Found(parse, *numbers)


def _filled(found: _Found, cells: Sequence[GridCell]) -> TableParse:
    """Return the table with the cells of a document of that template."""
    table, numbers, places = found
    printed = [
        (key, _make(Printed, (cells[number], *names)))
        for (key, (_, *names)), number in zip(table.cells.items(), numbers, strict=True)
    ]
    labels = [
        (code, (text, fit, cells[number].place))
        for (code, (text, fit, _)), number in zip(table.labels.items(), places, strict=True)
    ]
    return replace(table, cells=dict(printed), labels=dict(labels))
