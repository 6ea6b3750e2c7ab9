"""One cell's text to status, value and unit. Blank is no value; nothing is ever guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.records import CellStatus
from pipeline.registry.labels import seen
from pipeline.registry.tokens import chinese_number, tokens

SPLIT_DIGITS = re.compile(r"\d\s+\d")
NUMBER = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?")
POINTS = re.compile(r"[.,][\d.,]*")  # what is left of a figure whose points are misplaced
WHOLE = re.compile(r"\.0{1,2}")  # how tools write out a count that they keep as a real number
NOTE = re.compile(r"\(.*\)")
MOST_DIGITS = 12  # DECIMAL(18,6) holds no more before the point
MOST_DECIMALS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class CellValue:
    """The meaning of one cell: counts as integers, money in 10 000 yuan."""

    status: CellStatus
    value: Decimal | None = None
    unit: str | None = None


@lru_cache(maxsize=16_384)
def parse_value(text: str, kind: str, header_unit: str | None = None) -> CellValue:
    """Return what a cell says. `kind` is the column's: `count`, `signed_count` or `money`.

    `header_unit` is the money unit that the column's head states, if any.
    """
    folded = seen(unicodedata.normalize("NFKC", text)).strip()
    token = re.sub(r"\s+", "", folded)
    if not token:
        return CellValue("blank")
    if token in tokens().not_applicable:
        return CellValue("not_applicable")
    if SPLIT_DIGITS.search(folded) or any(unicodedata.category(c) == "No" for c in text):
        # one number torn apart, two in one cell, or a note mark that folding makes a digit of it
        return CellValue("doubtful")
    if kind == "money":
        return _money(token, header_unit)
    return _count(token)


def _sign(token: str) -> tuple[int | None, str]:
    for spelling, sign in tokens().signs:
        if token.startswith(spelling) and len(token) > len(spelling):
            return sign, token[len(spelling) :]
    return None, token


def _count(token: str) -> CellValue:
    sign, body = _sign(token)
    numeral = chinese_number(_without_unit(body))
    if numeral is not None:
        return CellValue(
            "zero" if numeral == 0 else "chinese_numeral", Decimal(numeral) * (sign or 1)
        )
    match = NUMBER.match(body)
    if match is None:
        return CellValue("text")
    rest = body[match.end() :]
    if match["fraction"] and not WHOLE.fullmatch(match["fraction"]):
        return CellValue("bad_number")
    if POINTS.fullmatch(rest):
        return CellValue("bad_number")
    if not _is_unit_or_note(rest):
        return CellValue("bad_number" if rest[:1].isdigit() else "text")
    digits = match["digits"].replace(",", "")
    if len(digits) > MOST_DIGITS:
        return CellValue("bad_number")
    return _counted(int(digits), sign, rest)


def _without_unit(body: str) -> str:
    return body[:-1] if body[-1:] in tokens().count_units else body


def _is_unit_or_note(rest: str) -> bool:
    """Whether what follows the figure is a unit or a bracketed note, so that the figure stands."""
    for unit in tokens().count_units:
        if rest.startswith(unit):
            rest = rest[len(unit) :]
            break
    return not rest or NOTE.fullmatch(rest) is not None


def _counted(number: int, sign: int | None, rest: str) -> CellValue:
    value = Decimal(number * (sign or 1))
    if sign is not None:
        return CellValue("signed", value)
    if number == 0 and (not rest or rest in tokens().count_units):
        return CellValue("zero", value)
    return CellValue("number_with_text" if rest else "number", value)


def _money(token: str, header_unit: str | None) -> CellValue:
    sign, body = _sign(token)
    match = NUMBER.match(body)
    if match is None:
        return CellValue("text")
    rest = body[match.end() :]
    unit = rest or header_unit
    if unit is not None and unit not in tokens().money_units:
        return CellValue("bad_number" if POINTS.fullmatch(rest) else "text")
    amount = Decimal(match["digits"].replace(",", "") + (match["fraction"] or "")) * (sign or 1)
    if amount == 0:
        return CellValue("zero", Decimal(0), tokens().kept_in if unit else None)
    if unit is None:
        return CellValue("money_without_unit")
    value = amount * tokens().money_units[unit]
    if abs(value) >= 10**MOST_DIGITS or value != value.quantize(MOST_DECIMALS):
        return CellValue("bad_number")  # storing it would alter it
    status: CellStatus = "signed" if sign is not None else "money" if rest else "number"
    return CellValue(status, value, tokens().kept_in)
