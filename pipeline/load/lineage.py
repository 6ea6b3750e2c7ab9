"""Which organ stands above which, for all organs that reported.

A region has one governing organ: where one reported, it is the parent under the name it reported
with, however the names below it print that region.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.registry.organs import (
    governed_region,
    government_name,
    parent_name,
    parent_region,
)


def parents_of(names: Iterable[str]) -> dict[str, str | None]:
    """Return every organ named and every organ above one, each with its parent, in name order."""
    waiting = sorted(set(names))
    seats = _seats(waiting)
    parents: dict[str, str | None] = {}
    while waiting:
        name = waiting.pop()
        if name not in parents:
            parents[name] = _parent(name, seats)
            waiting += [parent for parent in (parents[name],) if parent]
    return dict(sorted(parents.items()))


def _seats(names: Iterable[str]) -> dict[str, str]:
    """Return the name of the reporting organ that governs each region, the fullest name first."""
    seats: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if region := governed_region(name):
            seats.setdefault(region.region_code, name)
    return seats


def _parent(name: str, seats: dict[str, str]) -> str | None:
    """Return the parent by the region table, else by the name."""
    region = governed_region(name)
    if region and (above := parent_region(region)):
        return seats.get(above.region_code, government_name(above))
    parent = parent_name(name)
    seat = governed_region(parent) if parent else None
    return seats.get(seat.region_code, parent) if seat and parent else parent
