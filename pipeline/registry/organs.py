"""What the name of an organ says by its form: its type, its deadline and the organ above it.

Names are taken as printed; patterns are data under `data/organs`. Which place a name means is for
`resolve` to say. What must not go here: regions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.registry.regions import LEVELS, Region
from pipeline.registry.tables import read_toml

OrganType = Literal[
    "government",
    "general_office",
    "department",
    "dispatched",
    "zone",
    "vertical",
    "authorized",
    "other",
]
DeadlineClass = Literal["jan31", "mar31", "local"]

_RULES = "organs/organ_types.toml"


@lru_cache(maxsize=1_024)  # asked again at once, for the deadline
def organ_type(name: str) -> OrganType:
    """Return the type of the organ, `other` where no rule fits its name."""
    for code, pattern in _types():
        if pattern.search(name):
            return code
    return "other"


def deadline_class(name: str) -> DeadlineClass:
    """Return when the organ's report is due: see `deadline` in the rules."""
    kind = organ_type(name)
    for code, types, pattern in _deadlines():
        if (not types or kind in types) and pattern.search(name):
            return code
    return "local"


def government_name(region: Region) -> str:
    """Return the name of the body that governs the region."""
    seat: str = read_toml(_RULES)["name"]["seat"][region.level]
    return region.region_name + seat


def parent_name(name: str) -> str | None:
    """Return the organ above, as far as the name itself gives it; None where nothing precedes."""
    if _name_pattern("national").search(name):
        return None
    places, rest = _places(name)
    if _name_pattern("own").search(rest):
        places = places[:-1]
    if not places:
        return None
    seat: str = read_toml(_RULES)["name"]["seat"][places[-1][0]]
    return "".join(text for _, text in places) + seat


@lru_cache
def _types() -> tuple[tuple[OrganType, re.Pattern[str]], ...]:
    entries = read_toml(_RULES)["type"]
    return tuple((entry["code"], re.compile(entry["pattern"])) for entry in entries)


@lru_cache
def _deadlines() -> tuple[tuple[DeadlineClass, tuple[str, ...], re.Pattern[str]], ...]:
    entries = read_toml(_RULES)["deadline"]
    return tuple(
        (x["code"], tuple(x.get("types", ())), re.compile(x.get("pattern", ""))) for x in entries
    )


@lru_cache
def _name_pattern(word: str) -> re.Pattern[str]:
    return re.compile(read_toml(_RULES)["name"][word])


@lru_cache
def _place_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = read_toml(_RULES)["name"]
    return tuple((level, re.compile(rules[level])) for level in LEVELS)


def _places(name: str) -> tuple[list[tuple[str, str]], str]:
    """Return the places at the head of the name, largest first, as (level, text), and the rest."""
    places: list[tuple[str, str]] = []
    for level, pattern in _place_patterns():
        if found := pattern.match(name):
            places.append((level, found.group()))
            name = name[found.end() :]
    return places, name
