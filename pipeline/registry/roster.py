"""The roster: which organs must report, and for which years, as an office keeps it in a CSV file.

Columns: `organ_name` and `first_year` are required; `last_year` (empty: still) and `region_code`
(tells organs of one name apart) may be left out. Lines that are empty or begin with `#` are passed
over.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.registry.regions import by_code
from pipeline.registry.tables import RegistryError

COLUMNS = ("organ_name", "first_year", "last_year", "region_code")
_REQUIRED = COLUMNS[:2]
_FIRST, _LAST = 2008, 2100  # the regulation is in force since 2008


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One organ and the report years for which it must report; no last year: still."""

    organ_name: str
    first_year: int
    last_year: int | None
    region_code: str | None


def load_roster(path: Path) -> tuple[RosterLine, ...]:
    """Return the lines of a roster file.

    Raises:
        RegistryError: the file cannot be read, or a line is malformed; every such line is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: give a CSV file in UTF-8 ({error})") from error
    numbered = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        raise RegistryError(f"{path}: give a header line and one line an organ")
    rows = list(csv.reader(line for _, line in numbered))
    header = [name.strip() for name in rows[0]]
    if missing := [name for name in _REQUIRED if name not in header]:
        raise RegistryError(f"{path} line {numbered[0][0]}: add the column(s) {', '.join(missing)}")
    if unknown := [name for name in header if name not in COLUMNS]:
        raise RegistryError(f"{path} line {numbered[0][0]}: no column is called {unknown[0]!r}")
    return _lines(path, header, [(n, row) for (n, _), row in zip(numbered, rows, strict=True)][1:])


def _lines(
    path: Path, header: list[str], rows: list[tuple[int, list[str]]]
) -> tuple[RosterLine, ...]:
    lines: list[RosterLine] = []
    wrong: list[str] = []
    seen: dict[RosterLine, int] = {}
    for number, row in rows:
        try:
            if len(row) != len(header):
                raise ValueError(f"give exactly {len(header)} fields")
            line = _line({k: v.strip() for k, v in zip(header, row, strict=True)})
            if line in seen:
                raise ValueError(f"this organ stands in line {seen[line]} already")
            seen[line] = number
            lines.append(line)
        except ValueError as error:
            wrong.append(f"{path} line {number}: {error}")
    if wrong:
        raise RegistryError("\n".join(wrong))
    return tuple(lines)


def _line(row: Mapping[str, str]) -> RosterLine:
    if not row["organ_name"]:
        raise ValueError("give the name of the organ")
    first = _year(row["first_year"], "first_year")
    last = _year(row["last_year"], "last_year") if row.get("last_year") else None
    if last is not None and last < first:
        raise ValueError(f"last_year {last} is before first_year {first}")
    region = row.get("region_code") or None
    if region and region not in by_code():
        raise ValueError(f"no region has the code {region!r}")
    return RosterLine(row["organ_name"], first, last, region)


def _year(text: str, column: str) -> int:
    if not (text.isascii() and text.isdigit() and _FIRST <= int(text) <= _LAST):
        raise ValueError(f"{column} takes a report year from {_FIRST} on, not {text!r}")
    return int(text)
