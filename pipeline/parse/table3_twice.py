"""Table 3 printed twice: what its second printing says otherwise, and whether the two were mixed.

What must not go here: tables that are headed as another year's (`other_years`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.parse.table3_lines import Line
from pipeline.records import GridCell
from pipeline.registry.forms import TableForm
from pipeline.registry.labels import Spellings, best_spelling, plain

SURE = 0.8  # similarity at which a row that was not taken is a line of the form again
FEWEST = 3  # such lines that make a second table: one alone is a row that the form does not have
SHORTEST = 3  # characters of a label: 其他 and 总计 stand in many tables


def named_again(
    lines: Sequence[Line], placed: Sequence[int | None], spellings: Spellings
) -> list[str | None]:
    """Return for each row that was not taken which line of the form it names, if any."""
    pairs = zip(lines, placed, strict=True)
    return [_named(line, spellings) if at is None else None for line, at in pairs]


def _named(line: Line, spellings: Spellings) -> str | None:
    if not line.filled or not line.figures:
        return None
    names = (name for name in line.names if len(plain(name)) >= SHORTEST)
    hits = [hit for name in names if (hit := best_spelling(name, spellings, SURE))]
    return max(hits, key=lambda hit: hit[1])[0] if hits else None


def is_mixed(lines: Sequence[Line], taken: Mapping[str, int], again: Sequence[str | None]) -> bool:
    """Whether a line was taken that stood there before with other figures, in another table.

    Of two tables the first is read; but where its labels are worse than those of the second, the
    best alignment begins in the one and ends in the other: then lines that were not taken lie
    between. `taken` are the rows that were taken, by the code of their line.
    """
    return any(
        _texts(lines[later]) != _texts(lines[number])
        and len([*filter(None, again[number:later])]) >= FEWEST
        for number, code in enumerate(again)
        if code and (later := taken.get(code, 0)) > number
    )


def differing(
    form: TableForm, lines: Sequence[Line], taken: Mapping[str, int], again: Sequence[str | None]
) -> dict[tuple[str, str], GridCell]:
    """Return the cells of a second table that it prints otherwise than the one that was taken."""
    if len({*filter(None, again)}) < FEWEST:
        return {}
    found: dict[tuple[str, str], GridCell] = {}
    for code, line in zip(again, lines, strict=True):
        if code is None or code not in taken:
            continue
        first = lines[taken[code]]
        if not first.figures or not line.figures:
            continue
        for column, one, other in zip(form.columns, first.figures, line.figures, strict=True):
            if plain(one.text) != plain(other.text):
                found[code, column.column_code] = other
    return found


def _texts(line: Line) -> list[str]:
    return [plain(cell.text) for cell in line.figures or ()]
