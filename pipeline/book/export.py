"""Findings as CSV, JSON and a spreadsheet."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.book.listing import FindingLine, ReportLine
from pipeline.registry.words import Language, issue_words, word

CSV_COLUMNS = (
    "organ", "year", "file", "severity", "outcome", "rule_id", "title_zh", "title_en", "scope",
    "lhs", "rhs", "delta", "verdict", "message_zh", "message_en", "finding_id", "cause_id",
    "state", "first_seen",
)  # fmt: skip
NUMBERS = ("lhs", "rhs", "delta")
NUMBER_TYPE = pl.Decimal(18, 6)
SHEET_WIDTHS = {  # in pixels
    "organ": 210, "year": 60, "severity": 70, "rule": 90, "finding": 560, "verdict": 120,
    "life": 80, "scope": 230, "file": 230,
}  # fmt: skip
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
    record.pop("report_key")
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


def findings_xlsx(
    findings: Sequence[FindingLine],
    lang: Language,
    reports: Sequence[ReportLine] = (),
    refused: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the findings as a spreadsheet: one row a unit, with filters and a frozen head.

    Args:
        findings: the findings.
        lang: the language.
        reports: the reports; each that was not read whole has a row that says what kept it.
        refused: files that were not taken in, each with the reason.
    """
    heads = {code: word("column", code, lang) for code in SHEET_WIDTHS}
    told = [
        *(_sheet_row(finding, lang) for finding in findings),
        *(_unread_row(r, lang) for r in reports if r.state != "read" and r.issues),
        *(_refused_row(path, detail, lang) for path, detail in refused),
    ]
    rows = [dict(zip(heads.values(), row, strict=True)) for row in told]
    schema = dict.fromkeys(heads.values(), pl.String) | {heads["year"]: pl.Int64}
    out = io.BytesIO()
    pl.DataFrame(rows, schema=schema).write_excel(
        out,
        worksheet=word("column", "finding", lang),
        column_widths={heads[code]: width for code, width in SHEET_WIDTHS.items()},
        column_formats={heads["finding"]: {"text_wrap": True}},
        freeze_panes="A2",
        autofilter=True,
    )
    return out.getvalue()


def findings_bytes(findings: Sequence[FindingLine], form: str, lang: Language) -> bytes:
    """Return the findings as `csv` (with the mark that spreadsheets need), `json` or `xlsx`."""
    if form == "xlsx":
        return findings_xlsx(findings, lang)
    if form == "csv":
        return findings_csv(findings).encode("utf-8-sig")
    return findings_json(findings).encode() + b"\n"


def _unread_row(report: ReportLine, lang: Language) -> tuple[str | int | None, ...]:
    """Return the row of a report that was not read whole."""
    issues = dict.fromkeys(issue_words(code, detail, lang) for code, detail in report.issues)
    said = word("say", "sheet_unread", lang, issues=" ".join(issues))
    if report.cells_read:
        said = " ".join(issues)
    level = word("severity", "undecided", lang)
    state = word("state", report.state, lang)
    return (report.organ, report.year, level, None, said, state, None, None, report.file)


def _refused_row(path: str, detail: str, lang: Language) -> tuple[str | int | None, ...]:
    """Return the row of a file that was not taken in."""
    said = word("say", "refused_path", lang, path=path, detail=detail)
    level = word("severity", "undecided", lang)
    state = word("state", "unreadable", lang)
    return (None, None, level, None, said, state, None, None, path)


def _sheet_row(finding: FindingLine, lang: Language) -> tuple[str | int | None, ...]:
    return (
        finding.organ,
        finding.year,
        word("severity", finding.level, lang),
        finding.rule_id,
        finding.message_zh if lang == "zh" else finding.message_en,
        word("verdict", finding.verdict, lang),
        word("life", finding.state, lang),
        finding.scope,
        finding.file,
    )
