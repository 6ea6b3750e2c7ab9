"""What sums say about counts that were not given: a blank is neither skipped nor taken for 0.

An unknown count is at least 0. Every sum of a table narrows it; what is left decides a unit:
it fails where no completion balances, passes where the other sums or the smallest completion
leave one choice, and is undecided otherwise. A unit is never used as evidence for itself.

What must not go here: SQL, words, anything that writes an inferred figure into a report.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.check.sums import CellKey, Sum, UnitKey

Outcome = Literal["pass", "fail", "undecided"]
Bound = float  # whole numbers, or infinity for what is open above
_PASSES = 50  # of narrowing; stopping early leaves wider bounds, never wrong ones


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Bound
    high: Bound

    @property
    def fixed(self) -> int | None:
        """The one value it leaves, if any."""
        return int(self.low) if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Implied:
    """The value that the sums force on an unknown cell, and the units that force it."""

    value: int
    by: tuple[UnitKey, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """How a unit with unknown cells came out, and what each side can be."""

    outcome: Outcome
    lhs: Interval
    rhs: Interval

    @property
    def gap(self) -> int | None:
        """The smallest signed difference left minus right where the unit fails."""
        if self.lhs.low > self.rhs.high:
            return int(self.lhs.low - self.rhs.high)
        if self.rhs.low > self.lhs.high:
            return int(self.lhs.high - self.rhs.low)
        return None


@dataclass(slots=True)
class _Narrowing:
    """The bounds of unknown cells so far, and which unit set each."""

    bounds: dict[CellKey, Interval]
    by: dict[CellKey, tuple[UnitKey, ...]] = field(default_factory=dict)
    blocked: set[CellKey] = field(default_factory=set)

    def narrow(self, cell: CellKey, to: Interval, unit: UnitKey) -> bool:
        """Narrow one cell; contradicting sums say nothing about it ever after."""
        if cell in self.blocked:
            return False
        old = self.bounds[cell]
        new = Interval(max(old.low, to.low), min(old.high, to.high))
        if new == old:
            return False
        if new.low > new.high:
            self.blocked.add(cell)
            new = Interval(0, math.inf)
        self.bounds[cell] = new
        self.by[cell] = () if cell in self.blocked else (*self.by.get(cell, ()), unit)
        return True


def _range(
    cells: Iterable[CellKey],
    values: Mapping[CellKey, int | None],
    open_: Mapping[CellKey, Interval],
) -> Interval:
    low: Bound = 0
    high: Bound = 0
    for cell in cells:
        value = values[cell]
        if value is None:
            low += open_[cell].low
            high += open_[cell].high
        else:
            low += value
            high += value
    return Interval(low, high)


def _apply(sum_: Sum, values: Mapping[CellKey, int | None], state: _Narrowing) -> bool:
    """Narrow every unknown cell of one sum by all its other cells."""
    changed = False
    for side, other in ((sum_.lhs, sum_.rhs), (sum_.rhs, sum_.lhs)):
        for cell in side:
            if values[cell] is not None:
                continue
            rest = _range((c for c in side if c != cell), values, state.bounds)
            across = _range(other, values, state.bounds)
            low = across.low - rest.high if rest.high < math.inf else -math.inf
            changed |= state.narrow(cell, Interval(low, across.high - rest.low), sum_.unit)
    return changed


def _narrowed(
    sums: Sequence[Sum], values: Mapping[CellKey, int | None], skip: UnitKey | None = None
) -> _Narrowing:
    unknown = {c for s in sums for c in (*s.lhs, *s.rhs) if values[c] is None}
    state = _Narrowing(dict.fromkeys(unknown, Interval(0, math.inf)))
    others = [s for s in sums if s.unit != skip]
    for _ in range(_PASSES):
        changed = [_apply(sum_, values, state) for sum_ in others]
        if not any(changed):
            break
    return state


def _decide(sum_: Sum, lhs: Interval, rhs: Interval) -> Outcome:
    if lhs.low > rhs.high or rhs.low > lhs.high:
        return "fail"
    if lhs.fixed is not None and lhs.low == rhs.low:
        return "pass"  # each unknown part takes its least value, as a rule 0
    if rhs.fixed is not None and not sum_.has_total and lhs.low == rhs.low:
        return "pass"
    return "undecided"


def _with_unknown(sums: Iterable[Sum], values: Mapping[CellKey, int | None]) -> list[Sum]:
    return [s for s in sums if any(values[cell] is None for cell in (*s.lhs, *s.rhs))]


def decide(
    sums: Iterable[Sum], values: Mapping[CellKey, int | None]
) -> tuple[dict[UnitKey, Decision], dict[CellKey, Implied]]:
    """Decide every sum that has an unknown cell, and say what the sums force on such cells.

    Args:
        sums: the sums over one table of one report.
        values: every cell of these sums; None is unknown.

    Returns:
        The decision of each unit that has an unknown cell, and each cell with one value left.
    """
    open_sums = _with_unknown(sums, values)
    state = _narrowed(open_sums, values)
    decisions = {}
    for sum_ in open_sums:
        # where nothing narrows at all, no other sum can have a say either
        others = _narrowed(open_sums, values, sum_.unit) if state.by else state
        lhs = _range(sum_.lhs, values, others.bounds)
        rhs = _range(sum_.rhs, values, others.bounds)
        decisions[sum_.unit] = Decision(_decide(sum_, lhs, rhs), lhs, rhs)
    implied = {
        cell: Implied(value, tuple(dict.fromkeys(state.by[cell])))
        for cell, bound in state.bounds.items()
        if (value := bound.fixed) is not None
    }
    return decisions, implied
