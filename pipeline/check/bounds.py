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
from typing import Literal, NamedTuple

from pipeline.registry.sums import CellKey, Sum, UnitKey

Outcome = Literal["pass", "fail", "undecided"]
Bound = float  # whole numbers, or infinity for what is open above
_PASSES = 50  # of narrowing; stopping early leaves wider bounds, never wrong ones


class Interval(NamedTuple):
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


_ANYTHING = Interval(0, math.inf)


@dataclass(slots=True)
class _Narrowing:
    """The bounds of unknown cells so far, and which unit set each."""

    bounds: dict[CellKey, Interval]
    by: dict[CellKey, tuple[UnitKey, ...]] = field(default_factory=dict)
    blocked: set[CellKey] = field(default_factory=set)

    def narrow(self, cell: CellKey, low: Bound, high: Bound, unit: UnitKey) -> bool:
        """Narrow one cell; contradicting sums say nothing about it ever after."""
        if cell in self.blocked:
            return False
        old = self.bounds[cell]
        if low <= old.low and high >= old.high:
            return False
        new = Interval(max(old.low, low), min(old.high, high))
        if new.low > new.high:
            self.blocked.add(cell)
            new = _ANYTHING
        self.bounds[cell] = new
        self.by[cell] = () if cell in self.blocked else (*self.by.get(cell, ()), unit)
        return True


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a sum: what is known of it, and its unknown cells."""

    known: int
    unknown: tuple[CellKey, ...]

    def range(self, bounds: Mapping[CellKey, Interval]) -> Interval:
        """Return what the side can come to."""
        low: Bound = self.known
        high: Bound = self.known
        for cell in self.unknown:
            low += bounds[cell].low
            high += bounds[cell].high
        return Interval(low, high)

    def highest_without(self, cell: CellKey, bounds: Mapping[CellKey, Interval]) -> Bound:
        """Return the most that the side can come to but for one of its cells."""
        return self.known + sum(bounds[other].high for other in self.unknown if other != cell)


@dataclass(frozen=True, slots=True)
class _OpenSum:
    """A sum that has an unknown cell."""

    unit: UnitKey
    has_total: bool
    lhs: _Side
    rhs: _Side

    def decide(self, bounds: Mapping[CellKey, Interval]) -> Decision:
        """Decide the unit within the bounds of its cells."""
        lhs, rhs = self.lhs.range(bounds), self.rhs.range(bounds)
        outcome: Outcome = "undecided"
        if lhs.low > rhs.high or rhs.low > lhs.high:
            outcome = "fail"
        elif lhs.low == rhs.low and (
            lhs.fixed is not None or (rhs.fixed is not None and not self.has_total)
        ):
            outcome = "pass"  # each unknown part takes its least value, as a rule 0
        return Decision(outcome, lhs, rhs)

    def narrow(self, state: _Narrowing) -> bool:
        """Narrow every unknown cell by all other cells; return whether anything moved."""
        moved = False
        for side, across in ((self.lhs, self.rhs), (self.rhs, self.lhs)):
            low, high = across.range(state.bounds)
            side_low = side.range(state.bounds).low
            for cell in side.unknown:
                old = state.bounds[cell]
                least = old.low
                if low > side.known:  # else the other cells may well make up for it
                    least = low - side.highest_without(cell, state.bounds)
                most = high - (side_low - old.low)
                moved |= state.narrow(cell, least, most, self.unit)
        return moved


def _side(cells: Iterable[CellKey], values: Mapping[CellKey, int | None]) -> _Side:
    known = 0
    unknown = []
    for cell in cells:
        value = values[cell]
        if value is None:
            unknown.append(cell)
        else:
            known += value
    return _Side(known, tuple(unknown))


def _open_sums(sums: Iterable[Sum], values: Mapping[CellKey, int | None]) -> list[_OpenSum]:
    unknown = {cell for cell, value in values.items() if value is None}
    return [
        _OpenSum(s.unit, s.has_total, _side(s.lhs, values), _side(s.rhs, values))
        for s in sums
        if not unknown.isdisjoint(s.lhs) or not unknown.isdisjoint(s.rhs)
    ]


def _narrowed(sums: Sequence[_OpenSum], skip: UnitKey | None = None) -> _Narrowing:
    """Narrow all unknown cells by all sums but one, until nothing moves."""
    unknown = {cell for s in sums for cell in (*s.lhs.unknown, *s.rhs.unknown)}
    state = _Narrowing(dict.fromkeys(unknown, _ANYTHING))
    others = [sum_ for sum_ in sums if sum_.unit != skip]
    for _ in range(_PASSES):
        moved = [sum_.narrow(state) for sum_ in others]
        if not any(moved):
            break
    return state


def _decide(sum_: _OpenSum, sums: Sequence[_OpenSum], state: _Narrowing) -> Decision:
    """Decide one unit by what all other sums say, working that out only where it can matter.

    Where no sums contradict each other, no unit fails, and one that passes by itself still does;
    and others alone cannot fix cells that all sums together do not fix.
    """
    alone = sum_.decide(dict.fromkeys((*sum_.lhs.unknown, *sum_.rhs.unknown), _ANYTHING))
    if not state.blocked:
        if alone.outcome == "pass":
            return alone
        together = sum_.decide(state.bounds)
        if together.lhs.fixed is None and together.rhs.fixed is None:
            return alone
    return sum_.decide(_narrowed(sums, sum_.unit).bounds)


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
    open_sums = _open_sums(sums, values)
    state = _narrowed(open_sums)
    decisions = {sum_.unit: _decide(sum_, open_sums, state) for sum_ in open_sums}
    implied = {
        cell: Implied(value, tuple(dict.fromkeys(state.by[cell])))
        for cell, bound in state.bounds.items()
        if (value := bound.fixed) is not None
    }
    return decisions, implied
