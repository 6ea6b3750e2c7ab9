"""The diagnosis of one report: its failing units by cause, and what would mend each.

What must not go here: searches, words, identifiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from pipeline.check.bounds import Implied
from pipeline.check.diagnosis.diagnose import causes_of
from pipeline.check.diagnosis.kinds import (
    carried,
    is_blank,
    is_blank_line,
    is_carried,
    is_claim,
    is_failed_sum,
)
from pipeline.check.diagnosis.model import Cause, Change, ClaimChange, Mend, Table, Witness
from pipeline.check.diagnosis.network import Network, network
from pipeline.check.diagnosis.prose import (
    cells_if_prose_is_right,
    displaced_blocks,
    is_printed,
    witnesses_of,
)
from pipeline.check.facts import ReportFacts
from pipeline.check.verdicts import JudgedUnit
from pipeline.registry.claims import claim_scope
from pipeline.registry.diagnosis import limits, weights
from pipeline.registry.sums import CellKey, UnitKey

Certainty = Mapping[CellKey, float]
"""How certain the reading of a cell is, where it was read from a picture."""

_SUMMED = ("t3", "t4")
_TRUE_BLANKS = ("blank", "not_applicable")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The causes of a report, and for each of its units the number of its cause, if any.

    `keys` are the keys of causes, unit by unit: those given, but where the mend decides it.
    """

    causes: tuple[Cause, ...]
    of_unit: tuple[int | None, ...]
    leaders: tuple[int, ...]
    keys: tuple[str, ...]

    def cause(self, unit: int) -> Cause | None:
        """Return the cause of a unit."""
        number = self.of_unit[unit]
        return None if number is None else self.causes[number]

    def leader(self, unit: int) -> int:
        """Return the unit of the same cause that says what mends it."""
        number = self.of_unit[unit]
        return unit if number is None else self.leaders[number]


def _table(
    code: str, net: Network, facts: ReportFacts, witnesses: Sequence[Witness], certainty: Certainty
) -> Table:
    figures = cast(Mapping[CellKey, int | None], facts.figures)  # these tables have only counts
    is_dense = None not in figures.values()  # as most are: every cell is asked for only else
    unknown = frozenset(() if is_dense else (c for c in net.place if figures[c] is None))
    weak = {cell for cell, sure in certainty.items() if sure < limits().certain}
    if facts.doubtful_lines:
        weak.update(cell for cell in net.place if cell[1] in facts.doubtful_lines)
    known = {cell: figures[cell] or 0 for cell in net.place} if unknown else figures
    return Table(
        values=cast(Mapping[CellKey, int], known),
        unknown=unknown,
        unread=frozenset(c for c in unknown if facts.status(c) not in _TRUE_BLANKS),
        weak=frozenset(weak),
        witnesses=tuple(w for w in witnesses if w.table == code),
    )


def _blank_lines(net: Network, table: Table) -> Mapping[str, bool]:
    code = next(iter(net.place))[0]
    blank = table.unknown - table.unread
    if not blank:
        return {}
    return {line: all((code, line, c) in blank for c in net.columns) for line in net.lines}


def _claim_code(unit: JudgedUnit, facts: ReportFacts) -> str:
    """Return the claim that a unit is about, its rule where no code is known."""
    scope = unit.unit.scope
    return next((code for code in facts.claims if claim_scope(code) == scope), unit.rule.id)


def _of_prose(units: Sequence[JudgedUnit], facts: ReportFacts, table_side: int | None) -> Cause:
    """Return the cause of sentences that disagree with a table that balances."""
    keys = tuple((u.rule.id, u.unit.scope) for u in units)
    if any(u.unit.rhs is None or u.unit.rhs_blanks for u in units):
        return Cause(keys, "unread")  # what belongs into empty cells is not known
    claims = tuple(
        ClaimChange(
            _claim_code(u, facts), cast(Decimal, u.unit.lhs), cast(Decimal, u.unit.rhs),
            is_printed(cast(Decimal, u.unit.lhs), u.for_causes.sentence or ""),
        )
        for u in units
    )  # fmt: skip
    mend = Mend((), len(claims) * weights().cell["claim"], "prose", claims)
    return Cause(keys, "mended", (mend,), 1, table_side)


