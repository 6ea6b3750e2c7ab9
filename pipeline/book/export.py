"""Findings as CSV, JSON and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import xlsxwriter

from pipeline.book.listing import FindingLine, ReportLine
from pipeline.registry.words import Language, issue_words, word

CSV_COLUMNS = (
    "organ", "year", "file", "severity", "outcome", "rule_id", "title_zh", "title_en", "scope",
    "lhs", "rhs", "delta", "verdict", "message_zh", "message_en", "finding_id", "cause_id",
)  # fmt: skip
SHEET_COLUMNS = ("organ", "year", "severity", "rule", "finding", "verdict", "scope", "file")
SHEET_WIDTHS = (28, 8, 10, 10, 70, 16, 30, 30)


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a figure without trailing zeros: an integer where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def finding_record(finding: FindingLine) -> dict[str, Any]:
    """Return a finding as JSON takes it, its evidence unpacked."""
    record = asdict(finding)
    record.pop("report_key")
    for key in ("lhs", "rhs", "delta"):
        record[key] = plain_number(record[key])
    record["evidence"] = json.loads(finding.evidence)
    return record


def findings_json(findings: Sequence[FindingLine]) -> str:
    """Return the findings as a JSON array."""
    return json.dumps([finding_record(f) for f in findings], ensure_ascii=False, indent=2)


def reports_json(
    reports: Sequence[ReportLine], findings: Sequence[FindingLine], lang: Language
) -> str:
    """Return one JSON object a report, with its findings and what kept it from being read."""
    entries = []
    for report in reports:
        own = [f for f in findings if f.report_key == report.report_key]
        entry = asdict(report)
        entry.pop("report_key")
        entry["issues"] = [
            {"code": code, "detail": detail, "message": issue_words(code, detail, lang)}
            for code, detail in report.issues
        ]
        entry["findings"] = [finding_record(f) for f in own]
        entries.append(entry)
    return json.dumps(entries, ensure_ascii=False, indent=2)


def findings_csv(findings: Sequence[FindingLine]) -> str:
    """Return the findings as CSV with a header line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for finding in findings:
        record = asdict(finding)
        numbers = {key: plain_number(record[key]) for key in ("lhs", "rhs", "delta")}
        writer.writerow({key: _text(value) for key, value in (record | numbers).items()})
    return out.getvalue()


def _text(value: object) -> object:
    """Keep a text that begins like a formula from being run as one by a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def findings_bytes(findings: Sequence[FindingLine], form: str, lang: Language) -> bytes:
    """Return the findings as `csv` (with the mark that spreadsheets need), `json` or `xlsx`."""
    if form == "xlsx":
        return findings_xlsx(findings, lang)
    if form == "csv":
        return findings_csv(findings).encode("utf-8-sig")
    return findings_json(findings).encode() + b"\n"


def findings_xlsx(findings: Sequence[FindingLine], lang: Language) -> bytes:
    """Return the findings as a spreadsheet: one row a unit, filters and frozen head."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(word("column", "finding", lang))
        head = book.add_format({"bold": True, "bg_color": "#E7EDF3", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for column, (code, width) in enumerate(zip(SHEET_COLUMNS, SHEET_WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write(0, column, word("column", code, lang), head)
        for row, finding in enumerate(findings, start=1):
            for column, value in enumerate(_sheet_row(finding, lang)):
                sheet.write(row, column, value, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(findings), 1), len(SHEET_COLUMNS) - 1)
    return out.getvalue()


def _sheet_row(finding: FindingLine, lang: Language) -> tuple[object, ...]:
    return (
        finding.organ or "",
        finding.year or "",
        word("severity", finding.level, lang),
        finding.rule_id,
        finding.message_zh if lang == "zh" else finding.message_en,
        word("verdict", finding.verdict, lang),
        finding.scope,
        finding.file,
    )
