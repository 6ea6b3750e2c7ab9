"""The sums of the forms as plain terms: which cells stand on which side of which unit.

Source: the identities of the registry (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号).

What must not go here: any figure of a report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pipeline.registry.forms import IdentityTerm, form_columns, form_lines, identities
from pipeline.registry.tables import RegistryError

CellKey = tuple[str, str, str]  # table_code, line_code, column_code
UnitKey = tuple[str, str]  # rule_id, scope


@dataclass(frozen=True, slots=True)
class Sum:
    """One unit of a sum: the cells on the left add up to the cells on the right."""

    unit: UnitKey
    lhs: tuple[CellKey, ...]
    rhs: tuple[CellKey, ...]

    @property
    def has_total(self) -> bool:
        """Whether the left side is a printed total, not a sum itself."""
        return len(self.lhs) == 1


@dataclass(frozen=True, slots=True)
class ScopeParts:
    """A scope taken apart; line and column are None where the scope leaves them out."""

    table: str
    line: str | None = None
    column: str | None = None

    def covers(self, cell: CellKey) -> bool:
        """Return whether the cell lies within the scope."""
        return (
            cell[0] == self.table
            and self.line in (None, cell[1])
            and self.column in (None, cell[2])
        )


@lru_cache
def line_codes(table_code: str) -> frozenset[str]:
    """Return the codes of every line the table has in any layout."""
    return frozenset(li.line_code for li in form_lines() if li.table_code == table_code)


@lru_cache
def column_codes(table_code: str) -> tuple[str, ...]:
    """Return the codes of every column the table has in any layout, in form order."""
    return tuple(c.column_code for c in form_columns() if c.table_code == table_code)


@lru_cache(maxsize=4096)
def scope_parts(scope: str) -> ScopeParts:
    """Take `table.line.column` apart, where line or column may be left out."""
    table, *rest = scope.split(".")
    if len(rest) == 2:
        return ScopeParts(table, rest[0], rest[1])
    if rest and rest[0] in line_codes(table):
        return ScopeParts(table, line=rest[0])
    return ScopeParts(table, column=rest[0] if rest else None)


def _side(
    terms: tuple[IdentityTerm, ...], side: str, lines: tuple[str, ...], across: str
) -> tuple[CellKey, ...]:
    """Return the cells of one side; `across` is the line or the column that the unit stands for."""
    mine = [t for t in terms if t.side == side]
    if any(t.weight != 1 for t in mine):
        raise RegistryError("identities.csv: bounds know no weight but 1")
    if terms[0].axis == "column":
        return tuple((t.table_code, across, t.code) for t in mine)
    return tuple((t.table_code, t.code, across) for t in mine if t.code in lines)


@lru_cache
def _terms(table_code: str) -> tuple[tuple[IdentityTerm, ...], ...]:
    ordered = sorted(
        (t for t in identities() if t.table_code == table_code), key=lambda t: t.rule_id
    )
    return tuple(tuple(group) for _, group in groupby(ordered, key=lambda t: t.rule_id))


@lru_cache
def sums_of(table_code: str, lines: tuple[str, ...]) -> tuple[Sum, ...]:
    """Return every sum over the lines that a report has of a table."""
    found = []
    for terms in _terms(table_code):
        across = lines if terms[0].axis == "column" else column_codes(table_code)
        for code in across:
            lhs, rhs = (_side(terms, side, lines, code) for side in ("lhs", "rhs"))
            found.append(Sum((terms[0].rule_id, f"{table_code}.{code}"), lhs, rhs))
    return tuple(found)


def identity_rules() -> frozenset[str]:
    """Return the ids of the rules that are sums of the forms."""
    return frozenset(t.rule_id for t in identities())


def cells_within(scope: str, cells: Iterable[CellKey]) -> tuple[CellKey, ...]:
    """Return those of the cells that lie within the scope, in their order."""
    parts = scope_parts(scope)
    if parts.line and parts.column:
        return ((parts.table, parts.line, parts.column),)
    return tuple(cell for cell in cells if parts.covers(cell))
