"""A diagnosis in words, and as the JSON that is stored beside its finding.

What must not go here: deciding anything; Chinese text (the registry holds it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.check.causes import BLANK_RULE
from pipeline.check.diagnosis.model import Cause, Change, Mend
from pipeline.check.diagnosis.report import Diagnosis
from pipeline.check.evidence import as_json
from pipeline.check.messages import Told, doubt_words, plain
from pipeline.check.verdicts import JudgedUnit
from pipeline.registry.diagnosis import mend_word
from pipeline.registry.form_words import place_words
from pipeline.registry.rules import rule_word
from pipeline.registry.sums import CellKey
from pipeline.registry.words import Language

Layout = Callable[[str], int | None]

_CELLS_WRITTEN = 15  # of one mend, in words; all of them stand in the JSON
_OTHERS_WRITTEN = 4


def _place(cell: CellKey, layout: Layout, lang: Language) -> str:
    return place_words(".".join(cell), layout(cell[0]), lang)


def _change(change: Change, layout: Layout, lang: Language) -> str:
    kind = "lost" if change.new is None else "fill" if change.old is None else "change"
    old = mend_word("words", "null", lang) if change.old is None else change.old
    place = _place(change.cell, layout, lang)
    return mend_word("words", kind, lang).format(place=place, old=old, new=change.new)


def _changes(mend: Mend, layout: Layout, lang: Language) -> str:
    written = [_change(c, layout, lang) for c in mend.changes[:_CELLS_WRITTEN]]
    text = mend_word("words", "join", lang).join(written)
    if len(mend.changes) > len(written):
        text += mend_word("words", "more", lang).format(count=len(mend.changes))
    return text


def _pattern(mend: Mend, lang: Language) -> str:
    if mend.pattern is None:
        return ""
    name = mend_word("pattern", mend.pattern, lang).format(k=mend.amount)
    return mend_word("words", "pattern", lang).format(name=name)


def _others(cause: Cause, layout: Layout, lang: Language) -> str:
    shown = cause.mends[1 : 1 + _OTHERS_WRITTEN]
    if not shown:
        return ""
    phrase = mend_word("words", "other", lang)
    written = (
        phrase.format(number=n, changes=_changes(m, layout, lang), pattern=_pattern(m, lang))
        for n, m in enumerate(shown, start=2)
    )
    text = mend_word("words", "others", lang).format(
        others=mend_word("words", "join", lang).join(written)
    )
    if cause.count > len(shown) + 1:
        text += mend_word("words", "count", lang).format(count=cause.count, shown=len(shown) + 1)
    return text


def _doubt(cause: Cause, lang: Language) -> str:
    """Return why the first mend is not to be taken for the one: equals, or a search cut short."""
    best = cause.mends[0].weight
    equals = sum(1 for mend in cause.mends[: 1 + _OTHERS_WRITTEN] if mend.weight == best)
    text = ""
    if equals > 1:
        text += mend_word("words", "tied", lang).format(count=equals)
    if not cause.is_complete:
        text += mend_word("words", "cut_short", lang)
    return text


def _unseen(cells: frozenset[CellKey], lang: Language) -> str:
    tables = {cell[0] for cell in cells}
    return mend_word("unseen", "cases" if tables == {"t4"} else "ledger", lang)


def _look_up(mend: Mend, layout: Layout, lang: Language) -> str:
    first = mend.changes[0].cell
    if mend.is_displacement:
        lines = {change.cell[1] for change in mend.changes}
        scope = first[0] if len(lines) > 1 else f"{first[0]}.{first[1]}"
        place = place_words(scope, layout(first[0]), lang)
        return mend_word("look_up", "shape", lang).format(place=place)
    kind = "one" if len(mend.changes) == 1 else "several"
    return mend_word("look_up", kind, lang).format(place=_place(first, layout, lang))


def _proposal(mend: Mend, layout: Layout, lang: Language) -> str:
    changes = _changes(mend, layout, lang)
    if mend.is_displacement and mend.pattern:
        name = mend_word("pattern", mend.pattern, lang)
        return mend_word("words", "displaced", lang).format(name=name, changes=changes)
    pattern = _pattern(mend, lang)
    return mend_word("words", "proposal", lang).format(changes=changes, pattern=pattern)


def _table_side(cause: Cause, lang: Language) -> str:
    """Return how much of the table would have to change if the prose were right."""
    if cause.table_side is None:
        return ""
    table = rule_word("table", cause.units[0][1].split(".", 1)[0], lang)
    return mend_word("words", "table_side", lang).format(table=table, count=cause.table_side)


def _text_side(mend: Mend, lang: Language) -> str:
    """Return which figures of the text would have to change if the table were right."""
    printed = [claim for claim in mend.claims if claim.is_printed]
    if not printed:
        return ""
    change = mend_word("text", "change", lang)
    changes = dict.fromkeys(change.format(old=plain(c.old), new=plain(c.new)) for c in printed)
    reworded = len(mend.claims) - len(printed)
    rewrite = mend_word("text", "rewrite", lang).format(count=reworded) if reworded else ""
    joined = mend_word("text", "join", lang).join(changes)
    return mend_word("text", "text", lang).format(
        count=len(printed), changes=joined, rewrite=rewrite
    )


def repair_words(cause: Cause, layout: Layout, lang: Language) -> Told:
    """Return what was not seen; the smallest change with its alternatives, and what to look up.

    Args:
        cause: the cause of the finding.
        layout: the layout in which the report prints a table.
        lang: the language.
    """
    if cause.outcome == "not_solved":
        return Told("", mend_word("words", "not_solved", lang))
    if not cause.mends:
        return Told("", "")
    best = cause.mends[0]
    if not best.changes:
        look_up = mend_word("look_up", "text", lang)
        return Told("", _text_side(best, lang) + _table_side(cause, lang) + look_up)
    mend = (
        _proposal(best, layout, lang)
        + _others(cause, layout, lang)
        + _doubt(cause, lang)
        + _look_up(best, layout, lang)
    )
    return Told(_unseen(best.cells, lang), mend)


def likewise_words(scope: str, layout: Layout, lang: Language) -> str:
    """Return the sentence of a finding whose cause is told under another one."""
    table = scope.split(".", 1)[0]
    place = place_words(scope, layout(table), lang)
    return mend_word("words", "likewise", lang).format(scope=place)


def _is_moved(cause: Cause) -> bool:
    """Return whether figures that stand in the wrong cells are the likeliest cause."""
    return bool(cause.mends) and cause.mends[0].is_displacement


def doubt_of(unit: JudgedUnit, cause: Cause | None) -> str:
    """Return by which words the verdict of a unit is said: figures may be moved, not misread."""
    moved = cause is not None and _is_moved(cause)
    return "displaced" if moved and unit.verdict == "reading_doubt" else unit.verdict


def proposal_words(
    number: int, units: Sequence[JudgedUnit], layout: Layout, found: Diagnosis, lang: Language
) -> Told:
    """Return what would mend a unit and what to look up, once for all that has one cause."""
    unit, cause = units[number], found.cause(number)
    in_doubt = Told("", doubt_words(unit.verdict, lang))
    if cause is None:
        return in_doubt
    leader = found.leader(number)
    if unit.rule.id == BLANK_RULE and not (leader == number and _is_moved(cause)):
        return Told("", "")  # its message says what it is implied to be
    if leader != number and cause.mends:
        return Told("", likewise_words(units[leader].unit.scope, layout, lang))
    told = repair_words(cause, layout, lang)
    return told if told.mend else in_doubt


def _number(value: Decimal | int) -> int | str:
    return int(value) if value == int(value) else f"{value.normalize():f}"  # type: ignore[union-attr]  # no whole number is an int


def _mend_record(mend: Mend) -> dict[str, object]:
    record: dict[str, object] = {
        "cells": [{"cell": ".".join(c.cell), "from": c.old, "to": c.new} for c in mend.changes],
        "pattern": mend.pattern,
        "weight": mend.weight,
    }
    if mend.claims:
        record["claims"] = [
            {"claim": c.code, "from": _number(c.old), "to": _number(c.new)} for c in mend.claims
        ]
    return record


def _confidence(cause: Cause) -> str:
    """Return how the first mend stands to the others.

    `only`, `likeliest`, `one_of` equals, or `unproven` where the search was cut short before
    another was found.
    """
    if cause.count < 2:
        return "only" if cause.is_complete else "unproven"
    return "likeliest" if cause.mends[0].weight < cause.mends[1].weight else "one_of"


def repair_record(cause: Cause) -> str:
    """Return a cause as JSON: a proposal that nobody has asserted, with its alternatives."""
    record: dict[str, object] = {"asserted": False, "outcome": cause.outcome}
    if cause.mends:
        first, *others = (_mend_record(mend) for mend in cause.mends)
        record |= {"proposal": first.pop("cells"), **first}
        record |= {"confidence": _confidence(cause), "found": cause.count, "alternatives": others}
    record["explains"] = [" ".join(unit) for unit in cause.units]
    if cause.table_side is not None:
        record["cells_if_prose_is_right"] = cause.table_side
    return as_json(record)
