"""The facts of the reports that have open units, fetched a chunk of reports at a time.

What must not go here: any decision about a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

from pipeline.check.rules import ASSERTIONS
from pipeline.check.sums import CellKey, column_codes
from pipeline.registry.rules import doubtful_line_issues

JUDGE = ASSERTIONS / "judge"
CHUNK = 10_000  # reports in memory at once

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
    doubtful_lines: set[str] = field(default_factory=set)

    def lines(self, table_code: str) -> tuple[str, ...]:
        """Return the lines the report has of a table, in form order."""
        return tuple(dict.fromkeys(key[1] for key in self.figures if key[0] == table_code))

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


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    return connection.execute(statement(name)).fetchall()


def _add_wide(facts: dict[int, ReportFacts], rows: list[Row], table_code: str) -> None:
    columns = column_codes(table_code)
    for report_key, line_code, *figures in rows:
        keys = [(table_code, line_code, column) for column in columns]
        facts[report_key].figures.update(zip(keys, figures, strict=True))


def _add_printed(facts: dict[int, ReportFacts], rows: list[Row]) -> None:
    for report_key, table_code, line_code, column_code, status, raw_text in rows:
        key = (table_code, line_code, column_code)
        facts[report_key].printed[key] = (status, raw_text)
        facts[report_key].figures.setdefault(key, None)


def _add_context(connection: duckdb.DuckDBPyConnection, facts: dict[int, ReportFacts]) -> None:
    for report_key, code, sentence in _rows(connection, "chunk_claim"):
        facts[report_key].claims.setdefault(code, sentence)
    for report_key, code, detail in _rows(connection, "chunk_issue"):
        if code in doubtful_line_issues():
            facts[report_key].doubtful_lines.add(detail.split(":", 1)[0].strip())


def _chunk(connection: duckdb.DuckDBPyConnection) -> dict[int, ReportFacts]:
    connection.execute(statement("chunk_table"))
    facts = {
        key: ReportFacts(
            key, subject, sha256, origin, seen, {"t2": layout_t2, "t3": layout_t3, "t4": None}
        )
        for key, subject, sha256, origin, seen, layout_t2, layout_t3 in _rows(
            connection, "chunk_report"
        )
    }
    for report_key, *unit in _rows(connection, "chunk_unit"):
        facts[report_key].units.append(OpenUnit(*unit))
    for report_key, line_code, column_code, value in _rows(connection, "chunk_disclosure"):
        facts[report_key].figures["t2", line_code, column_code] = value
    _add_wide(facts, _rows(connection, "chunk_request"), "t3")
    _add_wide(facts, _rows(connection, "chunk_remedy"), "t4")
    _add_printed(facts, _rows(connection, "chunk_exception"))
    _add_context(connection, facts)
    return facts


def open_reports(
    connection: duckdb.DuckDBPyConnection, size: int = CHUNK
) -> Iterator[list[ReportFacts]]:
    """Yield the reports that have open units, in the order of their keys, in chunks."""
    keys = [
        key
        for (key,) in connection.execute(
            "select distinct report_key from open_unit order by report_key"
        ).fetchall()
    ]
    for start in range(0, len(keys), size):
        part = keys[start : start + size]
        connection.execute(f"set variable low = {part[0]:d}")
        connection.execute(f"set variable high = {part[-1]:d}")
        yield [facts for _, facts in sorted(_chunk(connection).items())]
