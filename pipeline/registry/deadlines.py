"""The day by which an organ has to publish its report, by deadline class and by place.

Source: 《政府信息公开条例》第四十九条 for departments and governments; what places set for their
townships and streets, for which the article sets no day, is data.

What must not go here: which class an organ is of (`organs`), any judgement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.tables import RegistryError, read_toml

DEADLINES = "organs/deadlines.toml"
CLASSES = ("jan31", "mar31", "local")

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_CODE = re.compile(r"\d{2,9}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, `mm-dd` of the year after the report year, for a class in regions of a prefix.

    The prefix is empty for the whole country.
    """

    deadline_class: str
    region_prefix: str
    month_day: str


def parse_deadlines(table: dict[str, object], name: str = DEADLINES) -> tuple[Deadline, ...]:
    """Return the deadlines of a parsed file, those of the whole country first.

    Raises:
        RegistryError: a class has no default, a day is none, or a region is given twice.
    """
    default = table.get("default")
    if not isinstance(default, dict) or sorted(default) != sorted(CLASSES):
        raise RegistryError(f"{name}: [default] gives a day for each of {', '.join(CLASSES)}")
    found = [Deadline(code, "", _day(default[code], f"{name}: {code}")) for code in CLASSES]
    entries = table.get("local", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        place = f"{name}: [[local]] {number}"
        if set(entry) != {"region", "day", "source"}:
            raise RegistryError(f"{place}: give region, day and source, and nothing else")
        if not _CODE.fullmatch(str(entry["region"])):
            raise RegistryError(f"{place}: region takes 2 to 9 digits, not {entry['region']!r}")
        found.append(Deadline("local", str(entry["region"]), _day(entry["day"], place)))
    keys = [(one.deadline_class, one.region_prefix) for one in found]
    if repeated := [prefix for code, prefix in keys if keys.count((code, prefix)) > 1]:
        raise RegistryError(f"{name}: give the region {repeated[0]} once")
    return tuple(found)


def _day(text: object, place: str) -> str:
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise RegistryError(f"{place}: write the day as mm-dd, not {text!r}")
    return text


@lru_cache
def deadlines() -> tuple[Deadline, ...]:
    """Return every deadline of the registry."""
    return parse_deadlines(dict(read_toml(DEADLINES)))
