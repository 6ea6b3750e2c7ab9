"""The records of a diagnosis: what is wrong, what would mend it, and how likely that is.

What must not go here: any search.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from pipeline.registry.sums import CellKey, UnitKey

Steps = Mapping[CellKey, int]
"""By how much each cell changes; what is not in it stays."""
Residuals = dict[UnitKey, int]
"""Left side less right side of every sum that does not balance."""
Outcome = Literal["mended", "not_solved", "unread"]


class Change(NamedTuple):
    """One cell before and after; `new` is None where a displaced figure is lost."""

    cell: CellKey
    old: int | None
    new: int | None


class ClaimChange(NamedTuple):
    """One number of the prose before and after; one that is not printed in digits is a wording."""

    code: str
    old: Decimal
    new: Decimal
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Witness:
    """A number outside the tables that should be the sum of some cells of one of them."""

    code: str
    cells: tuple[CellKey, ...]
    value: Decimal

    @property
    def table(self) -> str:
        """The table that the cells are in."""
        return self.cells[0][0]


@dataclass(frozen=True, slots=True)
class Mend:
    """Changes that make the sums balance; the less it weighs, the likelier.

    `against` is the part of the weight that witnesses who disagree with it make up.
    """

    changes: tuple[Change, ...]
    weight: int
    pattern: str | None = None
    claims: tuple[ClaimChange, ...] = ()
    amount: int = 0
    against: int = 0
    is_displacement: bool = False

    @property
    def cells(self) -> frozenset[CellKey]:
        """The cells it changes."""
        return frozenset(change.cell for change in self.changes)


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: the sums that fail from it, and the mends, likeliest first.

    `count` is the number of mends found, of which only the first are kept; `is_complete` is false
    where the search ended at its limits, so that there may be others as small. `table_side` is how
    many cells of the table would have to change if the prose were right, where that was asked.
    """

    units: tuple[UnitKey, ...]
    outcome: Outcome
    mends: tuple[Mend, ...] = ()
    count: int = 0
    table_side: int | None = None
    is_complete: bool = True

    @property
    def cells(self) -> frozenset[CellKey]:
        """The cells of the likeliest mend."""
        return self.mends[0].cells if self.mends else frozenset()

    def makes(self, cell: CellKey, value: Decimal) -> bool:
        """Return whether the likeliest mend puts this figure into the cell."""
        changes = self.mends[0].changes if self.mends else ()
        return any(change.cell == cell and change.new == value for change in changes)


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one table: unknown cells count as 0 until they are filled in.

    `weak` are the cells whose reading is not beyond doubt; `unread` those of the unknown that
    are no true blanks.
    """

    values: Mapping[CellKey, int]
    unknown: frozenset[CellKey] = frozenset()
    unread: frozenset[CellKey] = frozenset()
    weak: frozenset[CellKey] = frozenset()
    witnesses: tuple[Witness, ...] = field(default=())
