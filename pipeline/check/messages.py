"""A finding in words: the sentence of its rule with the places, sums and doubts filled in.

What must not go here: deciding anything; Chinese text (the registry and the rules hold it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from pipeline.check.rules import Rule
from pipeline.registry.form_words import place_words
from pipeline.registry.rules import has_word, rule_word
from pipeline.registry.words import Language

LANGUAGES: tuple[Language, Language] = ("zh", "en")
_ZEROS_WRITTEN = 4  # more are folded into one phrase

Figure = int | Decimal | None


class Side(NamedTuple):
    """One side of a comparison: its sum of what is known, its addends, and where unknown ends.

    `amount` is None where nothing is known; `fixed` is what other cells make of it then.
    """

    amount: Decimal | None
    addends: tuple[Figure, ...] = ()
    blanks: int = 0
    fixed: int | None = None


class Facts(NamedTuple):
    """All that a sentence may quote."""

    scope: str
    layout: int | None
    outcome: str
    verdict: str
    lhs: Side
    rhs: Side
    delta: Decimal | None = None
    raw: str = ""
    detail: str = ""
    unknown: tuple[str, ...] = ()
    other: tuple[str | None, int | None] | None = None
    other_unknown: tuple[str, ...] = ()
    implied: tuple[str, int] | None = None
    unseen: tuple[str, ...] = ()


class Told(NamedTuple):
    """What a diagnosis adds to a finding: what was not seen, and what would mend it."""

    unseen: str
    mend: str


def plain(value: int | Decimal) -> str:
    """Write a figure without an exponent or idle zeros."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=16)  # every language writes the same figures
def _written(addends: tuple[Figure, ...]) -> tuple[str, int, int]:
    """Return addends joined, and how many zeros and unknowns are only counted."""
    written = [value for value in addends if value]
    unknown = addends.count(None)
    zeros = len(addends) - len(written) - unknown
    if zeros <= _ZEROS_WRITTEN or not written:
        shown_zeros = min(zeros, _ZEROS_WRITTEN)
        written += [0] * shown_zeros
        zeros -= shown_zeros
    texts = [str(value) if isinstance(value, int) else plain(value) for value in written]
    return "+".join(texts).replace("+-", "-"), zeros, unknown


def sum_words(addends: tuple[Figure, ...], lang: Language) -> str:
    """Write a sum out: what is not zero first, many zeros and all unknowns counted."""
    text, zeros, unknown = _written(addends)
    if not text:
        return rule_word("sum", "nothing", lang)
    if zeros:
        text += rule_word("sum", "zeros", lang).format(count=zeros)
    if unknown:
        text += rule_word("sum", "unknown", lang).format(count=unknown)
    return text


def _amount(side: Side, lang: Language) -> str:
    if side.amount is None:
        if side.fixed is None:
            return rule_word("sum", "nothing", lang)
        return rule_word("sum", "fixed", lang).format(value=side.fixed)
    text = plain(side.amount)
    return rule_word("sum", "at_least", lang).format(value=text) if side.blanks else text


def _delta(facts: Facts, lang: Language) -> str:
    if facts.delta is None:
        return rule_word("sum", "no_delta", lang)
    text = ("+" if facts.delta > 0 else "") + plain(facts.delta)
    is_bound = any(s.blanks and s.fixed is None for s in (facts.lhs, facts.rhs))
    return rule_word("sum", "or_more", lang).format(value=text) if is_bound else text


def _unknown(facts: Facts, lang: Language) -> str:
    own = _counted(facts.unknown, "cells", lang)
    phrases = [*own, *_counted(facts.other_unknown, "other_cells", lang)]
    if not phrases:
        return rule_word("unknown", "other_table" if facts.other else "table", lang)
    return rule_word("unknown", "join", lang).join(phrases)


def _counted(statuses: Sequence[str], word: str, lang: Language) -> list[str]:
    phrase = rule_word("unknown", word, lang)
    return [
        phrase.format(count=count, status=rule_word("status", status, lang))
        for status, count in Counter(statuses).items()
    ]


