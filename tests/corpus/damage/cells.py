"""What is done to the texts of cells; figures that are printed wrongly change the truth."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.corpus.damage.case import (
    Case,
    plain_counts,
    some_cells,
    value_of,
    with_printed,
)
from tests.corpus.figures import Key

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def blank_cells(case: Case, rng: random.Random) -> Case:
    """Leave cells blank."""
    return with_printed(case, dict.fromkeys(some_cells(case, rng, 0.08), ("", None)))


def dashes(case: Case, rng: random.Random) -> Case:
    """Print marks for `not applicable`."""
    marks = ("/", "-", "—", "无", "不适用")
    return with_printed(
        case, {key: (rng.choice(marks), None) for key in some_cells(case, rng, 0.08)}
    )


def full_width_digits(case: Case, rng: random.Random) -> Case:
    """Type digits in full width."""
    keys = some_cells(case, rng, 0.5)
    cells = case.figures.cells
    return with_printed(
        case, {k: (cells[k].translate(FULL_WIDTH), value_of(case, k)) for k in keys}
    )


def thousands(case: Case, rng: random.Random) -> Case:
    """Group digits in threes, with either comma."""
    large = [key for key in plain_counts(case) if len(case.figures.cells[key]) > 3]
    texts = {k: f"{int(case.figures.cells[k]):,}".replace(",", rng.choice(",，")) for k in large}
    return with_printed(case, {key: (text, value_of(case, key)) for key, text in texts.items()})


def units(case: Case, rng: random.Random) -> Case:
    """Print a unit behind the figure."""
    keys = [key for key in plain_counts(case) if rng.random() < 0.3]
    texts = {key: case.figures.cells[key] + rng.choice(("件", "宗", "项", " 件")) for key in keys}
    return with_printed(case, {key: (text, value_of(case, key)) for key, text in texts.items()})


def signs(case: Case, rng: random.Random) -> Case:
    """Spell the signs of changes in the ways that are seen."""
    changes: dict[Key, tuple[str, Decimal | None]] = {}
    for key, value in case.figures.truth.items():
        if key[2] == "items_change" and value:
            more, less = ("+", "增", "增加", "＋"), ("-", "－", "−", "减", "减少")
            changes[key] = (f"{rng.choice(more if value > 0 else less)}{abs(value)}", value)
    return with_printed(case, changes)


def spaces_in_cells(case: Case, rng: random.Random) -> Case:
    """Put blanks of all kinds around the figures."""
    around = (" {} ", "\u3000{}", "{}\u00a0", "\u00a0{}\u3000")
    cells = case.figures.cells
    keys = some_cells(case, rng, 0.4)
    return with_printed(
        case, {k: (rng.choice(around).format(cells[k]), value_of(case, k)) for k in keys}
    )


def torn_figures(case: Case, rng: random.Random) -> Case:
    """Tear the digits of a figure apart: whether they are one number or two cannot be told."""
    keys = [k for k in plain_counts(case) if len(case.figures.cells[k]) > 1 and rng.random() < 0.2]
    texts = {key: f"{case.figures.cells[key][:1]} {case.figures.cells[key][1:]}" for key in keys}
    return with_printed(case, {key: (text, None) for key, text in texts.items()})


def transposed_digit(case: Case, rng: random.Random) -> Case:
    """Swap two digits of one figure of table 3."""
    texts = {k: case.figures.cells[k] for k in plain_counts(case) if k[0] == "t3"}
    key = rng.choice([k for k, text in texts.items() if len(text) > 1 and len(set(text[:2])) > 1])
    text = texts[key][1] + texts[key][0] + texts[key][2:]
    return with_printed(case, {key: (text, Decimal(text))})


def swapped_total(case: Case, rng: random.Random) -> Case:
    """Print the total of one line of table 3 in another line and the other way round."""
    totals = [k for k in case.figures.cells if k[0] == "t3" and k[2] == "total"]
    one = rng.choice(totals)
    two = rng.choice([k for k in totals if value_of(case, k) != value_of(case, one)])
    cells = case.figures.cells
    return with_printed(
        case, {one: (cells[two], value_of(case, two)), two: (cells[one], value_of(case, one))}
    )
