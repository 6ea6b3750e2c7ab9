"""What a finding shows: its cells with their places, the report it is compared with, the text.

What must not go here: deciding a unit, words; SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.facts import Figure, OtherReport, ReportFacts
from pipeline.check.messages import plain
from pipeline.check.others import other_cells
from pipeline.check.verdicts import JudgedUnit, TableBounds
from pipeline.registry.sums import CellKey

Place = Mapping[str, object]
CellRef = tuple[str, str, str, str]  # sha256 and the cell, or `SENTENCE` and what it says
SENTENCE = "sentence"  # stands for the table in the reference of a sentence
_CELLS_SHOWN = 40  # more are counted: a missing table needs no list of its cells
Shown = Sequence[tuple[str, CellKey]]  # the cells of a unit that are shown, each with its side

as_json = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one at every call


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """A report with its judged units, their causes and the cells shown, before any words."""

    facts: ReportFacts
    bounds: TableBounds
    units: tuple[JudgedUnit, ...]
    causes: tuple[str, ...]
    shown: tuple[Shown, ...]

    def cells(self) -> Iterator[CellRef]:
        """Yield every cell that the evidence shows."""
        sha256 = self.facts.sha256
        for unit, shown in zip(self.units, self.shown, strict=True):
            for _, cell in shown:
                yield (sha256, *cell)
            if unit.for_causes.sentence:
                yield (sha256, SENTENCE, unit.for_causes.sentence, "")
            if other := self.facts.others.get(unit.unit.other_key or 0):
                for cell in other_cells(unit.unit.scope, unit.rule):
                    yield (other.sha256, *cell)


def written(value: Figure) -> str | None:
    """Write a figure as findings do; None where there is none."""
    if isinstance(value, int):
        return str(value)
    return None if value is None else plain(value)


def shown_of(unit: JudgedUnit, facts: ReportFacts) -> Shown:
    """Return the cells of a unit by side; of a long sum the zeros are left out."""
    sides = [("lhs", cell) for cell in unit.lhs_cells] + [("rhs", cell) for cell in unit.rhs_cells]
    if len(sides) > 7:
        sides = [(side, cell) for side, cell in sides if facts.figures[cell] != 0]
    return sides[:_CELLS_SHOWN]


def _exact(value: Figure) -> int | str | None:
    """Return a figure as JSON keeps it exactly: whole as a number, else as text."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else plain(value)


def _cells(
    shown: Shown, report: JudgedReport, places: Mapping[CellRef, Place]
) -> Iterator[dict[str, object]]:
    facts, implied = report.facts, report.bounds.implied
    for side, cell in shown:
        record: dict[str, object] = {
            "side": side,
            "cell": ".".join(cell),
            "status": facts.status(cell),
            "value": _exact(facts.figures[cell]),
        }
        if cell in facts.printed:
            record["raw"] = facts.printed[cell][1]
        if cell in implied:
            record["implied"] = implied[cell].value
            record["by"] = [" ".join(by) for by in implied[cell].by]
        if place := places.get((facts.sha256, *cell)):
            record.update(place)
        yield record


def _other(
    unit: JudgedUnit, other: OtherReport, places: Mapping[CellRef, Place]
) -> dict[str, object]:
    """Return which report was compared with, and its cells as they stand there."""
    cells = []
    for cell in other_cells(unit.unit.scope, unit.rule):
        value, status, raw = other.cells.get(cell, (None, "missing", None))
        printed = {} if raw is None else {"raw": raw}
        place = places.get((other.sha256, *cell), {})
        figure = {"cell": ".".join(cell), "status": status, "value": _exact(value)}
        cells.append(figure | printed | dict(place))
    named = {"report_key": other.report_key, "organ": other.organ, "year": other.year}
    return named | {"sha256": other.sha256, "origin": other.origin, "cells": cells}


def evidence(
    unit: JudgedUnit, shown: Shown, report: JudgedReport, places: Mapping[CellRef, Place]
) -> str:
    """Return what shows a finding, as JSON: its cells and sentences, each with its place."""
    record: dict[str, object] = {
        "version": unit.rule.version,
        "authority": unit.rule.authority,
        "sha256": report.facts.sha256,
        "origin": report.facts.origin,
        "cells": list(_cells(shown, report, places)),
    }
    if left_out := len(unit.lhs_cells) + len(unit.rhs_cells) - len(shown):
        record["cells_left_out"] = left_out
    if unit.implied_total is not None:
        record["implied_total"] = unit.implied_total
    if unit.unit.detail and not unit.for_causes.sentence:
        record["detail"] = unit.unit.detail
    if unit.for_causes.sentence:
        record["sentence"] = unit.for_causes.sentence
        key = (report.facts.sha256, SENTENCE, unit.for_causes.sentence, "")
        record["sentence_place"] = dict(places.get(key, {}))
    if other := report.facts.others.get(unit.unit.other_key or 0):
        record["other"] = _other(unit, other, places)
    claims = report.facts.claims
    if sentences := [claims[code] for code in unit.rule.claims if code in claims]:
        record["sentences"] = list(dict.fromkeys(sentences))
    return as_json(record)
