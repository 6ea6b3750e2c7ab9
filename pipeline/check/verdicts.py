"""From open units to judged units: outcome, sides, doubts and what the sums imply.

What must not go here: SQL, words, identifiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from pipeline.check.bounds import Decision, Implied, decide
from pipeline.check.causes import BLANK_RULE, Judged
from pipeline.check.facts import OpenUnit, ReportFacts
from pipeline.check.messages import Side
from pipeline.check.others import other_cells
from pipeline.check.rules import Rule
from pipeline.registry.claims import scope_cells
from pipeline.registry.sums import CellKey, Sum, UnitKey, cells_within, scope_parts, sums_of

Verdict = Literal["report_inconsistent", "text_table_mismatch", "reading_doubt", "undecidable"]

_TABLES = ("t2", "t3", "t4")
_SUMMED = ("t3", "t4")
_UNREAD = ("missing", "doubtful")
_NO_BLANK = (*_UNREAD, "text", "bad_number")  # something stands there: a sum may not fill it in


class JudgedUnit(NamedTuple):
    """A unit that fails or cannot be decided, with everything a finding needs."""

    unit: OpenUnit
    rule: Rule
    outcome: str
    verdict: Verdict
    lhs_cells: tuple[CellKey, ...]
    rhs_cells: tuple[CellKey, ...]
    lhs: Side
    rhs: Side
    delta: Decimal | None
    implied_total: int | None
    for_causes: Judged


@dataclass(frozen=True, slots=True)
class TableBounds:
    """What the sums of a report say about its unknown counts."""

    sums: Mapping[UnitKey, Sum]
    decisions: Mapping[UnitKey, Decision]
    implied: Mapping[CellKey, Implied]


def bounds_of(facts: ReportFacts) -> TableBounds:
    """Decide every sum of tables 3 and 4 that has an unknown cell."""
    open_tables = {scope_parts(u.scope).table for u in facts.units if u.lhs is not None}
    with_lines = tuple((x, facts.lines(x)) for x in _SUMMED if x in open_tables)
    decisions: dict[UnitKey, Decision] = {}
    implied: dict[CellKey, Implied] = {}
    for table, lines in with_lines:
        if any(u.outcome is None and u.scope.startswith(table) for u in facts.units):
            counts = cast("Mapping[CellKey, int | None]", facts.figures)  # no money in these tables
            decided, forced = decide(sums_of(table, lines), counts)
            decisions |= decided
            implied |= forced
    return TableBounds(_by_unit(with_lines), decisions, implied)


@lru_cache(maxsize=256)
def _by_unit(tables: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[UnitKey, Sum]:
    """Return the sums over the lines of some tables by their units: the same in most reports."""
    return {sum_.unit: sum_ for table, lines in tables for sum_ in sums_of(table, lines)}


def _sides(
    unit: OpenUnit, rule: Rule, facts: ReportFacts, bounds: TableBounds
) -> tuple[tuple[CellKey, ...], tuple[CellKey, ...]]:
    """Return the cells on either side; a rule about single cells has them all on the left."""
    if sum_ := bounds.sums.get((rule.id, unit.scope)):
        return sum_.lhs, sum_.rhs
    if rule.relation == "claim":
        return (), tuple(c for c in _claimed(unit.scope) if c in facts.figures)
    parts = scope_parts(unit.scope)
    if parts.table not in _TABLES:
        return (), ()
    if parts.line and rule.lhs and (parts.column is None or rule.rhs):
        line = (parts.table, parts.line)
        return tuple((*line, c) for c in rule.lhs), tuple((*line, c) for c in rule.rhs)
    return cells_within(unit.scope, facts.figures), ()


def _claimed(scope: str) -> tuple[CellKey, ...]:
    """Return the cells that a claim of this scope is about; one on the text alone is about none."""
    return scope_cells(scope) if scope.split(".", 1)[0] in _TABLES else ()


def _concerned(
    unit: OpenUnit, cells: tuple[CellKey, ...], facts: ReportFacts
) -> tuple[CellKey, ...]:
    """Return the cells a unit is about: an undecided state is about those that are unread."""
    if unit.lhs is None and unit.outcome == "undecided":
        return tuple(c for c in cells if facts.status(c) in _UNREAD) or cells
    return cells


def _unknown(cells: tuple[CellKey, ...], facts: ReportFacts) -> tuple[CellKey, ...]:
    return tuple(cell for cell in cells if facts.figures[cell] is None)


def _is_unseen(unit: OpenUnit, rule: Rule) -> bool:
    """Whether the table or the sentence is there, though nothing of it was read."""
    return unit.scope in _TABLES or bool(rule.claims) or rule.relation == "claim"


def _verdict(
    outcome: str, unit: OpenUnit, rule: Rule, cells: tuple[CellKey, ...], facts: ReportFacts
) -> Verdict:
    if any(status in _UNREAD for status in other_unknown(unit, rule, facts)):
        return "reading_doubt"
    if outcome == "undecided" and not cells and _is_unseen(unit, rule):
        return "reading_doubt"  # the table or the sentence stands there, but was not read
    if facts.doubtful_lines and any(c[1] in facts.doubtful_lines for c in cells):
        return "reading_doubt"
    if not facts.are_plain(cells) and any(facts.status(c) in _UNREAD for c in cells):
        return "reading_doubt"
    if outcome == "fail" and rule.relation == "claim" and cells:
        return "text_table_mismatch"
    return "report_inconsistent" if outcome == "fail" else "undecidable"


def other_unknown(unit: OpenUnit, rule: Rule, facts: ReportFacts) -> list[str]:
    """Return the states of those cells of the other report that have no figure."""
    if unit.other_key not in facts.others:
        return []
    cells = facts.others[unit.other_key].cells
    compared = [cells[cell] for cell in other_cells(unit.scope, rule) if cell in cells]
    return [status for value, status, _ in compared if value is None]


def _side(
    amount: Decimal | None, blanks: int, cells: tuple[CellKey, ...], facts: ReportFacts
) -> Side:
    nothing_known = amount is None or (blanks > 0 and blanks >= len(cells))
    addends = tuple(map(facts.figures.get, cells))
    return Side(None if nothing_known else amount, addends, blanks)


def _with_decision(
    unit: OpenUnit, sides: tuple[Side, Side], decision: Decision | None, sum_: Sum | None
) -> tuple[str, tuple[Side, Side], Decimal | None, int | None]:
    """Return outcome, sides, difference, and the total that the parts would make."""
    lhs, rhs = sides
    if decision is None:
        outcome = unit.outcome or "undecided"
        known = lhs.amount is not None and rhs.amount is not None
        delta = unit.lhs - unit.rhs if known and outcome == "fail" else None  # type: ignore[operator]  # known
        return outcome, sides, delta, None
    fixed = (
        Side(lhs.amount, lhs.addends, lhs.blanks, decision.lhs.fixed if lhs.blanks else None),
        Side(rhs.amount, rhs.addends, rhs.blanks, decision.rhs.fixed if rhs.blanks else None),
    )
    gap = decision.gap
    total = None
    if sum_ and sum_.has_total and lhs.blanks and not rhs.blanks:
        total = decision.rhs.fixed
    return decision.outcome, fixed, None if gap is None else Decimal(gap), total


def judge_unit(
    unit: OpenUnit, rule: Rule, facts: ReportFacts, bounds: TableBounds
) -> JudgedUnit | None:
    """Judge one open unit; None where the bounds of its blanks make it pass."""
    key = (rule.id, unit.scope)
    lhs_cells, rhs_cells = _sides(unit, rule, facts, bounds)
    cells = (*lhs_cells, *rhs_cells)
    sides = (
        _side(unit.lhs, unit.lhs_blanks, lhs_cells, facts),
        _side(unit.rhs, unit.rhs_blanks, rhs_cells, facts),
    )
    sum_ = bounds.sums.get(key)
    decision = bounds.decisions.get(key) if unit.outcome is None else None
    outcome, (lhs, rhs), delta, total = _with_decision(unit, sides, decision, sum_)
    if outcome == "pass" and any(facts.status(c) in _NO_BLANK for c in cells):
        outcome = "undecided"
    if outcome == "pass":
        return None
    concerned = _concerned(unit, cells, facts)
    unknown = () if facts.are_plain(concerned) else _unknown(concerned, facts)
    zero = [c for c in unknown if (i := bounds.implied.get(c)) is not None and i.value == 0]
    judged = Judged(
        rule_id=rule.id,
        scope=unit.scope,
        outcome=outcome,
        is_sum=sum_ is not None,
        is_relation=rule.relation not in ("state", "claim"),
        sentence=(unit.detail or "") if rule.relation == "claim" else None,
        cells=concerned,
        unknown=unknown,
        delta=delta,
        is_one_cause=rule.one_cause,
        is_implied_zero=rule.id == BLANK_RULE and bool(unknown) and len(zero) == len(unknown),
    )
    verdict = _verdict(outcome, unit, rule, concerned, facts)
    return JudgedUnit(
        unit, rule, outcome, verdict, lhs_cells, rhs_cells, lhs, rhs, delta, total, judged
    )
