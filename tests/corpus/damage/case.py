"""One report to be read and what there is to find in it: what every damage takes and gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.corpus.document import Box, Document, Table
from tests.corpus.figures import Figures, Key
from tests.corpus.prose import Prose, compose


@dataclass(frozen=True)
class Case:
    """One report to be read, and what there is to find in it."""

    figures: Figures
    document: Document
    unsure: frozenset[Key] = frozenset()


Damage = Callable[[Case, random.Random], Case]


def sound(figures: Figures, prose: Prose | None = None) -> Case:
    """Return the undamaged case of these figures."""
    return Case(figures, compose(figures, prose))


def line_keys(figures: Figures, table_code: str, line_code: str) -> frozenset[Key]:
    """Return the keys of one line."""
    return frozenset(k for k in figures.cells if k[:2] == (table_code, line_code))


def unsure_rows(case: Case, keys: Iterable[Key]) -> frozenset[Key]:
    """Return the keys of all rows in which the given cells stand; table 4 is one row."""
    rows = {key[:2] for key in keys}
    tables = {key[0] for key in keys}
    return frozenset(
        k for k in case.figures.cells if k[:2] in rows or (k[0] == "t4" and "t4" in tables)
    )


def with_printed(case: Case, changes: dict[Key, tuple[str, Decimal | None]]) -> Case:
    """Print other texts in some cells."""

    def change(_: Table, box: Box) -> Box:
        return replace(box, text=changes[box.key][0]) if box.key in changes else box

    return replace(
        case, figures=case.figures.printed(changes), document=case.document.map_boxes(change)
    )


def some_cells(case: Case, rng: random.Random, share: float) -> list[Key]:
    return [key for key in case.figures.cells if rng.random() < share]


def value_of(case: Case, key: Key) -> Decimal | None:
    return case.figures.truth[key]


def plain_counts(case: Case) -> list[Key]:
    """Return the cells that hold a plain count."""
    cells = case.figures.cells
    return [key for key, text in cells.items() if text.isascii() and text.isdigit()]


def with_labels(case: Case, change: Callable[[str], str]) -> Case:
    """Change the labels of all lines and groups, heads apart."""

    def changed(_: Table, box: Box) -> Box:
        return replace(box, text=change(box.text)) if box.key is None else box

    return replace(case, document=case.document.map_boxes(changed))
