"""Findings as CSV and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.book.listing import FindingLine, ReportLine
from pipeline.registry.issue_words import issue_words
from pipeline.registry.words import Language

CSV_COLUMNS = (
    "organ", "year", "file", "severity", "outcome", "rule_id", "title_zh", "title_en", "scope",
    "lhs", "rhs", "delta", "verdict", "message_zh", "message_en", "finding_id", "cause_id",
    "state", "first_seen",
)  # fmt: skip
NUMBERS = ("lhs", "rhs", "delta")
NUMBER_TYPE = pl.Decimal(18, 6)
# A cell that begins like a formula is run as one by spreadsheets.
FORMULA = r"^[=+\-@\t\r]"


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a figure without trailing zeros: an integer where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def finding_record(finding: FindingLine) -> dict[str, Any]:
    """Return a finding as JSON takes it, its evidence unpacked."""
    record = asdict(finding)
    for inner in ("report_key", "layout"):
        record.pop(inner)
    numbers = {key: plain_number(record[key]) for key in NUMBERS}
    seen = {key: record[key].isoformat() for key in ("first_seen", "last_seen")}
    return record | numbers | seen | {"evidence": json.loads(finding.evidence)}


def findings_json(findings: Sequence[FindingLine]) -> str:
    """Return the findings as a JSON array."""
    return json.dumps([finding_record(f) for f in findings], ensure_ascii=False, indent=2)


def reports_json(
    reports: Sequence[ReportLine], findings: Sequence[FindingLine], lang: Language
) -> str:
    """Return one JSON object a report, with its findings and what kept it from being read."""
    entries = []
    for report in reports:
        entry = asdict(report)
        entry.pop("report_key")
        own = [f for f in findings if f.report_key == report.report_key]
        entry["issues"] = [
            {"code": code, "detail": detail, "message": issue_words(code, detail, lang)}
            for code, detail in report.issues
        ]
        entry["findings"] = [finding_record(f) for f in own]
        entries.append(entry)
    return json.dumps(entries, ensure_ascii=False, indent=2)


def findings_csv(findings: Sequence[FindingLine]) -> str:
    """Return the findings as CSV with a header line, one row a unit."""
    frame = pl.DataFrame(
        [
            {key: getattr(finding, key) for key in CSV_COLUMNS}
            | {"first_seen": finding.first_seen.isoformat()}
            for finding in findings
        ],
        schema=dict.fromkeys(CSV_COLUMNS, pl.String)
        | {"year": pl.Int64}
        | dict.fromkeys(NUMBERS, NUMBER_TYPE),
    )
    text = pl.col(pl.String)
    trimmed = pl.col(*NUMBERS).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
    quoted = pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text)
    return frame.with_columns(quoted.name.keep()).with_columns(trimmed).write_csv()


def findings_bytes(findings: Sequence[FindingLine], form: str) -> bytes:
    """Return the findings as `csv` (with the mark that spreadsheets need) or `json`."""
    if form == "csv":
        return findings_csv(findings).encode("utf-8-sig")
    return findings_json(findings).encode() + b"\n"
