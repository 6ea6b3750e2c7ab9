"""Regions by code, name and time: GB/T 2260, townships, and zones under codes of our own.

Data stand under `data/organs`: `regions.csv` and `townships.csv.gz` are made by `make_regions`
(their README names source and licence), `zones.csv` is kept by hand. Townships are many: only those
asked for are made into records. What must not go here: names of organs (`places`, `resolve`).
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.registry.tables import DATA, RegistryError, read_csv

LEVELS = ("province", "prefecture", "county", "zone", "township", "street")
COLUMNS = (
    "region_code",
    "region_name",
    "level",
    "parent_code",
    "valid_from",
    "valid_to",
    "successor_code",
    "place_id",
)
_FILES = ("organs/regions.csv", "organs/zones.csv")
_TOWNSHIPS = "organs/townships.csv.gz"


@dataclass(frozen=True, slots=True, eq=False)  # told apart as objects: they are keys of caches
class Region:
    """One validity period of a region: `valid_from` is its first day, `valid_to` is past it.

    Days are those of the first edition with or without the entry (1 January of its year), unless
    the day itself is known; None is always, or still. `successor_code` is the code under which the
    same place goes on from `valid_to`; `place_id` is the same under every code and name of a place.
    """

    region_code: str
    region_name: str
    level: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    successor_code: str | None
    place_id: str

    @property
    def region_id(self) -> str:
        """What tells this period from every other: keys are made of it."""
        return f"{self.region_code}/{self.valid_from or ''}".rstrip("/")

    def holds_in(self, year: int | None) -> bool:
        """Whether a report on that year may name it so: it is printed in the year after."""
        if year is None:
            return True
        begun = self.valid_from is None or self.valid_from.year <= year + 1
        return begun and (self.valid_to is None or self.valid_to > date(year, 1, 1))


@lru_cache
def regions() -> tuple[Region, ...]:
    """Return every region of the registry except townships and streets, in file order.

    Raises:
        RegistryError: a region names a parent that the files do not have, or an unknown level.
    """
    found: list[Region] = []
    lines: list[str] = []
    for name in _FILES:
        for number, row in enumerate(read_csv(name, COLUMNS), start=2):
            lines.append(f"{name} line {number}")
            if row["level"] not in LEVELS:
                raise RegistryError(f"{lines[-1]}: give one of the levels {', '.join(LEVELS)}")
            found.append(_region([row[column] for column in COLUMNS]))
    codes = {region.region_code for region in found}
    for line, region in zip(lines, found, strict=True):
        if region.parent_code and region.parent_code not in codes:
            raise RegistryError(f"{line}: add region {region.parent_code} too")
    return tuple(found)


@lru_cache
def by_code() -> Mapping[str, tuple[Region, ...]]:
    """Return the periods of each code, oldest first; townships are not among them."""
    periods: dict[str, list[Region]] = defaultdict(list)
    for region in sorted(regions(), key=_start):
        periods[region.region_code].append(region)
    return {code: tuple(found) for code, found in periods.items()}


@lru_cache(maxsize=4_096)
def townships_under(prefix: str) -> tuple[Region, ...]:
    """Return the townships, streets and zones whose code begins so: with that of a county."""
    lines = _township_lines()
    start = bisect_left(lines, prefix)
    end = bisect_left(lines, prefix + "~")
    return tuple(_region(line.split(",")) for line in lines[start:end])


def township_bytes() -> bytes:
    """Return the whole list of townships as CSV with a header line."""
    with gzip.open(DATA / _TOWNSHIPS) as handle:
        return handle.read()


def code_prefix(region: Region) -> str:
    """Return how the codes of townships below a region begin."""
    code = region.region_code.replace("00-Z", "")  # zones are counted like counties there
    return code if region.level in ("county", "zone") else code.rstrip("0").ljust(2, "0")


@lru_cache(maxsize=100_000)
def parent_region(region: Region) -> Region | None:
    """Return the region above, in the newest entry that began before this one ended."""
    above = by_code().get(region.parent_code or "", ())
    then = [p for p in above if region.valid_to is None or _start(p) < region.valid_to]
    return max(then or above, key=_start, default=None)


@lru_cache(maxsize=100_000)
def ancestry(region: Region) -> tuple[Region, ...]:
    """Return the region and those above it, smallest first."""
    above = parent_region(region)
    return (region, *(ancestry(above) if above else ()))


def is_below(region: Region, above: Region) -> bool:
    """Whether a region is that place or lies in it, under any code and name of the two."""
    return any(found.place_id == above.place_id for found in ancestry(region))


def periods_of(place: str) -> tuple[Region, ...]:
    """Return the entries of a place, oldest first; none of a township."""
    return _by_place().get(place, ())


@lru_cache
def _by_place() -> Mapping[str, tuple[Region, ...]]:
    periods: dict[str, list[Region]] = defaultdict(list)
    for region in sorted(regions(), key=_start):
        periods[region.place_id].append(region)
    return {place: tuple(found) for place, found in periods.items()}


def newest(region: Region) -> Region:
    """Return the newest entry of the place."""
    if periods := periods_of(region.place_id):
        return periods[-1]
    # a county that is recoded takes its townships along: the successor names the code to look at
    while region.valid_to and region.successor_code:
        heirs = townships_under(region.successor_code)
        after = [heir for heir in heirs if heir.valid_from == region.valid_to]
        if not after:
            break
        region = after[0]
    return region


@lru_cache
def _township_lines() -> list[str]:
    """Return the lines without the header; they are in the order of their codes."""
    return township_bytes().decode().splitlines()[1:]


def _region(row: list[str]) -> Region:
    code, name, level, parent, first, last, successor, place = row
    days = (_day(first), _day(last))
    return Region(code, name, level, parent or None, *days, successor or None, place or code)


@lru_cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _start(region: Region) -> date:
    return region.valid_from or date.min
