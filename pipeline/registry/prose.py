"""Patterns of the prose: headings, titles, dates, the reporting period, scope, older forms.

Every pattern works on `plain` text (NFKC, no white space, no quotes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.registry.labels import bare
from pipeline.registry.tables import read_csv, read_toml


def prose(section: str) -> dict[str, Any]:
    """Return one table of `prose.toml`."""
    table: dict[str, Any] = read_toml("prose.toml")[section]
    return table


@lru_cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """Return one pattern of `prose.toml`, compiled."""
    return re.compile(prose(section)[key])


@lru_cache
def patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return a list of patterns of `prose.toml`, compiled."""
    return tuple(re.compile(entry) for entry in prose(section)[key])


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: `numbered` begins with its number, `alone` fills a short line."""

    code: str
    words: re.Pattern[str]


@lru_cache
def sections() -> tuple[Section, ...]:
    """Return the six sections in the order of the form."""
    entries = read_toml("prose.toml")["section"]
    return tuple(Section(e["code"], re.compile(e["words"])) for e in entries)


@lru_cache
def legacy_labels() -> frozenset[str]:
    """Return the bare labels that only the older forms print."""
    rows = read_csv("forms/legacy_labels.csv", ("label_zh", "unit"))
    return frozenset(bare(row["label_zh"]) for row in rows)
