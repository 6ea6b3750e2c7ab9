"""Which organ stands above which: every organ that reported, and every organ above one of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.organs import government_name, parent_name
from pipeline.registry.places import names
from pipeline.registry.regions import Region, newest, parent_region
from pipeline.registry.resolve import GOVERNMENT, NATION, Context, Resolution, branch_words, resolve


@dataclass(frozen=True, slots=True)
class Organ:
    """One organ under the name it is shown by, with the identifier of the organ above it."""

    name: str
    found: Resolution
    parent_id: str | None


def organs_of(reported: Iterable[tuple[str, Resolution]]) -> list[Organ]:
    """Return the organs named and every organ above one, in the order of their identifiers.

    An organ that reported keeps the name it is given here; one that did not takes the registry's.
    """
    given = {found.organ_id: (name, found) for name, found in reported}
    organs: dict[str, Organ] = {}
    waiting = list(given.values())
    while waiting:
        name, found = waiting.pop()
        if found.organ_id in organs:
            continue
        above = _above(name, found)
        organs[found.organ_id] = Organ(name, found, above[1].organ_id if above else None)
        if above:
            waiting.append(given.get(above[1].organ_id, above))
    return [organ for _, organ in sorted(organs.items())]


def _above(name: str, found: Resolution) -> tuple[str, Resolution] | None:
    """Return the organ above: by the region, and by the name where the region is not its own."""
    if found.organ_id.startswith(NATION) or branch_words(name):
        return None  # led from above, not by the government of their place
    if found.region is None or found.evidence == "unknown_place":
        return next(_by_name(name, found), None) or _government(found.region)
    if found.local == GOVERNMENT:
        return _government(parent_region(found.region))
    return _government(found.region)


def _by_name(name: str, found: Resolution) -> Iterator[tuple[str, Resolution]]:
    above = parent_name(name)
    if above is None or above == name:
        return
    # a shared name belongs to the site it was found on, and so does the organ above it
    site = found.organ_id.partition("@")[2] or None
    resolved = _within(above, site)
    if resolved.organ_id != found.organ_id:
        yield above, resolved


@lru_cache(maxsize=16_384)  # the organs of a place all name the one above them
def _within(name: str, site: str | None) -> Resolution:
    return resolve(name, Context(source_id=site))


@lru_cache(maxsize=100_000)
def _government(region: Region | None) -> tuple[str, Resolution] | None:
    """Return the body that governs the region, under the shortest name that is its own."""
    if region is None:
        return None
    last = newest(region)
    seat = Resolution(f"{last.place_id}:{GOVERNMENT}", last, GOVERNMENT, "region")
    name = government_name(last)
    above = parent_region(last)
    sharing = {other.place_id for other in names().get(last.region_name, ())}
    return ((above.region_name if above and len(sharing) > 1 else "") + name, seat)