def _other(facts: Facts, lang: Language) -> str:
    """Name the report that was compared with; of one without organ or year, only what is known."""
    if facts.other is None:
        return ""
    organ, year = facts.other
    return rule_word("other", "report", lang).format(organ=organ or "?", year=year or "?")


def _detail(facts: Facts, lang: Language) -> str:
    """Return the detail of a unit, in words where it is a code that has some."""
    known = has_word("detail", facts.detail)
    return rule_word("detail", facts.detail, lang) if known else facts.detail


def _implied(facts: Facts, lang: Language) -> str:
    if facts.implied is None:
        return ""
    kind, value = facts.implied
    return rule_word("implied", kind, lang).format(value=value)


Said = Callable[[Facts, Language], str]
_SAID: Mapping[str, Said] = {
    "scope": lambda facts, lang: place_words(facts.scope, facts.layout, lang),
    "lhs": lambda facts, lang: _amount(facts.lhs, lang),
    "rhs": lambda facts, lang: _amount(facts.rhs, lang),
    "delta": _delta,
    "raw": lambda facts, _: facts.raw,
    "detail": _detail,
    "unknown": _unknown,
    "other": _other,
}


@lru_cache(maxsize=1024)
def _compiled(template: str) -> tuple[tuple[str, Said], ...]:
    """Return a template taken apart: words, each with what is said after them."""
    return tuple(
        (words, _SAID[place] if place else lambda *_: "")
        for words, place, _, _ in Formatter().parse(template)
    )


def _sums(rule: Rule, facts: Facts, lang: Language) -> str:
    """Return the sums of a unit written out; a side of one addend is none."""
    equations = {
        side: (_amount(of_unit, lang), sum_words(of_unit.addends, lang))
        for side, of_unit in (("lhs", facts.lhs), ("rhs", facts.rhs))
        if side in rule.sums and len(of_unit.addends) > 1 and of_unit.amount is not None
    }
    if "detail" in rule.sums and facts.detail:
        equations["detail"] = _amount(facts.rhs, lang), facts.detail
    if not equations:
        return ""
    phrase = rule_word("sum", "equation", lang)
    written = [phrase.format(value=value, sum=text) for value, text in equations.values()]
    joined = rule_word("sum", "join", lang).join(written)
    return rule_word("sum", "written", lang).format(sums=joined)


def _quote(rule: Rule, facts: Facts, lang: Language) -> str:
    """Return the sentence of the prose that a unit is about."""
    is_said = rule.relation == "claim" and bool(facts.detail)
    return rule_word("place", "quote", lang).format(sentence=facts.detail) if is_said else ""


def message(rule: Rule, facts: Facts, told: Told, lang: Language) -> str:
    """Return what a finding says, in an order that never changes.

    The fact with both numbers and their difference; whose error it looks like and what was not
    seen; the sums written out; the sentence it is about; what would mend it; what to look up.
    """
    is_zh, failed = lang == "zh", facts.outcome == "fail"
    if failed:
        template, look_up = (
            (rule.message_zh, rule.look_up_zh) if is_zh else (rule.message_en, rule.look_up_en)
        )
    else:
        template, look_up = rule.undecided_zh if is_zh else rule.undecided_en, ""
    return "".join(
        (
            *[words + said(facts, lang) for words, said in _compiled(template)],
            rule_word("verdict", facts.verdict, lang),
            *[rule_word("unseen", code, lang) for code in facts.unseen],
            told.unseen,
            _sums(rule, facts, lang) if failed else "",
            _quote(rule, facts, lang),
            _implied(facts, lang),
            told.mend,
            look_up if is_zh or not look_up else f" {look_up}",
        )
    )


def doubt_words(verdict: str, lang: Language) -> str:
    """Return what to look up where a doubt is left and no proposal says more of it."""
    return rule_word("look_up", verdict, lang) if has_word("look_up", verdict) else ""
