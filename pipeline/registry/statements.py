"""How the prose states figures of the tables: the patterns of `statements.toml`, compiled.

What must not go here: applying them to a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.registry.tables import RegistryError, read_toml

FILE = "statements.toml"


@lru_cache
def words(section: str, key: str) -> re.Pattern[str]:
    """Return one pattern; `section` may be a dotted path."""
    table: Any = read_toml(FILE)
    for part in section.split("."):
        table = table[part]
    return re.compile(table[key])


@lru_cache
def listed(section: str, key: str) -> frozenset[str]:
    """Return one list of plain words."""
    return frozenset(read_toml(FILE)[section][key])


@lru_cache
def setting(section: str, key: str) -> str:
    """Return one plain value as text."""
    return str(read_toml(FILE)[section][key])


@dataclass(frozen=True, slots=True)
class TailCode:
    """A claim that a tail states; `after` must fit behind the unit, where it is given."""

    code: str
    tail: re.Pattern[str]
    needs_noun: bool = False
    needs_topic: bool = False
    after: re.Pattern[str] | None = None


@lru_cache
def request_codes() -> tuple[TailCode, ...]:
    """Return the statements on requests whose figure stands behind its noun, first fit first."""
    return tuple(
        TailCode(
            entry["code"],
            re.compile(entry["tail"]),
            needs_noun=entry.get("noun", False),
            needs_topic=entry.get("topical", False),
        )
        for entry in read_toml(FILE)["requests"]["code"]
    )


@lru_cache
def ahead_codes() -> tuple[TailCode, ...]:
    """Return the statements on requests whose figure stands before its noun."""
    return tuple(
        TailCode(entry["code"], re.compile(entry["tail"]), after=re.compile(entry["after"]))
        for entry in read_toml(FILE)["requests"]["ahead"]
    )


@lru_cache
def outcome_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all wordings of outcomes, the longest first, and the term of each."""
    terms = {w: e["term"] for e in read_toml(FILE)["outcomes"]["term"] for w in e["words"]}
    longest = sorted(terms, key=lambda word: -len(word))
    return re.compile("|".join(map(re.escape, longest))), terms


@dataclass(frozen=True, slots=True)
class Blanket:
    """What is said of every request at once, and the outcomes it leaves none of."""

    words: re.Pattern[str]
    terms: tuple[str, ...]


@lru_cache
def blankets() -> tuple[Blanket, ...]:
    """Return the statements on all requests at once."""
    entries = read_toml(FILE)["outcomes"]["blanket"]
    return tuple(Blanket(re.compile(e["words"]), tuple(e["terms"])) for e in entries)


@lru_cache
def channels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the channels of table 4 and their names, those that contain others first."""
    entries = read_toml(FILE)["remedies"]["channel"]
    return tuple((e["term"], re.compile(e["words"])) for e in entries)


@lru_cache
def results() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the results of table 4 and the tails that state them."""
    entries = read_toml(FILE)["remedies"]["part"]
    return tuple((e["column"], re.compile(e["tail"])) for e in entries)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A figure of table 2 as the prose states it; `columns` is the column by layout."""

    line: str
    figure: str
    units: frozenset[str]
    tail: re.Pattern[str]
    columns: dict[int, str]


@lru_cache
def disclosures() -> tuple[Disclosure, ...]:
    """Return the figures of table 2 that the prose states.

    Raises:
        RegistryError: an entry has a figure that is neither a count nor money.
    """
    entries = read_toml(FILE)["disclosure"]
    for entry in entries:
        if entry["figure"] not in ("count", "money"):
            raise RegistryError(f"{FILE}: [[disclosure]] figure is count or money")
    return tuple(
        Disclosure(
            e["line"],
            e["figure"],
            frozenset(e["units"]),
            re.compile(e["tail"]),
            {int(layout): column for layout, column in e["columns"].items()},
        )
        for e in entries
    )
