"""Whether a source has much fewer reports of the last year that is due than of the year before.

What must not go here: how reports are counted, and whose fault a shortfall is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FEWEST = 0.9  # share of the year before, below which reports are missing and not merged away
LAST_DAY = (3, 31)  # of the year after, by which every organ has published


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A source has `found` reports of `year`, and `before` of the year before it."""

    year: int
    found: int
    before: int


def shortfall(years: Mapping[int, int], today: date, *, was_crawled: bool) -> Shortfall | None:
    """Return what a source lacks, None where it lacks nothing.

    Args:
        years: how many reports the source has of each report year.
        today: a year counts once its reports are due.
        was_crawled: whether the source was crawled before: only then is a year that it has not
            begun to list missing, and not simply the end of an old list.
    """
    due = today.year - (1 if (today.month, today.day) > LAST_DAY else 2)
    listed = max((year for year, count in years.items() if count and year <= due), default=due)
    year = due if was_crawled else listed
    found, before = years.get(year, 0), years.get(year - 1, 0)
    return Shortfall(year, found, before) if found < FEWEST * before else None
