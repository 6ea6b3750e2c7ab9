"""Tables for the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.book.basis import basis_words
from pipeline.book.listing import FindingLine, ReportLine, WaiverLine, by_cause
from pipeline.book.place import CellEvidence, cells_of
from pipeline.registry.form_words import place_words
from pipeline.registry.issue_words import issue_words
from pipeline.registry.words import Language, word

STYLES = {
    "no": "bold red",
    "yes": "green",
    "unknown": "yellow",
    "error": "bold red",
    "warning": "yellow",
    "undecided": "cyan",
}
BESIDE_CHINESE = re.compile(r"(?<=[\u3000-\uffef]) | (?=[\u3000-\uffef])")
READ_STATES = ("read", "partial")


def print_reports(console: Console, reports: Sequence[ReportLine], lang: Language) -> None:
    """Print one line a report, below it what kept a document from being read whole."""
    table = _table(("organ", "year", "container", "cells", "state", "reconciles", "file"), lang)
    table.title = word("say", "reports", lang)
    for report in reports:
        answer = reconciles_code(report)
        table.add_row(
            report.organ or "-",
            str(report.year or "-"),
            report.container or "-",
            f"{report.cells_read}/{report.cells_expected}" if report.cells_expected else "-",
            _state(report, lang),
            Text(word("reconciles", answer, lang), style=STYLES.get(answer, "")),
            report.file,
        )
    console.print(table)
    for report in reports:
        for code, detail in dict.fromkeys(report.told):
            said = word(
                "say", "unread", lang, file=report.file, issue=issue_words(code, detail, lang)
            )
            console.print(f"  {said}", highlight=False)
    console.print(_summary(reports, lang), highlight=False)


def _state(report: ReportLine, lang: Language) -> str:
    state = word("state", report.state, lang)
    return state if report.is_current else f"{state} ({word('say', 'replaced', lang)})"


def reconciles_code(report: ReportLine) -> str:
    """Return `yes`, `no`, `unknown`, or `none` where no table was read."""
    if report.reconciles is not None:
        return "yes" if report.reconciles else "no"
    return "unknown" if report.state in READ_STATES else "none"


def _summary(reports: Sequence[ReportLine], lang: Language) -> str:
    codes = [reconciles_code(report) for report in reports]
    counts = {code: codes.count(code) for code in ("yes", "no", "unknown")}
    other = codes.count("none")
    return word("say", "summary", lang, reports=len(reports), other=other, **counts)


def print_findings(
    console: Console, findings: Sequence[FindingLine], lang: Language, *, most: int | None = None
) -> None:
    """Print the findings report by report, one row a cause: its first unit, and how many share it.

    Only the first `most` causes are printed; the rest are counted.
    """
    if not findings:
        console.print(word("say", "no_findings", lang))
        return
    causes = by_cause(findings)
    console.print(word("say", "findings", lang), style="italic")
    for _, groups in groupby(causes[:most], key=lambda group: group[0].report_key):
        _print_report(console, list(groups), lang)
    if most is not None and len(causes) > most:
        console.print(word("say", "more_findings", lang, more=len(causes) - most))


def _print_report(
    console: Console, causes: Sequence[Sequence[FindingLine]], lang: Language
) -> None:
    first = causes[0][0]
    heading = "  ".join(str(part) for part in (first.organ, first.year, first.file) if part)
    table = _table(("severity", "rule", "finding", "units", "cause"), lang)
    for group in causes:
        style = STYLES.get(group[0].level, "")
        table.add_row(
            Text(word("severity", group[0].level, lang), style=style),
            group[0].rule_id,
            message(group[0], lang),
            str(len(group)),
            group[0].cause_id,
        )
    console.print()
    console.print(heading, style="bold", highlight=False)
    console.print(table)


def print_waivers(console: Console, waivers: Sequence[WaiverLine], lang: Language) -> None:
    """Print how many findings are waived, and each waiver that does not hold any more."""
    held = sum(waiver.findings for waiver in waivers)
    if held:
        console.print(word("say", "waived", lang, findings=held), highlight=False)
    for waiver in waivers:
        if waiver.state != "active":
            text = word("waiver", waiver.state, lang)
            place = f"{waiver.organ} {waiver.year} {waiver.rule_id}"
            said = word("say", "waiver", lang, line=waiver.line, place=place, state=text)
            console.print(said, style="yellow", highlight=False)


def print_finding(console: Console, finding: FindingLine, lang: Language) -> None:
    """Print one finding in full: what it says, its basis, and every cell with its place."""
    evidence = json.loads(finding.evidence)
    heading = "  ".join(str(part) for part in (finding.organ, finding.year, finding.file) if part)
    console.print(heading, style="bold", highlight=False)
    title = finding.title_zh if lang == "zh" else finding.title_en
    level = word("severity", finding.level, lang)
    console.print(f"{finding.rule_id} v{evidence['version']}  {level}  {title}", highlight=False)
    console.print(message(finding, lang), highlight=False)
    cells = cells_of(finding)
    if cells:
        console.print(_cell_table(cells, finding.layout, lang))
    for sentence in evidence.get("sentences", ()):
        console.print(f"“{sentence}”", highlight=False)
    basis = word("say", "basis", lang, authority=basis_words(finding, evidence["authority"], lang))
    console.print(basis, highlight=False)
    snapshot = {"sha256": evidence["sha256"], "id": finding.finding_id}
    console.print(word("say", "snapshot", lang, **snapshot), highlight=False)


def _cell_table(cells: Sequence[CellEvidence], layout: int | None, lang: Language) -> Table:
    columns = {
        "side": [word("side", cell.side, lang) for cell in cells],
        "scope": [place_words(cell.cell, layout, lang) for cell in cells],
        "printed": [cell.raw for cell in cells],
        "value": ["" if cell.value is None else str(cell.value) for cell in cells],
        "implied": ["" if cell.implied is None else str(cell.implied) for cell in cells],
        "place": [_place(cell, lang) for cell in cells],
    }
    # the text is kept of cells that are no plain number, and little is implied
    optional = ("printed", "implied")
    told = {code: texts for code, texts in columns.items() if any(texts) or code not in optional}
    table = _table(tuple(told), lang)
    for row in zip(*told.values(), strict=True):
        table.add_row(*row)
    return table


def _place(cell: CellEvidence, lang: Language) -> str:
    parts = [cell.path]
    if cell.line is not None:
        parts = [word("say", "at_line", lang, line=cell.line)]
    if cell.page is not None:
        parts.append(word("say", "at_page", lang, page=cell.page, box=cell.box or ""))
    return " ".join(part.strip() for part in parts if part)


def print_lines(console: Console, lines: Sequence[tuple[int, str, bool]]) -> None:
    """Print lines of a document with their numbers, the marked ones in bold."""
    for number, text, marked in lines:
        style = "bold" if marked else "dim"
        console.print(Text(f"{number:>6} {'▶' if marked else ' '} {text.expandtabs(4)}", style))


def print_rows(console: Console, rows: Sequence[Sequence[tuple[str, bool]]]) -> None:
    """Print rows of tables as they stand in a document, the marked cells in bold and brackets."""
    for row in rows:
        line = Text()
        for number, (text, marked) in enumerate(row):
            shown = " ".join(text.split())
            line.append(" │ " if number else "  ", "dim")
            line.append(f"▶[{shown}]" if marked else shown, "bold" if marked else "dim")
        console.print(line)


def message(finding: FindingLine, lang: Language) -> str:
    """Return the finding's message in the language.

    Lines are broken at spaces, and Chinese has none: those around its figures would tear it up.
    """
    if lang == "en":
        return finding.message_en
    return BESIDE_CHINESE.sub("", finding.message_zh)


def _table(columns: Sequence[str], lang: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for code in columns:
        ratio = 1 if code in ("finding", "file") else None
        fixed = code in ("severity", "year", "units", "cells", "rule", "cause")
        table.add_column(word("column", code, lang), no_wrap=fixed, ratio=ratio, overflow="fold")
    return table
