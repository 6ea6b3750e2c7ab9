"""Which organ a printed name means, and how that is known.

An organ is a place and what follows it in the name: `370304:government`, `370602:发展和改革局`.
Places keep their identifier under every code and name, so organs do. A name that several places
bear is settled by what else the document says, or stays unresolved: never guessed. What must not
go here: documents and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.registry import uscc
from pipeline.registry.places import Reading, places_at, towns_at
from pipeline.registry.regions import Region, by_code, is_below, newest
from pipeline.registry.tables import RegistryError, read_csv, read_toml

Evidence = Literal[
    "region",  # the name says the place, and only one place bears it
    "year",  # several places bear it, and only one did in the report's year
    "other_year",  # one place bears it, though not in the report's year
    "national",  # the name says that it is an organ of the whole country
    "alias",  # the registry says what the name means
    "uscc",  # several places bear it; the organ's code is registered in one of them
    "site",  # ... or the page names its publisher or site, which lies in one of them
    "source",  # ... or the list of sources says whose site it is
    "roster",  # ... or the roster says the region
    "unknown_place",  # it names a place that the registry lacks, below one that it has
    "ambiguous",  # several places bear it, and nothing says which
    "no_place",  # it names no place the registry has
]
RESOLVED = ("region", "national", "year", "other_year", "alias", "uscc", "site", "source", "roster")
NATION = "000000"  # stands for the place of a national organ, in an identifier
GOVERNMENT = "government"  # what stands for the body that governs a place, in an identifier
_NAMES = "organs/organ_names.toml"


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says beside the name; `publisher` and `site` are the page's own metadata.

    `source_organ` is whose site the source says it is, `region_code` what a roster gives.
    """

    year: int | None = None
    publisher: str | None = None
    site: str | None = None
    source_organ: str | None = None
    source_id: str | None = None
    code: str | None = None
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One organ: `region` is its place in its newest entry, or the smallest known place above it.

    `local` is what follows the place in the name, or `government`.
    """

    organ_id: str
    region: Region | None
    local: str
    evidence: Evidence

    @property
    def is_resolved(self) -> bool:
        """Whether the registry has the place and there is only one."""
        return self.evidence in RESOLVED


NOTHING = Context()


def resolve(name: str, context: Context = NOTHING) -> Resolution:
    """Return the one organ that the name means in its context, or a row of its own."""
    meant = _alias(name, context.year)
    if meant is not None:
        found = _resolve(meant, context)
        return Resolution(found.organ_id, found.region, found.local, _or_alias(found.evidence))
    return _resolve(name, context)


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_toml(_NAMES)[name])


def needs_context(found: Resolution) -> bool:
    """Whether a name that was resolved without context may mean another organ within one."""
    return found.evidence in ("ambiguous", "no_place")


def needs_year(name: str, found: Resolution) -> bool:
    """Whether the year may change what a name means that was resolved without context.

    Places and aliases have years; a name that has neither means the same in all of them.
    """
    return found.evidence != "no_place" or name in organ_aliases()


@lru_cache
def organ_aliases() -> dict[str, tuple[tuple[int, int, str], ...]]:
    """Return, by printed name, what it means and the first and last report year of that.

    Raises:
        RegistryError: a year is no number.
    """
    found: dict[str, tuple[tuple[int, int, str], ...]] = {}
    columns = ("organ_name", "means", "first_year", "last_year")
    for number, row in enumerate(read_csv("organs/organ_aliases.csv", columns), start=2):
        try:
            years = (int(row["first_year"] or 0), int(row["last_year"] or 9999))
        except ValueError as error:
            raise RegistryError(f"organ_aliases.csv line {number}: give years") from error
        entry = (*years, row["means"])
        found[row["organ_name"]] = (*found.get(row["organ_name"], ()), entry)
    return found


def _alias(name: str, year: int | None) -> str | None:
    meanings = organ_aliases().get(name)
    if meanings is None:
        return None
    fitting = {means for first, last, means in meanings if year is None or first <= year <= last}
    return fitting.pop() if len(fitting) == 1 else None


def _or_alias(evidence: Evidence) -> Evidence:
    return "alias" if evidence in ("region", "year", "other_year") else evidence


def _resolve(name: str, context: Context) -> Resolution:
    prefix = branch_words(name)
    readings = places_at(name, len(prefix))
    if not readings:
        return _without_place(name, context)
    return _choose(name, prefix, _held(readings, context.year), context)


def _choose(
    name: str, prefix: str, readings: tuple[tuple[Reading, ...], Evidence], context: Context
) -> Resolution:
    """Return the organ of the one reading left, asking the context where there are several."""
    found, evidence = readings
    if _places(found) > 1:
        for within, witness in _witnesses(context):
            inside = [reading for reading in found if is_below(reading.region, within)]
            if _places(inside) == 1:
                found, evidence = tuple(inside), witness
                break
    if _places(found) > 1:
        return Resolution(_own_id(name, context), None, name, "ambiguous")
    return _organ(found[0], prefix, name[found[0].end :], evidence)


def _held(readings: tuple[Reading, ...], year: int | None) -> tuple[tuple[Reading, ...], Evidence]:
    """Return the readings that hold in the year, all of them where none does."""
    held = tuple(reading for reading in readings if reading.region.holds_in(year))
    if not held:
        return readings, "other_year"
    return held, "region" if _places(readings) == 1 else "year"


def _places(readings: Iterable[Reading]) -> int:
    return len({reading.region.place_id for reading in readings})


def _organ(reading: Reading, prefix: str, rest: str, evidence: Evidence) -> Resolution:
    region = newest(reading.region)
    if not prefix and _pattern("own").search(rest):
        local = GOVERNMENT
    else:
        local = prefix + local_name(rest)
        if _names_a_place(rest):
            evidence = "unknown_place"
    if reading.is_alias and evidence != "unknown_place":
        evidence = _or_alias(evidence)
    return Resolution(f"{region.place_id}:{local}", region, local, evidence)


@lru_cache(maxsize=65_536)
def local_name(rest: str) -> str:
    """Return what follows the place, in the one spelling that identifiers are made of."""
    for pattern, means in _spellings():
        rest = pattern.sub(means, rest)
    return rest


@lru_cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = read_toml(_NAMES)["spelling"]
    return tuple((re.compile(entry["pattern"]), entry["means"]) for entry in entries)


@lru_cache(maxsize=65_536)
def _names_a_place(rest: str) -> bool:
    return _pattern("unknown_place").match(rest) is not None


def _without_place(name: str, context: Context) -> Resolution:
    """Return the organ of a name such as 财政局 or 张村镇人民政府, if the page says the place."""
    if _pattern("national").search(name):
        return Resolution(f"{NATION}:{name}", None, name, "national")
    for within, witness in _witnesses(context):
        towns = towns_at(name, 0, within)
        if _places(towns) == 1:
            return _organ(towns[0], "", name[towns[0].end :], witness)
        # an office that registers codes serves the zones of its place too: it settles no department
        is_bare = not towns and not _names_a_place(name)
        if is_bare and witness != "uscc":
            return _organ(Reading(within, 0), "", name, witness)
    return Resolution(_own_id(name, context), None, name, "no_place")


def _witnesses(context: Context) -> Iterator[tuple[Region, Evidence]]:
    """Yield the regions that the context names, the surest first."""
    if periods := by_code().get(context.region_code or ""):
        yield periods[-1], "roster"
    if context.source_organ and (region := _region_named(context.source_organ)):
        yield region, "source"
    for text in (context.publisher, context.site):
        if text and (region := _region_named(text)):
            yield region, "site"
    if context.code and uscc.is_valid(context.code):
        for region in by_code().get(uscc.region_code(context.code), ()):
            yield region, "uscc"


@lru_cache(maxsize=10_000)
def _region_named(text: str) -> Region | None:
    """Return the place a publisher or site names, None where several bear the name."""
    readings, _ = _held(places_at(text, len(branch_words(text))), None)
    return newest(readings[0].region) if readings and _places(readings) == 1 else None


def branch_words(name: str) -> str:
    """Return the words before the place, where a national organ names its branch."""
    found = _pattern("branch").match(name)
    return found.group() if found else ""


def _own_id(name: str, context: Context) -> str:
    """Return the identifier of an organ that is not resolved: as sure as its name is.

    A bare or shared name means another organ on another site.
    """
    return f"name:{name}@{context.source_id or ''}".rstrip("@")
