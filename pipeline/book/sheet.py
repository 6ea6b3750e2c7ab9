"""Findings as a workbook for people: the problems, every place of each, and the reports.

What must not go here: what a finding says, which findings are listed.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from pipeline.book.listing import FindingLine, ReportLine, by_cause
from pipeline.book.terminal import reconciles_code
from pipeline.registry.form_words import place_words
from pipeline.registry.issue_words import issue_words
from pipeline.registry.words import Language, word

Row = tuple[str | int | Decimal | None, ...]


class SheetFullError(RuntimeError):
    """There are more rows than a sheet holds; the message says what to use instead."""


MOST_ROWS = 1_048_576 - 1  # a sheet of the format ends there, and one row is the head
CAUSES = {  # columns, with their widths in characters
    "organ": 28, "year": 7, "severity": 9, "rule": 12, "finding": 78, "units": 7, "verdict": 16,
    "life": 10, "cause": 15, "file": 32,
}  # fmt: skip
UNITS = {
    "organ": 28, "year": 7, "severity": 9, "rule": 12, "scope": 52, "lhs": 14, "rhs": 14,
    "delta": 14, "verdict": 16, "life": 10, "cause": 15, "number": 15, "file": 32,
}  # fmt: skip
REPORTS = {
    "organ": 28, "year": 7, "container": 9, "cells": 11, "state": 14, "reconciles": 11,
    "errors": 8, "warnings": 8, "undecided": 10, "unread": 60, "file": 32,
}  # fmt: skip
WRAPPED = ("finding", "scope", "unread", "organ", "file")
_PLAIN = {
    "in_memory": True,
    # what begins like a formula or an address stays a text
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_LANDSCAPE_A4 = 9


def findings_xlsx(
    findings: Sequence[FindingLine],
    lang: Language,
    reports: Sequence[ReportLine] = (),
    refused: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the findings as a workbook, each sheet with filters and a head that stays.

    The first sheet has one row a cause, the second one a unit, the third one a report.

    Args:
        findings: the findings.
        lang: the language.
        reports: the reports; each that was not read whole has a row that says what kept it.
        refused: files that were not taken in, each with what is said of it.

    Raises:
        SheetFullError: there are more findings than a sheet holds.
    """
    causes = [
        *(_cause_row(units, lang) for units in by_cause(findings)),
        *(_unread_row(r, lang) for r in reports if r.told),
        *(_refused_row(path, said, lang) for path, said in refused),
    ]
    counted = Counter((units[0].report_key, units[0].level) for units in by_cause(findings))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        _add(book, "finding", CAUSES, causes, lang)
        _add(book, "each_unit", UNITS, (_unit_row(f, lang) for f in findings), lang)
        if reports:
            _add(book, "reports", REPORTS, (_report_row(r, counted, lang) for r in reports), lang)
    return out.getvalue()


def _add(
    book: Any, code: str, columns: Mapping[str, int], rows: Iterable[Row], lang: Language
) -> None:
    sheet = book.add_worksheet(word("column", code, lang))
    head = book.add_format(
        {"bold": True, "bg_color": "#E7E6E6", "text_wrap": True, "valign": "vcenter", "bottom": 1}
    )
    plain, wrapped = (book.add_format({"valign": "top", "text_wrap": wrap}) for wrap in (0, 1))
    for place, (name, width) in enumerate(columns.items()):
        sheet.set_column(place, place, width, wrapped if name in WRAPPED else plain)
        sheet.write_string(0, place, word("column", name, lang), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST_ROWS:
            raise SheetFullError(word("say", "sheet_full", lang, rows=MOST_ROWS))
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, place, value)
            elif value is not None:
                sheet.write_number(last, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cause_row(units: Sequence[FindingLine], lang: Language) -> Row:
    first = units[0]
    said = first.message_zh if lang == "zh" else first.message_en
    verdict, life = _judged(first, lang)
    head = _head(first, lang)
    return (*head, said, len(units), verdict, life, first.cause_id, first.file)


def _unit_row(finding: FindingLine, lang: Language) -> Row:
    place = place_words(finding.scope, finding.layout, lang)
    sides = (finding.lhs, finding.rhs, finding.delta)
    ids = (finding.cause_id, finding.finding_id)
    return (*_head(finding, lang), place, *sides, *_judged(finding, lang), *ids, finding.file)


def _head(finding: FindingLine, lang: Language) -> Row:
    level = word("severity", finding.level, lang)
    return (finding.organ, finding.year, level, finding.rule_id)


def _judged(finding: FindingLine, lang: Language) -> tuple[str, str]:
    return word("verdict", finding.verdict, lang), word("life", finding.state, lang)


def _report_row(report: ReportLine, counted: Counter[tuple[int, str]], lang: Language) -> Row:
    cells = f"{report.cells_read}/{report.cells_expected}" if report.cells_expected else None
    return (
        report.organ,
        report.year,
        report.container,
        cells,
        word("state", report.state, lang),
        word("reconciles", reconciles_code(report), lang),
        *(counted[report.report_key, level] for level in ("error", "warning", "undecided")),
        _unread(report, lang) or None,
        report.file,
    )


def _unread(report: ReportLine, lang: Language) -> str:
    return " ".join(dict.fromkeys(issue_words(code, said, lang) for code, said in report.told))


def _unread_row(report: ReportLine, lang: Language) -> Row:
    """Return the row of a report that was not read whole."""
    said = _unread(report, lang)
    if not report.cells_read:
        said = word("say", "sheet_unread", lang, issues=said)
    level, state = word("severity", "undecided", lang), word("state", report.state, lang)
    head = (report.organ, report.year, level, None)
    return (*head, said, None, state, None, None, report.file)


def _refused_row(path: str, said: str, lang: Language) -> Row:
    """Return the row of a file that was not taken in."""
    level, state = word("severity", "undecided", lang), word("state", "unreadable", lang)
    return (None, None, level, None, said, None, state, None, None, path)
