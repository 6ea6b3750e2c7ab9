"""The facts of the reports that have open units, from the tables gathered for a chunk of them.

What must not go here: any decision about a unit; SQL.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.registry.rules import doubtful_line_issues
from pipeline.registry.sums import CellKey, column_codes

Row = tuple[Any, ...]
Tables = Mapping[str, pa.Table]  # what was gathered for a chunk of reports, by name
Figure = int | Decimal | None


@lru_cache(maxsize=256)
def _keys(table_code: str, lines: tuple[str, ...]) -> tuple[CellKey, ...]:
    columns = column_codes(table_code)
    return tuple((table_code, line, column) for line in lines for column in columns)


class OpenUnit(NamedTuple):
    """A unit that the comparison alone does not pass; no outcome yet means that bounds decide."""

    rule_id: str
    scope: str
    severity: str
    outcome: str | None
    lhs: Decimal | None
    lhs_blanks: int
    rhs: Decimal | None
    rhs_blanks: int
    detail: str | None
    other_key: int | None = None


@dataclass(slots=True)
class OtherReport:
    """What is known of a report that units are compared with: `cells` holds value, status, text."""

    report_key: int
    organ: str | None
    year: int | None
    sha256: str
    origin: str | None
    layouts: dict[str, int | None]
    cells: dict[CellKey, tuple[Figure, str, str | None]] = field(default_factory=dict)


@dataclass(slots=True)
class ReportFacts:
    """What is known of one report: its figures, and what is printed where no plain number is."""

    report_key: int
    subject: str
    sha256: str
    origin: str | None
    seen: datetime
    layouts: dict[str, int | None]
    units: list[OpenUnit] = field(default_factory=list)
    figures: dict[CellKey, Figure] = field(default_factory=dict)
    printed: dict[CellKey, tuple[str, str | None]] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    claimed: dict[str, Decimal | None] = field(default_factory=dict)
    doubtful_lines: set[str] = field(default_factory=set)
    has_prior: bool = False  # whether last year's report is at hand
    others: dict[int, OtherReport] = field(default_factory=dict)
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def add(self, table_code: str, lines: tuple[str, ...], figures: Iterable[Figure]) -> None:
        """Add the lines of a table, in form order, with the figures of all columns of each."""
        self.figures.update(zip(_keys(table_code, lines), figures, strict=True))
        self._lines[table_code] = lines

    def lines(self, table_code: str) -> tuple[str, ...]:
        """Return the lines the report has of a table whose columns stand side by side."""
        return self._lines.get(table_code, ())

    def are_plain(self, cells: Iterable[CellKey]) -> bool:
        """Return whether every one of the cells is a figure, with nothing to say of its print."""
        return None not in map(self.figures.get, cells) and self.printed.keys().isdisjoint(cells)

    def status(self, cell: CellKey) -> str:
        """Return the status of a cell; a figure that nothing explains away is missing."""
        if cell in self.printed:
            return self.printed[cell][0]
        value = self.figures[cell]
        if value is None:
            return "missing"
        return "number" if value else "zero"


def _listed(column: pa.ChunkedArray) -> list[Any]:
    """Return the values of a column; of what has no gap, none is made more than once."""
    if pa.types.is_int64(column.type) and not column.null_count:
        found: list[int] = column.to_numpy().tolist()
        return found
    if pa.types.is_string(column.type) and not column.null_count:
        coded = column.combine_chunks().dictionary_encode()
        words = coded.dictionary.to_pylist()
        return list(map(words.__getitem__, coded.indices.to_numpy().tolist()))
    values: list[Any] = column.to_pylist()
    return values


def _rows(table: pa.Table) -> Iterator[Row]:
    return zip(*map(_listed, table.columns), strict=True)


def _add_wide(facts: dict[int, ReportFacts], table: pa.Table, table_code: str) -> None:
    """Add the lines of a table, which stand together report by report."""
    keys, lines, *columns = map(_listed, table.columns)
    figures = list(chain.from_iterable(zip(*columns, strict=True)))
    width, start = len(columns), 0
    while start < len(keys):
        stop = bisect_right(keys, keys[start], start)
        of_report = figures[start * width : stop * width]
        facts[keys[start]].add(table_code, tuple(lines[start:stop]), of_report)
        start = stop


def _add_printed(facts: dict[int, ReportFacts], rows: Iterator[Row]) -> None:
    for report_key, table_code, line_code, column_code, status, raw_text in rows:
        key = (table_code, line_code, column_code)
        facts[report_key].printed[key] = (status, raw_text)
        facts[report_key].figures.setdefault(key, None)


def _add_prose(facts: dict[int, ReportFacts], tables: Tables) -> None:
    for report_key, code, sentence, value in _rows(tables["open_claim"]):
        of_report = facts[report_key]
        of_report.claims.setdefault(code, sentence)
        of_report.claimed.setdefault(code, value)
    doubtful = doubtful_line_issues()
    for report_key, code, detail in _rows(tables["open_issue"]):
        if code in doubtful:
            facts[report_key].doubtful_lines.add(detail.split(":", 1)[0].strip())


def _add_others(facts: dict[int, ReportFacts], tables: Tables) -> None:
    """Give each report those it is compared with, with the figures that its units touch."""
    known = {
        key: OtherReport(
            key, organ, year, sha256, origin, {"t2": layout_t2, "t3": layout_t3, "t4": None}
        )
        for key, organ, year, sha256, origin, layout_t2, layout_t3 in _rows(tables["other_report"])
    }
    for key, table, line, column, value, status, raw in _rows(tables["other_cell"]):
        plain = "missing" if value is None else "number" if value else "zero"
        known[key].cells[table, line, column] = (value, status or plain, raw)
    for report in facts.values():
        for unit in report.units:
            if (key := unit.other_key) is not None and key in known:
                report.others[key] = known[key]


def facts_of(tables: Tables) -> list[ReportFacts]:
    """Return the facts of the reports of a chunk, in the order of their keys."""
    facts = {
        key: ReportFacts(
            key,
            subject,
            sha256,
            origin,
            seen,
            {"t2": layout_t2, "t3": layout_t3, "t4": None},
            has_prior=prior,
        )
        for key, subject, sha256, origin, seen, layout_t2, layout_t3, prior in _rows(
            tables["open_report"]
        )
    }
    for report_key, *unit in _rows(tables["ordered_unit"]):
        facts[report_key].units.append(OpenUnit._make(unit))
    for report_key, line_code, column_code, value in _rows(tables["open_disclosure"]):
        facts[report_key].figures["t2", line_code, column_code] = value
    _add_wide(facts, tables["open_request"], "t3")
    _add_wide(facts, tables["open_remedy"], "t4")
    _add_printed(facts, _rows(tables["open_exception"]))
    _add_prose(facts, tables)
    _add_others(facts, tables)
    return list(facts.values())
