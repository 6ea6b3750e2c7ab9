"""Which places a text names, largest first: 长春市朝阳区教育局 names 朝阳区 below 长春市.

A name that several places bear gives a reading for each; who is meant is for `resolve` to say.
What must not go here: anything of organs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.regions import (
    Region,
    by_code,
    code_prefix,
    is_below,
    periods_of,
    regions,
    townships_under,
)
from pipeline.registry.tables import RegistryError, read_csv, read_toml


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the places in a text: the smallest of them, and where they end."""

    region: Region
    end: int
    is_alias: bool = False


@lru_cache
def names() -> Mapping[str, tuple[Region, ...]]:
    """Return the regions above townships by name, aliases included."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in regions():
        found[region.region_name].append(region)
    for alias, region in aliases().items():
        found[alias].append(region)
    return {name: tuple(entries) for name, entries in found.items()}


@lru_cache
def aliases() -> Mapping[str, Region]:
    """Return other names of regions, each in its newest entry.

    Raises:
        RegistryError: an alias means a region that the registry does not have.
    """
    rows = read_csv("organs/place_aliases.csv", ("alias", "region_code"))
    for number, row in enumerate(rows, start=2):
        if row["region_code"] not in by_code():
            raise RegistryError(f"place_aliases.csv line {number}: no region {row['region_code']}")
    return {row["alias"]: by_code()[row["region_code"]][-1] for row in rows}


@lru_cache(maxsize=262_144)  # the names of a country's organs: each is asked for several times
def places_at(text: str, start: int = 0) -> tuple[Reading, ...]:
    """Return the readings of the places at `start`, each as far as it goes; none is possible.

    Only the readings that go furthest are kept: what names a county is no reading of its city.
    """
    found = {
        (reading.region.region_id, reading.end): reading
        for first in _step(text, start, None)
        for reading in _onward(text, first)
    }
    furthest = max((reading.end for reading in found.values()), default=0)
    return tuple(reading for reading in found.values() if reading.end == furthest)


def towns_at(text: str, start: int, above: Region) -> tuple[Reading, ...]:
    """Return the townships, streets and zones of a region that stand at `start`, longest name."""
    towns = _towns(above)
    for end in range(min(len(text), start + _longest_town(above)), start + 1, -1):
        if text[start:end] in towns:
            return tuple(Reading(town, end) for town in towns[text[start:end]])
    return ()


def _onward(text: str, reading: Reading) -> Iterator[Reading]:
    below = tuple(_step(text, reading.end, reading.region))
    for found in below:
        alias = found.is_alias or reading.is_alias
        yield from _onward(text, Reading(found.region, found.end, alias))
    if not below:
        towns = towns_at(text, reading.end, reading.region)
        yield from towns or (reading,)


def _step(text: str, start: int, above: Region | None) -> Iterable[Reading]:
    """Yield the places at `start` with the longest name that one below `above` has."""
    if text[start : start + 2] not in _openings():
        return ()
    for end in range(min(len(text), start + _longest()), start + 1, -1):
        name = text[start:end]
        if name not in names() or _goes_on().match(text, end):
            continue
        entries = [
            region
            for region in names()[name]
            if above is None or (region.place_id != above.place_id and is_below(region, above))
        ]
        if entries:
            return [Reading(region, end, name in aliases()) for region in entries]
    return ()


@lru_cache(maxsize=4_096)
def _towns(above: Region) -> Mapping[str, tuple[Region, ...]]:
    """Return what is listed below a region, under any code of its place, by name."""
    if above.level not in ("county", "prefecture", "zone"):
        return {}
    found: dict[str, list[Region]] = defaultdict(list)
    for prefix in dict.fromkeys(code_prefix(region) for region in periods_of(above.place_id)):
        for town in townships_under(prefix):
            found[town.region_name].append(town)
    return {name: tuple(towns) for name, towns in found.items()}


@lru_cache(maxsize=4_096)
def _longest_town(above: Region) -> int:
    return max(map(len, _towns(above)), default=0)


@lru_cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(read_toml("organs/organ_names.toml")["goes_on"])


@lru_cache
def _openings() -> frozenset[str]:
    """Return how names begin: most words are told from a place by their first two characters."""
    return frozenset(name[:2] for name in names())


@lru_cache
def _longest() -> int:
    return max(map(len, names()))
