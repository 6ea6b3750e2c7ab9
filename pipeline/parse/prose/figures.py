"""Figures of a sentence with what stands in front of them: their tail tells what they count.

What must not go here: which claim a tail makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.parse.values import parse_value
from pipeline.registry.statements import listed, setting, words
from pipeline.registry.tokens import chinese_number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit at `start` of a sentence. `tail` has lost its closing filler.

    `kind` is `count`, `percent` or `money` (then in 万元); `step` is the unit of its last place.
    """

    kind: str
    start: int
    end: int
    value: Decimal
    unit: str
    tail: str
    step: Decimal = Decimal(1)

    @property
    def is_case(self) -> bool:
        """Whether the unit is one that requests and cases are counted in."""
        return self.unit in listed("figure", "case_units")


def figures(sentence: str) -> Iterator[Figure]:
    """Yield the figures of a sentence from left to right; rough ones are left out."""
    for match in words("figure", "any").finditer(sentence):
        number, unit = match["number"], match["unit"]
        kind = _kind(unit)
        if not words("figure", kind).fullmatch(number) or _is_rough(sentence, match):
            continue
        value = _value(kind, number, unit)
        if value is not None:
            step = Decimal(1).scaleb(-len(number.partition(".")[2]))
            tail = tail_of(sentence, match.start())
            yield Figure(kind, match.start(), match.end(), value, unit, tail, step)


def _kind(unit: str) -> str:
    if unit in listed("figure", "percent_units"):
        return "percent"
    return "money" if unit in listed("figure", "money_units") else "count"


def _is_rough(sentence: str, match: re.Match[str]) -> bool:
    """Whether what stands around a figure makes it an order, a piece of one, or a rough count."""
    front = sentence[max(match.start() - 1, 0) : match.start()]
    if front and front in setting("figure", "behind"):
        return True
    return words("figure", "before").match(sentence, match.end()) is not None


def _value(kind: str, number: str, unit: str) -> Decimal | None:
    if kind == "money":
        return parse_value(number + unit, "money").value
    if number[0].isdigit():
        return Decimal(number.replace(",", ""))
    numeral = chinese_number(number)
    return None if numeral is None else Decimal(numeral)


def tail_of(sentence: str, at: int) -> str:
    """Return what stands between the last stop, or the last figure, and a position.

    A bracket that ends there is taken in where it includes something (`含部分公开`), else left
    out; where only filler stands there, the clause before it is taken, unless that has a figure of
    its own, whose the words behind it are.
    """
    before = sentence[max(at - 120, 0) : at]
    if bracket := words("figure", "bracket").search(before):
        inner = bracket["inner"] if words("figure", "included").match(bracket["inner"]) else ""
        before = before[: bracket.start()] + inner + bracket["rest"]
    for turn in range(2):
        clause = words("figure", "tail").search(before)
        tail = clause[0] if clause else ""
        ends = [figure.end() for figure in words("figure", "ended").finditer(tail)]
        if ends and turn:
            return ""
        tail = words("figure", "numbering").sub("", tail[ends[-1] :] if ends else tail)
        stripped = words("figure", "filler").sub("", tail)
        if stripped or ends:
            return stripped
        before = before[: max(len(before) - len(clause[0] if clause else "") - 1, 0)]
    return ""
