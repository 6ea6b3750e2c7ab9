"""What the name of an organ says: its type, its deadline, its place and the organ above it.

Names are taken as printed; patterns and regions are data under `data/organs`. To add a region,
add a line to `regions.csv`: its GB/T 2260 code (a zone, which has none, takes the code of its
place and `-Z<number>`), its full name, its level (`province`, `prefecture`, `county`, `zone`),
the code of the region above it, and the days from and until which the entry held (empty: always,
still). A region that is renamed or moved gets a second line: entries are never overwritten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Literal, cast

from pipeline.registry.tables import RegistryError, read_csv, read_toml

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
_LEVELS = ("province", "prefecture", "county", "zone", "township", "street")


@dataclass(frozen=True, slots=True)
class Region:
    """One validity period of a region: `valid_from` is its first day, `valid_to` is past it."""

    region_code: str
    region_name: str
    level: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None


@lru_cache
def regions() -> tuple[Region, ...]:
    """Return every region of the registry, in file order.

    Raises:
        RegistryError: a region names a parent that the file does not have.
    """
    columns = ("region_code", "region_name", "level", "parent_code", "valid_from", "valid_to")
    rows = read_csv("organs/regions.csv", columns)
    codes = {row["region_code"] for row in rows}
    for number, row in enumerate(rows, start=2):
        if row["parent_code"] and row["parent_code"] not in codes:
            raise RegistryError(f"regions.csv line {number}: add region {row['parent_code']} too")
    return tuple(
        Region(
            row["region_code"],
            row["region_name"],
            row["level"],
            row["parent_code"] or None,
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )
        for row in rows
    )


def organ_type(name: str) -> OrganType:
    """Return the type of the organ, `other` where no rule fits its name."""
    for code, pattern in _types():
        if pattern.search(name):
            return code
    return "other"


def deadline_class(name: str) -> DeadlineClass:
    """Return when the organ's report is due: see `deadline` in the rules."""
    kind = organ_type(name)
    for entry in read_toml(_RULES)["deadline"]:
        fits = kind in entry.get("types", (kind,)) and re.search(entry.get("pattern", ""), name)
        if fits:
            return cast("DeadlineClass", entry["code"])
    return "local"


def region_of(name: str) -> Region | None:
    """Return the smallest region the name gives, None where it gives none or is ambiguous.

    A region at the head of the name is taken before one inside it, a longer one before a shorter.
    """
    found = _region_at(name, 0)
    return found[0] if found else _region_inside(name)


def governed_region(name: str) -> Region | None:
    """Return the region whose own government the organ is, None for every other organ."""
    found = _region_at(name, 0)
    if found and re.search(read_toml(_RULES)["name"]["own"], name[found[1] :]):
        return found[0]
    return None


def parent_region(region: Region) -> Region | None:
    """Return the region above, in its newest entry."""
    above = [entry for entry in regions() if entry.region_code == region.parent_code]
    return max(above, key=lambda entry: entry.valid_from or date.min, default=None)


def government_name(region: Region) -> str:
    """Return the name of the body that governs the region."""
    seat: str = read_toml(_RULES)["name"]["seat"][region.level]
    return region.region_name + seat


def parent_name(name: str) -> str | None:
    """Return the organ above, as far as the name itself gives it; None where nothing precedes."""
    rules = read_toml(_RULES)["name"]
    if re.search(rules["national"], name):
        return None
    places, rest = _places(name)
    if re.search(rules["own"], rest):
        places = places[:-1]
    if not places:
        return None
    seat: str = rules["seat"][places[-1][0]]
    return "".join(text for _, text in places) + seat


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache
def _types() -> tuple[tuple[OrganType, re.Pattern[str]], ...]:
    entries = read_toml(_RULES)["type"]
    return tuple((entry["code"], re.compile(entry["pattern"])) for entry in entries)


@lru_cache
def _place_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = read_toml(_RULES)["name"]
    return tuple((level, re.compile(rules[level])) for level in _LEVELS)


def _places(name: str) -> tuple[list[tuple[str, str]], str]:
    """Return the places at the head of the name, largest first, as (level, text), and the rest."""
    places: list[tuple[str, str]] = []
    for level, pattern in _place_patterns():
        if found := pattern.match(name):
            places.append((level, found.group()))
            name = name[found.end() :]
    return places, name


@lru_cache
def _paths() -> dict[str, Region | None]:
    """Return every way to print a region, with any of those above it; None where two share it."""
    paths: dict[str, Region | None] = {}
    for region in regions():
        for path in _printed(region):
            other = paths.setdefault(path, region)
            if other is None or other.region_code != region.region_code:
                paths[path] = None
            elif (region.valid_from or date.min) > (other.valid_from or date.min):
                paths[path] = region
    return paths


def _printed(region: Region) -> list[str]:
    above: list[str] = []
    parent = parent_region(region)
    while parent:
        above.insert(0, parent.region_name)
        parent = parent_region(parent)
    return [
        "".join(chosen) + region.region_name
        for size in range(len(above) + 1)
        for chosen in combinations(above, size)
    ]


def _region_at(name: str, start: int) -> tuple[Region, int] | None:
    paths = _paths()
    for end in range(len(name), start + 1, -1):
        if region := paths.get(name[start:end]):
            return region, end
    return None


def _region_inside(name: str) -> Region | None:
    found = [(hit[1] - at, hit[0]) for at in range(len(name)) if (hit := _region_at(name, at))]
    return max(found, key=lambda hit: hit[0])[1] if found else None
