"""Reports and findings of a warehouse as plain records, for every output alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from pipeline.paths import SQL

# issues that another one, where it stands, tells as well and in clearer words
SAID_BY = {"read.child_document": "parse.in_attachment"}
# issues that are told of a report that was read whole: what else stands there was left out
LEFT_OUT = frozenset(("parse.further_report", "parse.other_year"))


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report revision: what it is, how much of it was read, whether its tables add up.

    `reconciles` is None where nothing can be said. `issues` are (code, detail).
    """

    report_key: int
    file: str
    organ: str | None
    year: int | None
    container: str | None
    state: str
    cells_filled: int
    cells_read: int
    cells_expected: int
    is_current: bool
    reconciles: bool | None
    n_error: int
    n_warning: int
    n_undecided: int
    issues: tuple[tuple[str, str], ...]

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The issues that its reader is told: why it was not read whole, or what was left out."""
        if self.state != "read":
            return self.issues
        return tuple(issue for issue in self.issues if issue[0] in LEFT_OUT)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One unit that fails or cannot be decided."""

    finding_id: str
    cause_id: str
    report_key: int
    file: str
    organ: str | None
    year: int | None
    is_current: bool
    rule_id: str
    title_zh: str
    title_en: str
    severity: str
    outcome: str
    scope: str
    lhs: Decimal | None
    rhs: Decimal | None
    delta: Decimal | None
    verdict: str
    message_zh: str
    message_en: str
    evidence: str
    repair: str | None
    state: str
    first_seen: datetime
    last_seen: datetime
    layout: int | None = None  # of the table that the scope names

    @property
    def level(self) -> str:
        """The severity of a failure; `undecided` for what could not be judged."""
        return "undecided" if self.outcome == "undecided" else self.severity


def list_reports(connection: duckdb.DuckDBPyConnection) -> list[ReportLine]:
    """Return every report revision, the worst first, then by organ, year and file."""
    records = _records(connection, "reports")
    return [ReportLine(**(record | {"issues": _issues(record["issues"])})) for record in records]


def list_findings(connection: duckdb.DuckDBPyConnection) -> list[FindingLine]:
    """Return the findings of every report revision, report by report, the worst first."""
    return [FindingLine(**record) for record in _records(connection, "findings")]


def current(findings: Sequence[FindingLine]) -> list[FindingLine]:
    """Leave out the findings of revisions that another one has replaced."""
    return [finding for finding in findings if finding.is_current]


def standing(findings: Sequence[FindingLine]) -> list[FindingLine]:
    """Leave out the findings that were waived."""
    return [finding for finding in findings if finding.state != "waived"]


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """One waiver of the file, and what became of it."""

    line: int
    organ: str
    year: int
    rule_id: str
    author: str
    expires_on: date
    state: str
    findings: int


def list_waivers(connection: duckdb.DuckDBPyConnection) -> list[WaiverLine]:
    """Return the waivers in the order of their file."""
    return [WaiverLine(**record) for record in _records(connection, "waivers")]


def _issues(entries: Sequence[dict[str, str]] | None) -> tuple[tuple[str, str], ...]:
    """Return (code, detail) of each issue, without those that another one tells as well."""
    found = tuple((entry["code"], entry["detail"]) for entry in entries or ())
    codes = {code for code, _ in found}
    said = {lesser for lesser, whole in SAID_BY.items() if whole in codes}
    return tuple((code, detail) for code, detail in found if code not in said)


def by_cause(findings: Sequence[FindingLine]) -> list[list[FindingLine]]:
    """Group findings by cause, in the order of the first of each group."""
    groups: dict[tuple[int, str], list[FindingLine]] = {}
    for finding in findings:
        groups.setdefault((finding.report_key, finding.cause_id), []).append(finding)
    return list(groups.values())


def _records(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    cursor = connection.execute((SQL / "book" / f"{name}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
