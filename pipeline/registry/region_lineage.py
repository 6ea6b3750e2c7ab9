"""Which place goes on under which code and name, as two editions of the region lists show it.

Part of making the registry's region tables (`make_regions`); never run by the pipeline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.registry.tables import read_toml

MADE_OF = "organs/made_of.toml"
TOWN_DIGITS = 9
_CODE, _NAME, _FIRST, _LAST, _HEIR = 0, 1, 4, 5, 6  # columns of a row


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as one edition lists it."""

    code: str
    name: str
    level: str
    parent: str


Edition = dict[str, Entry]
Key = tuple[str, ...]
Row = tuple[str, ...]


def with_places(rows: Iterable[Row]) -> list[Row]:
    """Return the rows by code and time, each with the identifier of its place behind it.

    That is the first code of the place: the same under every later code and name. Where an earlier
    place had that code, its first day is added. An entry that comes back after some years under
    its code and name is the same place.
    """
    oldest_first = sorted(rows, key=lambda row: (row[_FIRST], row[_CODE]))
    starts = {(row[_CODE], row[_FIRST]): row for row in oldest_first}
    ids: dict[Row, str] = {}
    taken: set[str] = set()
    names: dict[Row, str] = {}
    for row in oldest_first:
        known = ids.get(row) or names.get(row[:2])
        own = f"{row[_CODE]}/{row[_FIRST]}" if row[_CODE] in taken else row[_CODE]
        ids[row] = names[row[:2]] = known or own
        taken.add(ids[row])
        heir = starts.get((row[_HEIR], row[_LAST]))
        if heir is not None:
            ids.setdefault(heir, ids[row])
    return sorted((*row, ids[row]) for row in oldest_first)


def find_heirs(old: Edition, new: Edition) -> dict[str, str]:
    """Return the new code of every place that ends under its code or name, where lists show it.

    The same name once among those that end and once among those that begin, in the province (a
    township: in its county); else the same name but for the kind of place, under the same place
    above; else the same code. Codes are used again for other places, so they are asked last, and
    not for townships, which are numbered anew.
    """
    ended = {code: e for code, e in old.items() if not _stands(e, new)}
    begun = {code: e for code, e in new.items() if not _stands(e, old)}
    known = {entry["from"]: entry["to"] for entry in read_toml(MADE_OF)["change"]}
    heirs = {code: known[code] for code in ended if known.get(code) in begun}
    # from the top: where a county moved to is asked once it is known what became of its city
    for level in (2, 4, 6, TOWN_DIGITS):
        for same in (_by_name, _by_stem, _by_code):
            taken = set(heirs.values())
            left = [e for c, e in ended.items() if c not in heirs and _digits(c) == level]
            free = [e for c, e in begun.items() if c not in taken and _digits(c) == level]
            before = _single((same(e, heirs.get(e.parent, e.parent)), e) for e in left)
            after = _single((same(e, e.parent), e) for e in free)
            heirs |= {e.code: after[key].code for key, e in before.items() if key in after}
    return heirs


def _stands(entry: Entry, edition: Edition) -> bool:
    found = edition.get(entry.code)
    return found is not None and (found.name, found.parent) == (entry.name, entry.parent)


def _is_town(code: str) -> bool:
    return len(code) == TOWN_DIGITS


def _digits(code: str) -> int:
    """Return how many digits of the code name the place: two a level, three for a township."""
    return next((n for n in (2, 4) if code[n:6].strip("0") == ""), len(code))


def _single(keyed: Iterable[tuple[Key, Entry]]) -> dict[Key, Entry]:
    found = [(key, entry) for key, entry in keyed if key]
    counts = Counter(key for key, _ in found)
    return {key: entry for key, entry in found if counts[key] == 1}


def _by_name(entry: Entry, parent: str) -> Key:
    return (entry.level, parent if _is_town(entry.code) else entry.code[:2], entry.name)


def _by_stem(entry: Entry, parent: str) -> Key:
    names = read_toml(MADE_OF)["names"]
    kind = names["town_kind" if _is_town(entry.code) else "kind"]
    stem = re.sub(kind, "", entry.name)
    return ("", parent, stem if len(stem) > 1 else entry.name)


def _by_code(entry: Entry, _: str) -> Key:
    return () if _is_town(entry.code) else (entry.level, "", entry.code)
