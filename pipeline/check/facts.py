"""The facts of the reports that have open units, fetched a chunk of reports at a time.

What must not go here: any decision about a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb

from pipeline.check.rules import ASSERTIONS
from pipeline.registry.rules import doubtful_line_issues
from pipeline.registry.sums import CellKey, column_codes

JUDGE = ASSERTIONS / "judge"
CHUNK = 4_000  # reports in memory at once

_GATHERED = (
    "open_table", "ordered_unit", "other_report", "open_report", "open_request", "open_remedy",
    "open_disclosure", "open_exception", "open_claim", "open_issue", "other_request",
    "other_remedy", "other_disclosure", "other_exception",
)  # fmt: skip

Row = tuple[Any, ...]
Figure = int | Decimal | None


@dataclass(frozen=True, slots=True)
class OpenUnit:
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

    def lines(self, table_code: str) -> tuple[str, ...]:
        """Return the lines the report has of a table, in form order; its figures are complete."""
        if table_code not in self._lines:
            found = dict.fromkeys(key[1] for key in self.figures if key[0] == table_code)
            self._lines[table_code] = tuple(found)
        return self._lines[table_code]

    def status(self, cell: CellKey) -> str:
        """Return the status of a cell; a figure that nothing explains away is missing."""
        if cell in self.printed:
            return self.printed[cell][0]
        value = self.figures[cell]
        if value is None:
            return "missing"
        return "number" if value else "zero"


def statement(name: str) -> str:
    """Return one statement of the judge."""
    return (JUDGE / f"{name}.sql").read_text(encoding="utf-8")


class _Chunk:
    """The reports whose keys lie between two bounds."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, low: int, high: int) -> None:
        """Keep the bounds; nothing is fetched yet."""
        self._connection = connection
        self._within = f"report_key between {low:d} and {high:d}"

    def rows(self, table: str) -> list[Row]:
        """Return the rows of one of the tables made for the open reports, in its order."""
        return self._connection.table(table).filter(self._within).fetchall()


@lru_cache
def _keys(table_code: str, line_code: str) -> tuple[CellKey, ...]:
    return tuple((table_code, line_code, column) for column in column_codes(table_code))


def _add_wide(facts: dict[int, ReportFacts], rows: list[Row], table_code: str) -> None:
    for report_key, line_code, *figures in rows:
        keys = _keys(table_code, line_code)
        facts[report_key].figures.update(zip(keys, figures, strict=True))


def _add_printed(facts: dict[int, ReportFacts], rows: list[Row]) -> None:
    for report_key, table_code, line_code, column_code, status, raw_text in rows:
        key = (table_code, line_code, column_code)
        facts[report_key].printed[key] = (status, raw_text)
        facts[report_key].figures.setdefault(key, None)


def _add_prose(facts: dict[int, ReportFacts], chunk: _Chunk) -> None:
    for report_key, code, sentence, value in chunk.rows("open_claim"):
        facts[report_key].claims.setdefault(code, sentence)
        facts[report_key].claimed.setdefault(code, value)
    for report_key, code, detail in chunk.rows("open_issue"):
        if code in doubtful_line_issues():
            facts[report_key].doubtful_lines.add(detail.split(":", 1)[0].strip())


def _facts_of(chunk: _Chunk) -> dict[int, ReportFacts]:
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
        for key, subject, sha256, origin, seen, layout_t2, layout_t3, prior in chunk.rows(
            "open_report"
        )
    }
    for report_key, *unit in chunk.rows("ordered_unit"):
        facts[report_key].units.append(OpenUnit(*unit))
    for report_key, line_code, column_code, value in chunk.rows("open_disclosure"):
        facts[report_key].figures["t2", line_code, column_code] = value
    _add_wide(facts, chunk.rows("open_request"), "t3")
    _add_wide(facts, chunk.rows("open_remedy"), "t4")
    _add_printed(facts, chunk.rows("open_exception"))
    _add_prose(facts, chunk)
    return facts


def open_reports(
    connection: duckdb.DuckDBPyConnection, size: int = CHUNK
) -> Iterator[list[ReportFacts]]:
    """Yield the reports that have open units, in the order of their keys, in chunks.

    What they need is gathered once, so that a chunk does not search all facts again.
    """
    for name in _GATHERED:
        connection.execute(statement(name))
    ordered = connection.execute("select report_key from open_report").fetchall()
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        yield list(_facts_of(_Chunk(connection, part[0][0], part[-1][0])).values())
