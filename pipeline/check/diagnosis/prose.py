"""The prose as a witness: what it says of cells, and what a table would look like if it were right.

What must not go here: how sentences are read; words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pipeline.check.diagnosis.model import Change, Mend, Table, Witness
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.shapes import shifted_blocks
from pipeline.check.diagnosis.weigh import unsatisfied
from pipeline.check.messages import plain
from pipeline.registry.claims import claimed_cells
from pipeline.registry.diagnosis import weights
from pipeline.registry.sums import CellKey


def witnesses_of(
    claims: Mapping[str, Decimal | None], figures: Mapping[CellKey, object]
) -> tuple[Witness, ...]:
    """Return the numbers of the prose that state a sum of cells which the report has."""
    found = []
    for code, value in claims.items():
        if value is None:
            continue
        cells = claimed_cells(code)
        if not all(map(figures.__contains__, cells)):
            cells = tuple(c for c in cells if c in figures)
        if cells:
            found.append(Witness(code, cells, value))
    return tuple(found)


def is_printed(figure: Decimal, sentence: str) -> bool:
    """Return whether a sentence prints the figure in digits, so that the figure can be changed."""
    written = re.escape(plain(abs(figure)))
    return re.search(rf"(?<![\d.]){written}(?!\d)", sentence.replace(",", "")) is not None


def _lost_block(
    net: Network, table: Table, right: Mapping[CellKey, int], lost: str
) -> dict[CellKey, int | None] | None:
    """Return what the prose leaves for the lost channel; None where it contradicts the others."""
    code = next(iter(net.place))[0]
    figures: dict[CellKey, int | None] = {(code, lost, c): None for c in net.columns}
    for witness in table.witnesses:
        mine = [c for c in witness.cells if c in figures]
        rest = witness.value - sum(right.get(c, 0) for c in witness.cells)
        if not mine and rest:
            return None
        if mine:
            if rest < 0 or rest != int(rest) or figures[mine[0]] not in (None, int(rest)):
                return None
            figures[mine[0]] = int(rest)
    return figures if _complete(figures) else None


def _complete(figures: dict[CellKey, int | None]) -> bool:
    """Fill in what the parts and the total of a channel leave open; false where they disagree."""
    *parts, total = figures
    open_parts = [c for c in parts if figures[c] is None]
    known = sum(figures[c] or 0 for c in parts)
    whole = figures[total]
    if whole is None:
        figures[total] = None if open_parts else known
        return True
    if len(open_parts) == 1 or known == whole:
        figures.update((c, whole - known) for c in open_parts)
    return known == whole if not open_parts else known <= whole


def displaced_blocks(net: Network, table: Table, blank: Mapping[str, bool]) -> list[Mend]:
    """Return the displacements of whole channels that make the table agree with the prose.

    Nothing is said where the prose agrees with the table as it is printed, or says nothing of it.
    """
    if not unsatisfied(table):
        return []
    found = []
    for name, right, lost in shifted_blocks(net, table, blank):
        block = _lost_block(net, table, right, lost)
        if block is None or _fails_elsewhere(net, table, right, lost):
            continue
        new: dict[CellKey, int | None] = {**right, **block}
        changes = tuple(
            Change(cell, old, new[cell])
            for cell in net.place
            if (old := None if cell in table.unknown else table.values[cell]) != new[cell]
        )
        found.append(Mend(changes, weights().cell["shape"], name, is_displacement=True))
    return found


def _fails_elsewhere(net: Network, table: Table, right: Mapping[CellKey, int], lost: str) -> bool:
    """Return whether a channel other than the lost one would not add up."""
    left = net.residuals({**table.values, **right})
    return any(unit != net.of_line[lost] for unit in left)


def _absorb(
    net: Network, values: dict[CellKey, int], steps: dict[CellKey, int], claimed: set[CellKey]
) -> bool:
    """Let one cell the prose does not state take up each difference of the column of totals."""
    for unit, rest in net.residuals(
        {**values, **{c: values[c] + s for c, s in steps.items()}}
    ).items():
        if unit in net.along_lines:
            continue
        free = [
            (cell, -sign * rest)
            for cell in net.cells_of[unit]
            for u, sign in net.touching[cell]
            if u == unit and cell not in claimed and len(net.touching[cell]) == 2
        ]
        fitting = [(cell, step) for cell, step in free if values[cell] + step >= 0]
        if not fitting:
            return False
        cell, step = max(fitting, key=lambda found: (values[found[0]] > 0, values[found[0]]))
        steps[cell] = steps.get(cell, 0) + step
    return True


def cells_if_prose_is_right(net: Network, table: Table) -> int | None:
    """Return how many cells of table 3 would have to change if every number of the prose held.

    A count that is enough, found by letting one applicant column take the changes; None where no
    single one can, and where none of its numbers is one of a cell.
    """
    wrong = unsatisfied(table)
    if not wrong or net.is_one_line:
        return None
    if any(len(w.cells) != 1 or w.value != int(w.value) for w in wrong):
        return None
    steps = {w.cells[0]: int(w.value) - table.values[w.cells[0]] for w in wrong}
    claimed = {cell for w in table.witnesses if len(w.cells) == 1 for cell in w.cells}
    if not _absorb(net, dict(table.values), steps, claimed):
        return None
    for column in net.columns[:-1]:
        parts = {(code, line, column): step for (code, line, _), step in steps.items()}
        both = {**steps, **parts}
        after = {**table.values, **{c: table.values[c] + s for c, s in both.items()}}
        if all(after[c] >= 0 for c in parts) and not net.residuals(after):
            return sum(1 for step in both.values() if step)
    return None
