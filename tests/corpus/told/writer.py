"""A writer of sentences: figures in many spellings, and a record of every claim that was made."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.corpus.figures import Figures

NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Made:
    """One claim that a sentence makes: its code and the value it prints."""

    code: str
    value: Decimal
    list_no: int | None = None


@dataclass
class Writer:
    """Writes the figures of a report, each office in its own hand; `slip` changes one of them.

    A slip is the number of the claim, counted from 0, whose printed figure is made wrong.
    """

    figures: Figures
    rng: random.Random
    spelling: str = "digits"
    slip: int | None = None
    made: list[Made] = field(default_factory=list)
    slipped: Made | None = None
    lists: int = 0

    def total(self, scope: str) -> int:
        """Return the sum of the cells of `table.terms.column` that the report has."""
        from pipeline.registry.claims import scope_cells

        truth = self.figures.truth
        return int(sum(truth[c] or 0 for c in scope_cells(scope) if c in truth))

    def say(self, code: str, unit: str = "件", value: Decimal | int | None = None) -> str:
        """Print the figure of a claim, and remember it."""
        if value is None:
            value = self.total(code.split(".", 1)[1])
        return self._made(Made(code, Decimal(value))) + unit

    def part(self, code: str, value: int, unit: str) -> str:
        """Print the total or a part of the list in hand."""
        return self._made(Made(code, Decimal(value), self.lists)) + unit

    def share(self, scope: str, whole: int, decimals: int) -> str:
        """Print the share of a scope in the whole, rounded half up."""
        exact = Decimal(100 * self.total(scope)) / Decimal(whole)
        value = exact.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
        return self._made(Made(f"share.{scope}", value)) + "%"

    def _made(self, made: Made) -> str:
        if self.slip == len(self.made):
            made = Made(made.code, self._wrong(made), made.list_no)
            self.slipped = made
        self.made.append(made)
        return str(made.value) if made.code.startswith("share") else self.number(int(made.value))

    def _wrong(self, made: Made) -> Decimal:
        """Return another figure: a digit more or less, a neighbour, or one that is far off."""
        if made.code.startswith("share"):
            return (
                min(made.value + self.rng.choice((7, 12, 31)), Decimal(99))
                if made.value
                else Decimal(9)
            )
        steps = (1, 2, 10, -1, int(made.value) * 9, 37)
        change = self.rng.choice([s for s in steps if s and made.value + s >= 0])
        return made.value + change

    def number(self, value: int) -> str:
        """Print a number in the office's spelling."""
        if self.spelling == "chinese" and 0 < value < 100:
            return chinese(value)
        if self.spelling == "wide":
            return "".join(chr(ord(c) + 0xFEE0) for c in str(value))
        if self.spelling == "thousands":
            return f"{value:,}"
        if self.spelling == "spaced":
            return f" {value} "
        return str(value)

    def one_of(self, *texts: str) -> str:
        """Return one of several wordings."""
        return self.rng.choice(texts)

    def maybe(self, text: str, chance: float = 0.5) -> str:
        """Return the text or nothing."""
        return text if self.rng.random() < chance else ""


def chinese(value: int) -> str:
    """Write a number below 100 as it is spoken."""
    tens, ones = divmod(value, 10)
    if not tens:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def mapping_of(made: list[Made]) -> Mapping[str, set[Decimal]]:
    """Return the values that were claimed, by code; lists are left out."""
    found: dict[str, set[Decimal]] = {}
    for entry in made:
        if entry.list_no is None:
            found.setdefault(entry.code, set()).add(entry.value)
    return found
