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
from pipeline.registry.forms import FormColumn, FormLine, form_columns, form_lines, group_labels
from pipeline.registry.rules import has_word, rule_word
from pipeline.registry.sums import line_codes, scope_parts
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


def plain(value: int | Decimal) -> str:
    """Write a figure without an exponent or idle zeros."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _label(item: FormLine | FormColumn, layout: int | None, lang: Language) -> str:
    if lang == "en":
        return item.label_en
    return item.labels.get(layout or 0, item.label_zh)


@lru_cache(maxsize=4096)
def place_words(scope: str, layout: int | None, lang: Language) -> str:
    """Return a scope in the words of the form."""
    if words := _claimed_words(scope, layout, lang):
        return words
    parts = scope_parts(scope)
    if has_word("part", parts.table):
        return rule_word("part", parts.table, lang)
    names = {"table": rule_word("table", parts.table, lang)}
    for line in form_lines():
        if (line.table_code, line.line_code) == (parts.table, parts.line):
            names["line"] = _line_words(line, layout, lang)
    for column in form_columns():
        if (column.table_code, column.column_code) == (parts.table, parts.column):
            names["column"] = _column_words(column, layout, lang)
    if len(names) == 1:
        return names["table"]
    kind = "cell" if len(names) == 3 else "line" if "line" in names else "column"
    return rule_word("place", kind, lang).format(**names)


def _claimed_words(scope: str, layout: int | None, lang: Language) -> str | None:
    """Return several lines, or a group of them, in the words of the form; None for other scopes."""
    table, *rest = scope.split(".")
    if len(rest) != 2 or rest[0] in line_codes(table):
        return None
    known = {x.line_code: _label(x, layout, lang) for x in form_lines() if x.table_code == table}
    groups = group_labels(table, lang)
    names = [known.get(term) or groups[term] for term in rest[0].split("+")]
    column = next(c for c in form_columns() if (c.table_code, c.column_code) == (table, rest[1]))
    return rule_word("place", "cell", lang).format(
        table=rule_word("table", table, lang),
        line=rule_word("place", "and", lang).join(names),
        column=_column_words(column, layout, lang),
    )


def _line_words(line: FormLine, layout: int | None, lang: Language) -> str:
    label = _label(line, layout, lang)
    group = group_labels(line.table_code).get(line.group_code)
    if group is None or line.table_code == "t2":
        return label
    return rule_word("place", "group", lang).format(group=group, line=label)


def _column_words(column: FormColumn, layout: int | None, lang: Language) -> str:
    label = _label(column, layout, lang)
    if column.table_code == "t3" and has_word("column_heading", column.column_code):
        return rule_word("column_heading", column.column_code, lang) + label
    return label


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
    return "+".join(map(plain, written)).replace("+-", "-"), zeros, unknown


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


def _parts(side: Side, lang: Language) -> str:
    """Return a sum written out in brackets, nothing where it has one addend."""
    if len(side.addends) < 2:
        return ""
    return rule_word("sum", "parts", lang).format(sum=sum_words(side.addends, lang))


Said = Callable[[Facts, Language], str]
_SAID: Mapping[str, Said] = {
    "scope": lambda facts, lang: place_words(facts.scope, facts.layout, lang),
    "lhs": lambda facts, lang: _amount(facts.lhs, lang),
    "rhs": lambda facts, lang: _amount(facts.rhs, lang),
    "lhs_sum": lambda facts, lang: sum_words(facts.lhs.addends, lang),
    "rhs_sum": lambda facts, lang: sum_words(facts.rhs.addends, lang),
    "rhs_parts": lambda facts, lang: _parts(facts.rhs, lang),
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


def message(rule: Rule, facts: Facts, lang: Language) -> str:
    """Return what a finding says: the fact with both numbers, then whose error it looks like."""
    failed = facts.outcome == "fail"
    if lang == "zh":
        template = rule.message_zh if failed else rule.undecided_zh
    else:
        template = rule.message_en if failed else rule.undecided_en
    sentence = "".join([words + said(facts, lang) for words, said in _compiled(template)])
    verdict = rule_word("verdict", facts.verdict, lang)
    unseen = "".join(rule_word("unseen", code, lang) for code in facts.unseen)
    return sentence + _implied(facts, lang) + verdict + unseen


def doubt_words(verdict: str, lang: Language) -> str:
    """Return what to look up where a doubt is left and no proposal says more of it."""
    return rule_word("look_up", verdict, lang) if has_word("look_up", verdict) else ""
