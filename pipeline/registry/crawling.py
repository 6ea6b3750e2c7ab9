"""Patterns by which listing pages, report pages and refusals are told apart.

What must not go here: anything that decides what is read out of a document.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from pipeline.registry.tables import read_toml
from pipeline.registry.tokens import chinese_number

FILE = "crawl.toml"
_ROUND = str.maketrans("○O0", "\N{IDEOGRAPHIC NUMBER ZERO}" * 3)


def rule(section: str, key: str) -> Any:
    """Return one entry of `crawl.toml`."""
    return read_toml(FILE)[section][key]


@lru_cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """Return one pattern of `crawl.toml`, compiled."""
    return re.compile(rule(section, key))


@lru_cache
def patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return a list of patterns of `crawl.toml`, compiled."""
    return tuple(re.compile(entry) for entry in rule(section, key))


def squeezed(text: str) -> str:
    """Return the text in NFKC without white space, as the patterns expect it."""
    words = map(_normalised, text.split())  # nothing composes across white space
    return "".join("".join(words).split())


@lru_cache(maxsize=4096)
def _normalised(word: str) -> str:
    """Return the word in NFKC; pages of one site repeat most of theirs."""
    return unicodedata.normalize("NFKC", word)


def year_in(title: str) -> int | None:
    """Return the first year that a squeezed title names."""
    found = pattern("link", "year").search(title)
    if not found:
        return None
    text = found["year"]
    year = int(text) if text.isdecimal() else chinese_number(text.translate(_ROUND))
    return year if year and 2000 <= year <= 2100 else None


def organ_in(title: str) -> str | None:
    """Return the organ that a squeezed title of a report names."""
    found = pattern("link", "organ").match(title)
    if not found:
        return None
    organ = found["organ"]
    if pattern("link", "half_organ").search(organ):
        organ += rule("link", "organ_tail")
    return organ
