"""What the forms of 2019 and 2021 both count, and what only one of them counts.

Figures of a concept may be compared over the change of the form only where both forms have it and
`is_comparable` is set; else the reason says why not. Several lines of one form under one concept
are to be added. What must not go here: figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.tables import RegistryError, read_csv

FILE = "forms/crosswalk.csv"
_COLUMNS = (
    "concept_code",
    "layout",
    "table_code",
    "line_code",
    "column_code",
    "is_comparable",
    "reason_zh",
    "reason_en",
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One line of one form (or one cell of table 2) and the concept that it counts.

    `column_code` is empty where every column of the line is meant.
    """

    concept_code: str
    layout: int
    table_code: str
    line_code: str
    column_code: str
    is_comparable: bool
    reason_zh: str
    reason_en: str


@lru_cache
def crosswalk() -> tuple[Concept, ...]:
    """Return the crosswalk, in file order.

    Raises:
        RegistryError: an entry is not comparable without saying why, or stands twice.
    """
    found: list[Concept] = []
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(read_csv(FILE, _COLUMNS), start=2):
        is_comparable = row["is_comparable"] == "1"
        if is_comparable == bool(row["reason_zh"] and row["reason_en"]):
            raise RegistryError(f"{FILE} line {number}: give reasons where it is not comparable")
        cell = tuple(row[name] for name in _COLUMNS[1:5])
        if cell in seen:
            raise RegistryError(f"{FILE} line {number}: {'/'.join(cell)} stands there already")
        seen.add(cell)
        codes = (row["table_code"], row["line_code"], row["column_code"])
        reasons = (row["reason_zh"], row["reason_en"])
        found.append(
            Concept(row["concept_code"], int(row["layout"]), *codes, is_comparable, *reasons)
        )
    return tuple(found)
