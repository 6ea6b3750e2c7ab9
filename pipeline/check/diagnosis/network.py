"""The sums of a table as a network: which sums each cell is part of, and with which sign.

What must not go here: figures of a report; any choice between mends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from pipeline.check.diagnosis.model import Residuals, Steps
from pipeline.registry.forms import identities
from pipeline.registry.sums import CellKey, Sum, UnitKey, sums_of

Touch = tuple[UnitKey, int]
Pick = Callable[[Sequence[int]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Network:
    """The sums over the lines that a report has of one table.

    Every cell is part of exactly one sum along its line; in table 3 it is part of one or two
    along its column as well, so that a lone slip is where two failing sums cross.
    """

    sums: tuple[Sum, ...]
    touching: Mapping[CellKey, tuple[Touch, ...]]
    units: Mapping[CellKey, frozenset[UnitKey]]
    of_line: Mapping[str, UnitKey]
    along_lines: frozenset[UnitKey]
    code: Mapping[UnitKey, str]
    cells_of: Mapping[UnitKey, tuple[CellKey, ...]]
    totals: frozenset[CellKey]
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    place: Mapping[CellKey, int]
    figures: Callable[[Mapping[CellKey, int]], tuple[int, ...]]  # in the order of `place`
    sides: tuple[tuple[UnitKey, Pick, Pick], ...]  # of each sum, out of such figures

    @property
    def is_one_line(self) -> bool:
        """Whether nothing adds up along its columns: the form prints its lines side by side."""
        return len(self.along_lines) == len(self.sums)

    def residuals(self, values: Mapping[CellKey, int]) -> Residuals:
        """Return the difference of every sum that does not balance."""
        figures = self.figures(values)  # looked up once, though every cell is in several sums
        return {
            unit: difference
            for unit, lhs, rhs in self.sides
            if (difference := sum(lhs(figures)) - sum(rhs(figures)))
        }

    def after(self, residuals: Residuals, steps: Steps) -> Residuals:
        """Return what is left of the differences after some changes."""
        left = dict(residuals)
        for cell, step in steps.items():
            for unit, sign in self.touching[cell]:
                left[unit] = left.get(unit, 0) + sign * step
        return {unit: rest for unit, rest in left.items() if rest}

    def mends(self, residuals: Residuals, steps: Steps) -> bool:
        """Return whether the changes make every sum balance."""
        return not self.after(residuals, steps)


def _picking(at: Sequence[int]) -> Pick:
    """Return what picks the figures at some places."""
    if len(at) > 1:
        return itemgetter(*at)
    return itemgetter(slice(at[0], at[0] + 1) if at else slice(0))  # `itemgetter(n)` is no tuple


@lru_cache
def _along_lines(rule_id: str) -> bool:
    return any(t.rule_id == rule_id and t.axis == "column" for t in identities())


@lru_cache(maxsize=256)
def network(table_code: str, lines: tuple[str, ...]) -> Network:
    """Return the network of a table with these lines."""
    sums = sums_of(table_code, lines)
    touching: dict[CellKey, list[Touch]] = {}
    for sum_ in sums:
        for cells, sign in ((sum_.lhs, 1), (sum_.rhs, -1)):
            for cell in cells:
                touching.setdefault(cell, []).append((sum_.unit, sign))
    along = [sum_ for sum_ in sums if _along_lines(sum_.unit[0])]
    by_line = {sum_.lhs[0][1]: sum_.unit for sum_ in along}
    place = {cell: n for n, cell in enumerate(c for s in along for c in (*s.rhs, *s.lhs))}
    return Network(
        sums=sums,
        touching={cell: tuple(touches) for cell, touches in touching.items()},
        units={cell: frozenset(u for u, _ in touches) for cell, touches in touching.items()},
        of_line=by_line,
        along_lines=frozenset(s.unit for s in along),
        code={s.unit: s.unit[1].split(".", 1)[1] for s in sums},
        cells_of={s.unit: (*s.lhs, *s.rhs) for s in sums},
        totals=frozenset(s.lhs[0] for s in sums if s.has_total),
        lines=tuple(by_line),
        columns=tuple(dict.fromkeys(cell[2] for cell in place)),
        place=place,
        figures=itemgetter(*place),
        sides=tuple(
            (s.unit, _picking([place[c] for c in s.lhs]), _picking([place[c] for c in s.rhs]))
            for s in sums
        ),
    )
