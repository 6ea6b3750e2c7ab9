"""Findings as they are stored: identifiers and sentences of the units of one report.

What must not go here: deciding a unit, what is shown as evidence; SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from pipeline.check.causes import BLANK_RULE, cause_keys
from pipeline.check.diagnosis.model import Cause
from pipeline.check.diagnosis.report import Certainty, Diagnosis, diagnose
from pipeline.check.diagnosis.whose import with_verdicts
from pipeline.check.diagnosis.words import doubt_of, proposal_words, repair_record
from pipeline.check.evidence import CellRef, JudgedReport, Place, evidence, shown_of, written
from pipeline.check.facts import ReportFacts
from pipeline.check.messages import LANGUAGES, Facts, message
from pipeline.check.rules import Rule
from pipeline.check.verdicts import JudgedUnit, TableBounds, bounds_of, judge_unit, other_unknown

Certain = Mapping[str, Certainty]  # by document


class Finding(NamedTuple):
    """One row of fact_finding."""

    finding_id: str
    cause_id: str
    report_key: int
    rule_id: str
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


def judge_report(facts: ReportFacts, rules: Mapping[str, Rule]) -> JudgedReport:
    """Judge the open units of one report and group them by cause."""
    bounds = bounds_of(facts)
    judged = (judge_unit(unit, rules[unit.rule_id], facts, bounds) for unit in facts.units)
    units = tuple(unit for unit in judged if unit is not None)
    causes = tuple(cause_keys([u.for_causes for u in units]))
    return JudgedReport(facts, bounds, units, causes, tuple(shown_of(u, facts) for u in units))


def _digest(*parts: str | None) -> str:
    text = "\x1f".join([part or "" for part in parts])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _finding_id(unit: JudgedUnit, facts: ReportFacts) -> str:
    cells = (*unit.lhs_cells, *unit.rhs_cells)
    figures, printed = facts.figures, facts.printed
    texts = [printed[c][1] if c in printed else written(figures[c]) for c in cells]
    amounts = (written(unit.lhs.amount), written(unit.rhs.amount))
    if not cells and unit.lhs.amount is None:
        texts = [unit.unit.detail]  # a date, a share of the text: what it has for a value
    return _digest(facts.subject, unit.rule.id, unit.unit.scope, unit.outcome, *amounts, *texts)


def _implied(unit: JudgedUnit, bounds: TableBounds) -> tuple[str, int] | None:
    """Return which sentence on implied values applies, and the value it names."""
    if unit.implied_total is not None and unit.outcome == "undecided":
        return "total", unit.implied_total
    if unit.rule.id != BLANK_RULE or unit.outcome != "fail":
        return None
    if unit.for_causes.is_implied_zero:
        return "zero", 0
    forced = [bounds.implied[c].value for c in unit.lhs_cells if c in bounds.implied]
    return ("one", forced[0]) if len(unit.lhs_cells) == len(forced) == 1 else None


def _raw(unit: JudgedUnit, facts: ReportFacts) -> str:
    """Return what is printed in the one cell that a finding is about."""
    if len(unit.lhs_cells) != 1:
        return ""
    cell = unit.lhs_cells[0]
    raw = facts.printed[cell][1] if cell in facts.printed else None
    return (written(facts.figures[cell]) if raw is None else raw) or ""


def _quoted(unit: JudgedUnit, report: JudgedReport, cause: Cause | None) -> Facts:
    facts = report.facts
    table = unit.unit.scope.split(".", 1)[0]
    return Facts(
        scope=unit.unit.scope,
        layout=facts.layouts.get(table),
        outcome=unit.outcome,
        verdict=doubt_of(unit, cause),
        lhs=unit.lhs,
        rhs=unit.rhs,
        delta=unit.delta,
        raw=_raw(unit, facts),
        detail=unit.unit.detail or "",
        unknown=tuple(facts.status(cell) for cell in unit.for_causes.unknown),
        other=_other_name(unit, facts),
        other_unknown=tuple(other_unknown(unit.unit, unit.rule, facts)),
        implied=_implied(unit, report.bounds),
        unseen=_unseen(unit, facts),
    )


def _unseen(unit: JudgedUnit, facts: ReportFacts) -> tuple[str, ...]:
    """Return what might have told text and table apart but is not at hand."""
    is_open = unit.verdict == "text_table_mismatch" and not facts.has_prior
    return ("prior_report",) if is_open else ()


def _diagnosed(report: JudgedReport, certain: Certain) -> tuple[JudgedReport, Diagnosis]:
    """Return the report with the causes and verdicts that its diagnosis comes to."""
    sure = certain.get(report.facts.sha256, {})
    certainty = {cell: sure[cell] for _, cell in chain(*report.shown) if cell in sure}
    found = diagnose(report.units, report.causes, report.facts, report.bounds.implied, certainty)
    units = with_verdicts(report.units, found, report.facts)
    return replace(report, units=units, causes=found.keys), found


def _repair(unit: int, found: Diagnosis) -> str | None:
    """Return the proposal of a unit as JSON where it leads its cause."""
    cause = found.cause(unit)
    return repair_record(cause) if cause is not None and found.leader(unit) == unit else None


def _other_name(unit: JudgedUnit, facts: ReportFacts) -> tuple[str | None, int | None] | None:
    other = facts.others.get(unit.unit.other_key or 0)
    return (other.organ, other.year) if other else None


def findings_of(
    report: JudgedReport, places: Mapping[CellRef, Place], certain: Certain
) -> Iterator[Finding]:
    """Yield the findings of a report in the order of their rules and scopes.

    Args:
        report: the report with its judged units.
        places: where cells stand, of this report and of those it is compared with.
        certain: by document, how certain cells were read, where that was from a picture.
    """
    facts = report.facts
    layout = facts.layouts.get
    report, found = _diagnosed(report, certain)
    cause_ids = {cause: _digest(facts.subject, cause) for cause in report.causes}
    each = zip(report.units, report.causes, report.shown, strict=True)
    for number, (unit, cause, shown) in enumerate(each):
        quoted = _quoted(unit, report, found.cause(number))
        told = {x: proposal_words(number, report.units, layout, found, x) for x in LANGUAGES}
        yield Finding(
            finding_id=_finding_id(unit, facts),
            cause_id=cause_ids[cause],
            report_key=facts.report_key,
            rule_id=unit.rule.id,
            severity=unit.unit.severity,
            outcome=unit.outcome,
            scope=unit.unit.scope,
            lhs=unit.lhs.amount,
            rhs=unit.rhs.amount,
            delta=unit.delta,
            verdict=unit.verdict,
            message_zh=message(unit.rule, quoted, told["zh"], "zh"),
            message_en=message(unit.rule, quoted, told["en"], "en"),
            evidence=evidence(unit, shown, report, places),
            repair=_repair(number, found),
            state="open",
            first_seen=facts.seen,
            last_seen=facts.seen,
        )
