"""Which units of one report have one cause: people count causes, not units.

What must not go here: SQL, words, any figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from pipeline.registry.sums import CellKey

BLANK_RULE = "CP-BLANK"  # the rule that says a cell is empty: others follow from it
PRESENCE_RULE = "CP-SEC"  # the rule that says a table is not there
_TABLES = ("t2", "t3", "t4")


class Judged(NamedTuple):
    """A unit that did not pass, as far as its cause is concerned.

    `unknown` are its cells without a figure; `is_sum` marks the units of a printed sum.
    """

    rule_id: str
    scope: str
    outcome: str
    is_sum: bool
    is_relation: bool
    cells: tuple[CellKey, ...] = ()
    unknown: tuple[CellKey, ...] = ()
    delta: Decimal | None = None
    is_implied_zero: bool = False
    sentence: str | None = None  # of the prose, where the unit sets one beside the table
    is_one_cause: bool = False

    @property
    def table(self) -> str:
        """The table it is about, or the part of the report."""
        return self.scope.split(".", 1)[0]

    @property
    def own_key(self) -> str:
        """The cause of a unit that shares it with no other, or with all of its rule."""
        return self.rule_id if self.is_one_cause else f"{self.rule_id}.{self.scope}"


def _state_key(unit: Judged) -> str:
    """Return the cause of a unit that says what a cell, a table or a sentence is like."""
    if unit.table not in _TABLES:
        return unit.own_key
    if unit.rule_id == BLANK_RULE and unit.outcome == "fail":
        return f"{unit.table}.blank.zero" if unit.is_implied_zero else f"{unit.table}.blank"
    if unit.rule_id in (BLANK_RULE, PRESENCE_RULE):
        return f"{unit.table}.missing"
    if unit.outcome == "undecided" and unit.scope in _TABLES and not unit.cells:
        return f"{unit.table}.missing"
    if unit.outcome == "undecided" and unit.unknown:
        return f"{unit.table}.unread"
    return unit.own_key


def _shares_cause(one: Judged, other: Judged) -> bool:
    return (
        one.delta is not None
        and other.delta is not None
        and abs(one.delta) == abs(other.delta)
        and not set(one.cells).isdisjoint(other.cells)
    )


def _grouped(units: Sequence[Judged], is_one: Callable[[Judged, Judged], bool]) -> list[int]:
    """Return for each unit the first of those that it is joined with, directly or by others."""
    leader = list(range(len(units)))
    for left, right in combinations(range(len(units)), 2):
        if leader[left] != leader[right] and is_one(units[left], units[right]):
            first, second = sorted((leader[left], leader[right]))
            leader = [first if group == second else group for group in leader]
    return leader


def _same_slip(one: Judged, other: Judged) -> bool:
    """Whether two claims that a table does not bear out come from one slip of the prose."""
    same_gap = one.delta is not None and one.delta == other.delta
    return one.table == other.table and (same_gap or one.sentence == other.sentence)


def _text_keys(units: Sequence[Judged], anchors: dict[CellKey, str]) -> list[str]:
    """Group claims that fail by the slip they come from; one on empty cells follows these."""
    leaders = _grouped(units, _same_slip)
    keys = {leader: f"text.{units[leader].own_key}" for leader in leaders}
    for unit, leader in zip(units, leaders, strict=True):
        if known := [anchors[c] for c in unit.unknown if c in anchors]:
            keys[leader] = known[0]
    return [keys[leader] for leader in leaders]


def _sum_keys(units: Sequence[Judged]) -> list[str]:
    """Group failed sums that are off by the same amount and meet in a cell."""
    leader = _grouped(units, _shares_cause)
    return [f"sum.{units[first].own_key}" for first in leader]


def _joined(unit: Judged, anchors: dict[CellKey, str]) -> str:
    """Return the cause of an undecided comparison: that of its first unknown cell."""
    for cell in unit.unknown:
        if cell in anchors:
            return anchors[cell]
    return f"{unit.table}.missing" if unit.scope in _TABLES else unit.own_key


def cause_keys(units: Sequence[Judged]) -> list[str]:
    """Return the key of the cause of each unit; units with one key have one cause.

    Failed sums of a table that are off by the same amount and share a cell have one cause. So
    have the blank cells of a table that its sums force to zero, its other blank cells, its missing
    cells, and its doubtful cells; an undecided unit follows the first unknown cell it contains.
    Claims of the prose that a table does not bear out have one cause where they are off by the same
    amount or stand in one sentence. Everything else is its own cause.
    """
    anchors: dict[CellKey, str] = {}
    keys = [unit.own_key for unit in units]
    states = [i for i, u in enumerate(units) if not u.is_relation]
    for i in sorted(states, key=lambda i: units[i].rule_id != BLANK_RULE):
        unit = units[i]
        known = [anchors[c] for c in unit.unknown if c in anchors]
        keys[i] = known[0] if known and unit.outcome == "undecided" else _state_key(unit)
        for cell in unit.unknown:
            anchors.setdefault(cell, keys[i])
    failed = [i for i, u in enumerate(units) if u.is_sum and u.outcome == "fail"]
    for i, key in zip(failed, _sum_keys([units[i] for i in failed]), strict=True):
        keys[i] = key
    texts = [i for i, u in enumerate(units) if u.sentence is not None and u.outcome == "fail"]
    for i, key in zip(texts, _text_keys([units[i] for i in texts], anchors), strict=True):
        keys[i] = key
    for i, unit in enumerate(units):
        if unit.is_relation and unit.outcome == "undecided":
            keys[i] = _joined(unit, anchors)
    return keys
