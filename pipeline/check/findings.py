"""Findings as they are stored: identifiers, sentences and evidence of the units of one report.

What must not go here: deciding a unit; SQL.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from pipeline.check.causes import BLANK_RULE, cause_keys
from pipeline.check.diagnosis.model import Cause
from pipeline.check.diagnosis.report import Diagnosis, diagnose
from pipeline.check.diagnosis.whose import with_verdicts
from pipeline.check.diagnosis.words import doubt_of, proposal_words, repair_record
from pipeline.check.facts import Figure, OtherReport, ReportFacts
from pipeline.check.messages import LANGUAGES, Facts, message, plain
from pipeline.check.others import other_cells
from pipeline.check.rules import Rule
from pipeline.check.verdicts import JudgedUnit, TableBounds, bounds_of, judge_unit, other_unknown
from pipeline.registry.sums import CellKey

Place = Mapping[str, object]
CellRef = tuple[str, str, str, str]  # sha256 and the cell, or `SENTENCE` and what it says
SENTENCE = "sentence"  # stands for the table in the reference of a sentence
_CELLS_SHOWN = 40  # more are counted: a missing table needs no list of its cells


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """A report with its judged units and their causes, before anything is worded."""

    facts: ReportFacts
    bounds: TableBounds
    units: tuple[JudgedUnit, ...]
    causes: tuple[str, ...]

    def cells(self) -> Iterator[CellRef]:
        """Yield every cell that the evidence shows."""
        for unit in self.units:
            for _, cell in _shown(unit, self.facts):
                yield (self.facts.sha256, *cell)
            if unit.for_causes.sentence:
                yield (self.facts.sha256, SENTENCE, unit.for_causes.sentence, "")
            if other := self.facts.others.get(unit.unit.other_key or 0):
                for cell in other_cells(unit.unit, unit.rule):
                    yield (other.sha256, *cell)


def judge_report(facts: ReportFacts, rules: Mapping[str, Rule]) -> JudgedReport:
    """Judge the open units of one report and group them by cause."""
    bounds = bounds_of(facts)
    judged = (judge_unit(unit, rules[unit.rule_id], facts, bounds) for unit in facts.units)
    units = tuple(unit for unit in judged if unit is not None)
    return JudgedReport(facts, bounds, units, tuple(cause_keys([u.for_causes for u in units])))


def _digest(*parts: object) -> str:
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _written(value: Figure) -> str | None:
    return None if value is None else plain(value)


def _finding_id(unit: JudgedUnit, facts: ReportFacts) -> str:
    cells = (*unit.lhs_cells, *unit.rhs_cells)
    texts = [
        facts.printed[c][1] if c in facts.printed else _written(facts.figures[c]) for c in cells
    ]
    amounts = (_written(unit.lhs.amount), _written(unit.rhs.amount))
    if not cells and unit.lhs.amount is None:
        texts = [unit.unit.detail]  # a date, a share of the text: what it has for a value
    return _digest(facts.subject, unit.rule.id, unit.unit.scope, unit.outcome, *amounts, *texts)


def _all_shown(unit: JudgedUnit, facts: ReportFacts) -> list[tuple[str, CellKey]]:
    """List the cells of a unit by side; of a long sum the zeros are left out."""
    sides = [("lhs", cell) for cell in unit.lhs_cells] + [("rhs", cell) for cell in unit.rhs_cells]
    if len(sides) <= 7:
        return sides
    return [(side, cell) for side, cell in sides if facts.figures[cell] != 0]


def _shown(unit: JudgedUnit, facts: ReportFacts) -> list[tuple[str, CellKey]]:
    return _all_shown(unit, facts)[:_CELLS_SHOWN]


def _exact(value: Figure) -> int | str | None:
    """Return a figure as JSON keeps it exactly: whole as a number, else as text."""
    if value is None:
        return None
    return int(value) if value == int(value) else plain(value)


def _cell(
    side: str, cell: CellKey, report: JudgedReport, places: Mapping[CellRef, Place]
) -> dict[str, object]:
    facts = report.facts
    record: dict[str, object] = {
        "side": side,
        "cell": ".".join(cell),
        "status": facts.status(cell),
        "value": _exact(facts.figures[cell]),
    }
    if cell in facts.printed:
        record["raw"] = facts.printed[cell][1]
    if implied := report.bounds.implied.get(cell):
        record["implied"] = implied.value
        record["by"] = [" ".join(by) for by in implied.by]
    return record | dict(places.get((facts.sha256, *cell), {}))


def _other(
    unit: JudgedUnit, other: OtherReport, places: Mapping[CellRef, Place]
) -> dict[str, object]:
    """Return which report was compared with, and its cells as they stand there."""
    cells = []
    for cell in other_cells(unit.unit, unit.rule):
        value, status, raw = other.cells.get(cell, (None, "missing", None))
        printed = {} if raw is None else {"raw": raw}
        place = places.get((other.sha256, *cell), {})
        figure = {"cell": ".".join(cell), "status": status, "value": _exact(value)}
        cells.append(figure | printed | dict(place))
    named = {"report_key": other.report_key, "organ": other.organ, "year": other.year}
    return named | {"sha256": other.sha256, "origin": other.origin, "cells": cells}


def _evidence(unit: JudgedUnit, report: JudgedReport, places: Mapping[CellRef, Place]) -> str:
    shown = _shown(unit, report.facts)
    record: dict[str, object] = {
        "version": unit.rule.version,
        "authority": unit.rule.authority,
        "sha256": report.facts.sha256,
        "origin": report.facts.origin,
        "cells": [_cell(side, cell, report, places) for side, cell in shown],
    }
    if left_out := len(unit.lhs_cells) + len(unit.rhs_cells) - len(shown):
        record["cells_left_out"] = left_out
    if unit.implied_total is not None:
        record["implied_total"] = unit.implied_total
    if unit.unit.detail and not unit.for_causes.sentence:
        record["detail"] = unit.unit.detail
    if unit.for_causes.sentence:
        record["sentence"] = unit.for_causes.sentence
        key = (report.facts.sha256, SENTENCE, unit.for_causes.sentence, "")
        record["sentence_place"] = dict(places.get(key, {}))
    if other := report.facts.others.get(unit.unit.other_key or 0):
        record["other"] = _other(unit, other, places)
    claims = report.facts.claims
    if sentences := [claims[code] for code in unit.rule.claims if code in claims]:
        record["sentences"] = list(dict.fromkeys(sentences))
    return json.dumps(record, ensure_ascii=False)


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
    return (_written(facts.figures[cell]) if raw is None else raw) or ""


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


def _diagnosed(
    report: JudgedReport, places: Mapping[CellRef, Place]
) -> tuple[JudgedReport, Diagnosis]:
    """Return the report with the causes and verdicts that its diagnosis comes to."""
    certainty = {
        ref[1:]: float(str(places[ref]["certainty"]))
        for ref in (report.cells() if places else ())
        if "certainty" in places.get(ref, ())
    }
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


def findings_of(report: JudgedReport, places: Mapping[CellRef, Place]) -> Iterator[Finding]:
    """Yield the findings of a report in the order of their rules and scopes."""
    facts = report.facts
    layout = facts.layouts.get
    report, found = _diagnosed(report, places)
    for number, (unit, cause) in enumerate(zip(report.units, report.causes, strict=True)):
        quoted = _quoted(unit, report, found.cause(number))
        mends = {x: proposal_words(number, report.units, layout, found, x) for x in LANGUAGES}
        yield Finding(
            finding_id=_finding_id(unit, facts),
            cause_id=_digest(facts.subject, cause),
            report_key=facts.report_key,
            rule_id=unit.rule.id,
            severity=unit.unit.severity,
            outcome=unit.outcome,
            scope=unit.unit.scope,
            lhs=unit.lhs.amount,
            rhs=unit.rhs.amount,
            delta=unit.delta,
            verdict=unit.verdict,
            message_zh=message(unit.rule, quoted, "zh") + mends["zh"],
            message_en=message(unit.rule, quoted, "en") + mends["en"],
            evidence=_evidence(unit, report, places),
            repair=_repair(number, found),
            state="open",
            first_seen=facts.seen,
            last_seen=facts.seen,
        )
