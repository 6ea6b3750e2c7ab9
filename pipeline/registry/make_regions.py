"""Makes the region tables of the registry from two public packages; never run by the pipeline.

    python -m pipeline.registry.make_regions FOLDER

FOLDER holds the packages unpacked: `gb2260/` (with data.py) and `china-division-<version>/` for
each version that `organs/made_of.toml` names. The same packages give the same bytes.

An entry of one year that the next year lacks has ended, one that the year before lacks has begun:
to the year, where `made_of.toml` does not give the day. What must not go here: places nobody
listed (zones of our own stand in `zones.csv`), and anything that a warehouse needs at run time.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.registry.region_lineage import (
    MADE_OF,
    TOWN_DIGITS,
    Edition,
    Entry,
    find_heirs,
    with_places,
)
from pipeline.registry.tables import DATA, read_toml

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


@dataclass(frozen=True, slots=True)
class Period:
    """An entry over the years it is listed in: `last` is the first year without it."""

    entry: Entry
    first: int | None
    last: int | None


def main(folder: Path) -> None:
    """Write regions.csv and townships.csv.gz from the packages in the folder."""
    editions = _editions(folder)
    years = sorted(editions)
    periods = _periods(editions, years)
    heirs: dict[tuple[str, int], str] = {}
    for before, year in pairwise(years):
        found = find_heirs(editions[before], editions[year])
        heirs |= {(old, year): new for old, new in found.items()}
    rows = with_places(_row(period, heirs) for period in periods)
    upper = [row for row in rows if len(row[0]) != TOWN_DIGITS]
    towns = [row for row in rows if len(row[0]) == TOWN_DIGITS]
    target = DATA / "organs"
    (target / "regions.csv").write_bytes(_csv(upper))
    # the time in a gzip header would make every run another file
    (target / "townships.csv.gz").write_bytes(gzip.compress(_csv(towns), 9, mtime=0))


def _editions(folder: Path) -> dict[int, Edition]:
    made_of = read_toml(MADE_OF)
    standard = _gb2260(folder)
    editions = {year: _edition(standard[year]) for year in made_of["gb2260_years"]}
    editions[made_of["gb2260_newest"]] = _edition(standard[None])
    for year, version in made_of["china_division"].items():
        listed = _china_division(folder / f"china-division-{version}" / "dist")
        editions[int(year)] = _edition(listed)
    return editions


def _gb2260(folder: Path) -> Mapping[int | None, Mapping[str, str]]:
    spec = importlib.util.spec_from_file_location("data", folder / "gb2260" / "data.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "gb2260" / "data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    data: Mapping[int | None, Mapping[int, str]] = module.data
    return {year: {str(code): name for code, name in of.items()} for year, of in data.items()}


def _china_division(folder: Path) -> dict[str, str]:
    """Return names by code of six digits, or nine for townships."""
    listed: dict[str, str] = {}
    for name, digits in (("provinces", 6), ("cities", 6), ("areas", 6), ("streets", 9)):
        entries: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text("utf-8"))
        for entry in entries:
            listed.setdefault(str(entry["code"])[:digits].ljust(digits, "0"), str(entry["name"]))
    return listed


def _edition(listed: Mapping[str, str]) -> Edition:
    names = read_toml(MADE_OF)["names"]
    clean = {code: _clean(name) for code, name in listed.items()}
    places = {
        code: name
        for code, name in clean.items()
        if code[:2] not in names["without"] and not re.search(names["no_place"], name)
    }
    entries: Edition = {}
    for code, name in sorted(places.items(), key=lambda item: (len(item[0]), item[0])):
        parent = next((above for above in _above(code) if above in entries), "")
        if len(code) == TOWN_DIGITS:
            name = _without_above(name, parent, entries)
        level = _level(code, name)
        # a city without districts stands a second time, in the place of its district
        if level and not (parent and entries[parent].name == name and len(code) == 6):
            entries[code] = Entry(code, name, level, parent)
    return entries


def _without_above(name: str, parent: str, entries: Edition) -> str:
    """Return the name without those of the places above, where a list repeats them."""
    chain = [entries[parent]] if parent else []
    while chain and chain[0].parent:
        chain.insert(0, entries[chain[0].parent])
    for above in chain:
        whole = entries[above.parent].name if above.parent else ""
        for text in (above.name, above.name.removeprefix(whole)):
            rest = name.removeprefix(text)
            name = rest if len(rest) > 2 else name  # 古县镇 is a name of its own in 古县
    return name


def _clean(name: str) -> str:
    pattern = read_toml(MADE_OF)["names"]["not_of_the_name"]
    return re.sub(pattern, "", unicodedata.normalize("NFKC", name).strip())


def _above(code: str) -> tuple[str, ...]:
    """Return the codes that may stand above, nearest first."""
    county, prefecture, province = code[:6], code[:4] + "00", code[:2] + "0000"
    return tuple(above for above in (county, prefecture, province) if above != code)


def _level(code: str, name: str) -> str:
    names = read_toml(MADE_OF)["names"]
    if len(code) == TOWN_DIGITS:
        return next(
            (level for level in ("township", "street", "zone") if re.search(names[level], name)), ""
        )
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "prefecture"
    return "zone" if code[4] == "7" else "county"


def _periods(editions: Mapping[int, Edition], years: list[int]) -> list[Period]:
    """Return every run of years in which an entry stands unchanged."""
    done: list[Period] = []
    running: dict[str, Period] = {}
    towns_from = min(
        year for year in years if any(len(code) == TOWN_DIGITS for code in editions[year])
    )
    for year in years:
        edition = editions[year]
        for code in [c for c, p in running.items() if edition.get(c) != p.entry]:
            done.append(replace(running.pop(code), last=year))
        for code, entry in edition.items():
            # the editions before do not list them: when they began is not known
            unknown = len(code) == TOWN_DIGITS or entry.level == "zone"
            first = None if year == (towns_from if unknown else years[0]) else year
            running.setdefault(code, Period(entry, first, None))
    return done + list(running.values())


def _row(period: Period, heirs: Mapping[tuple[str, int], str]) -> tuple[str, ...]:
    entry = period.entry
    heir = heirs.get((entry.code, period.last or 0), "")
    return (
        _own_code(entry.code),
        entry.name,
        entry.level,
        _own_code(entry.parent),
        _day(period.first, "to", entry.code),
        _day(period.last, "from", entry.code),
        _own_code(heir),
    )


def _own_code(code: str) -> str:
    """Return our code for a zone, which GB/T 2260 has none for: of its city, and its number."""
    return f"{code[:4]}00-Z{code[4:]}" if len(code) == 6 and code[4] == "7" else code


def _day(year: int | None, side: str, code: str) -> str:
    """Return the day a period begins (side `to` of a change) or ends, else 1 January."""
    if year is None:
        return ""
    known = [
        entry["on"]
        for entry in read_toml(MADE_OF)["change"]
        if "on" in entry and entry[side] == code
    ]
    return str(known[0]) if known else f"{year}-01-01"


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
