"""The catalogue of rules checked against itself: none twice, none against another, none impossible.

What must not go here: what a single file must look like (`rules`), any report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from pipeline.registry.forms import form_columns, identities
from pipeline.registry.forms import layouts as known_layouts

if TYPE_CHECKING:  # `rules` checks its catalogue by this module
    from pipeline.check.rules import Rule

_COMMENT = re.compile(r"--[^\n]*")
_MIRRORED = {"=": "=", "<=": ">=", ">=": "<=", "state": "state"}


def conflicts(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return what is wrong with the rules taken together, each with the ids and the remedy."""
    found = [text for rule in rules for text in _impossible(rule)]
    for one, other in combinations(rules, 2):
        found += _between(one, other)
    return (*found, *_repeated_sums({rule.id for rule in rules}))


def _between(one: Rule, other: Rule) -> Iterator[str]:
    names = f"{one.id} and {other.id}"
    if one.id == other.id:
        yield f"{names}: give each rule its own id"
        return
    if _plain(one.query) == _plain(other.query):
        yield f"{names}: the same query; keep one of them"
    if one.title_zh == other.title_zh:
        yield f"{names}: the same title; say what tells them apart"
    if not (_meet(one.years, other.years) and set(one.layouts) & set(other.layouts)):
        return
    sides, mirrored = (one.lhs, one.rhs), (other.rhs, other.lhs)
    if not (one.lhs and one.rhs) or one.others != other.others:
        return
    if sides == (other.lhs, other.rhs):
        yield f"{names}: {_both(one.relation, other.relation)}; keep one of them"
    elif sides == mirrored:
        yield f"{names}: {_both(one.relation, _MIRRORED[other.relation])}; keep one of them"


def _both(one: str, other: str) -> str:
    if one == other:
        return f"both say {one} of the same sides"
    return f"one says {one} and one {other} of the same sides: together that is ="


def _plain(query: str) -> str:
    return " ".join(_COMMENT.sub(" ", query).split())


def _meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return all(a[1] is None or a[1] >= b[0] for a, b in ((one, other), (other, one)))


def _impossible(rule: Rule) -> Iterator[str]:
    """Yield why a rule can never have a unit."""
    eras = [(x.first_year, x.last_year) for x in known_layouts() if x.layout in rule.layouts]
    if not any(_meet(rule.years, era) for era in eras):
        yield f"{rule.id}: no layout it is for was in force in its years"
    columns = {c.column_code for c in form_columns()}
    named = [*rule.lhs, *rule.rhs, *(cell.split(".")[-1] for cell in rule.others)]
    for column in named:
        if column not in columns and not column.startswith("{"):
            yield f"{rule.id}: no form has the column {column}"


def _repeated_sums(rule_ids: Iterable[str]) -> Iterator[str]:
    """Yield the sums of the registry that two rules share."""
    known = set(rule_ids)
    by_rule = sorted(identities(), key=lambda term: term.rule_id)
    seen: dict[frozenset[tuple[object, ...]], str] = {}
    for rule_id, terms in groupby(by_rule, key=lambda term: term.rule_id):
        key = frozenset((t.table_code, t.axis, t.code, t.side, t.weight) for t in terms)
        first = seen.setdefault(key, rule_id)
        if first != rule_id and {first, rule_id} <= known:
            yield f"{first} and {rule_id}: the same sum in identities.csv; keep one of them"