def _of_table(
    code: str,
    units: Sequence[JudgedUnit],
    keys: Mapping[UnitKey, str],
    facts: ReportFacts,
    certainty: Certainty,
) -> list[tuple[str, Cause]]:
    """Return the causes of what fails in one table, each with its key, empty to keep the given."""
    failed = {(u.rule.id, u.unit.scope): u for u in units if is_failed_sum(u)}
    said = [u for u in units if is_claim(u)]
    lines = facts.lines(code)
    if code not in _SUMMED or not lines:
        return [("", _of_prose(group, facts, None)) for group in _grouped(said, keys)]
    net = network(code, lines)
    witnesses = (*witnesses_of(facts.claimed, facts.figures), *carried(units))
    table = _table(code, net, facts, witnesses, certainty)
    if not failed and not said and not table.unknown:
        return []
    blocks = displaced_blocks(net, table, _blank_lines(net, table)) if table.witnesses else []
    if blocks:
        explained = tuple((u.rule.id, u.unit.scope) for u in (*failed.values(), *said))
        return [(f"shape.{code}", Cause(explained, "mended", tuple(blocks), len(blocks)))]
    found: list[tuple[str, Cause]] = []
    if failed:
        for cause in causes_of(net, table):
            mine = [key for key in failed if key in cause.units]
            if mine:
                found.append((f"sum.{failed[mine[0]].for_causes.own_key}", cause))
    mended = {cell for _, cause in found for cell in cause.cells}
    left = [u for u in said if mended.isdisjoint(u.rhs_cells)]
    side = None
    if left and not found:
        prose = tuple(w for w in table.witnesses if claim_scope(w.code))
        side = cells_if_prose_is_right(net, replace(table, witnesses=prose))
    return found + [("", _of_prose(group, facts, side)) for group in _grouped(left, keys)]


def _grouped(
    units: Sequence[JudgedUnit], keys: Mapping[UnitKey, str]
) -> Iterable[list[JudgedUnit]]:
    """Group units by the causes that they were given."""
    groups: dict[str, list[JudgedUnit]] = {}
    for unit in units:
        groups.setdefault(keys[unit.rule.id, unit.unit.scope], []).append(unit)
    return groups.values()


def _number(unit: JudgedUnit, causes: Sequence[Cause]) -> int | None:
    """Return the number of the cause of a unit."""
    key = (unit.rule.id, unit.unit.scope)
    for number, cause in enumerate(causes):
        if key in cause.units:
            return number
    unknown = unit.for_causes.unknown if is_blank(unit) or unit.outcome == "undecided" else ()
    for number, cause in enumerate(causes):
        if is_claim(unit) and not cause.cells.isdisjoint(unit.rhs_cells):
            return number
        if unknown and cause.cells.issuperset(unknown):
            return number
        if is_carried(unit) and cause.makes(unit.lhs_cells[0], cast(Decimal, unit.unit.rhs)):
            return number
    return None


def _leader(number: int, units: Sequence[JudgedUnit], of_unit: Sequence[int | None]) -> int:
    """Return the gravest unit of a cause, of these the first."""
    mine = [n for n, cause in enumerate(of_unit) if cause == number]
    return min(
        mine, key=lambda n: (units[n].outcome != "fail", units[n].unit.severity != "error", n)
    )


def _fillings(
    units: Sequence[JudgedUnit], keys: Sequence[str], implied: Mapping[CellKey, Implied]
) -> list[Cause]:
    """Return the causes of blanks that the sums force: their mend is to fill them in."""
    groups: dict[str, list[JudgedUnit]] = {}
    for unit, key in zip(units, keys, strict=True):
        if is_blank(unit) and unit.lhs_cells and all(c in implied for c in unit.lhs_cells):
            groups.setdefault(key, []).append(unit)
    causes = []
    for group in groups.values():
        cells = [cell for unit in group for cell in unit.lhs_cells]
        changes = tuple(Change(cell, None, implied[cell].value) for cell in cells)
        mend = Mend(changes, len(cells) * weights().cell["blank"], "blank")
        causes.append(Cause(tuple((u.rule.id, u.unit.scope) for u in group), "mended", (mend,), 1))
    return causes


def diagnose(
    units: Sequence[JudgedUnit],
    keys: Sequence[str],
    facts: ReportFacts,
    implied: Mapping[CellKey, Implied],
    certainty: Certainty,
) -> Diagnosis:
    """Return the causes of what fails in a report.

    Args:
        units: the units that did not pass.
        keys: the key of the cause of each, by what is alike in them.
        facts: the figures they were judged by, and the numbers of the prose.
        implied: what the sums force on cells without a figure.
        certainty: how certain the reading of a cell is, of those read from a picture.
    """
    by_table: dict[str, list[JudgedUnit]] = {}
    for unit in units:
        if is_failed_sum(unit) or is_claim(unit) or is_blank_line(unit) or is_carried(unit):
            by_table.setdefault(unit.for_causes.table, []).append(unit)
    given = {(u.rule.id, u.unit.scope): k for u, k in zip(units, keys, strict=True)}
    found = [
        keyed
        for code, mine in by_table.items()
        for keyed in _of_table(code, mine, given, facts, certainty)
    ]
    found += [("", cause) for cause in _fillings(units, keys, implied)]
    if not found:
        return Diagnosis((), (None,) * len(units), (), tuple(keys))
    causes = tuple(cause for _, cause in found)
    of_unit = tuple(_number(unit, causes) for unit in units)
    leaders = tuple(_leader(number, units, of_unit) for number in range(len(causes)))
    decided = (
        key if number is None else found[number][0] or key
        for key, number in zip(keys, of_unit, strict=True)
    )
    return Diagnosis(causes, of_unit, leaders, tuple(decided))
