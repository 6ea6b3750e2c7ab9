"""What may stand in a cell besides digits: marks, signs, units and Chinese numerals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.registry.tables import read_toml


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `tokens.toml`; money units are worth so many 万元."""

    kept_in: str
    not_applicable: frozenset[str]
    signs: tuple[tuple[str, int], ...]
    count_units: tuple[str, ...]
    money_units: dict[str, Decimal]
    misread: frozenset[str]
    chinese_digits: dict[str, int]
    chinese_powers: dict[str, int]


@lru_cache
def tokens() -> Tokens:
    """Return the tokens, longest spellings first where one begins another."""
    entries = read_toml("tokens.toml")
    signs = [(s, 1) for s in entries["plus"]] + [(s, -1) for s in entries["minus"]]
    return Tokens(
        entries["kept_in"],
        frozenset(entries["not_applicable"]),
        tuple(sorted(signs, key=lambda pair: -len(pair[0]))),
        tuple(entries["count_units"]),
        {unit: Decimal(worth) for unit, worth in entries["money_units"].items()},
        frozenset(entries["misread"]),
        entries["chinese_digits"],
        entries["chinese_powers"],
    )


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral below 10⁸, None where the text is none.

    Digit strings (二〇二〇) and positional numerals (二十二) are both read.
    """
    entries = tokens()
    if not text or any(
        c not in entries.chinese_digits and c not in entries.chinese_powers for c in text
    ):
        return None
    if all(c in entries.chinese_digits for c in text):
        return int("".join(str(entries.chinese_digits[c]) for c in text))
    total, section, digit = 0, 0, 0
    for char in text:
        if char in entries.chinese_digits:
            digit = entries.chinese_digits[char]
            continue
        power = entries.chinese_powers[char]
        if power < 10_000:
            section += (digit or 1) * power
        else:
            total, section = (total + section + digit) * power, 0
        digit = 0
    return total + section + digit
