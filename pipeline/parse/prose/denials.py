"""Statements that there was none: no request, no reconsideration, no litigation.

What must not go here: zeros written as figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.parse.prose.remedies import channels_in
from pipeline.parse.prose.said import Sentence, is_of_others
from pipeline.records import Claim
from pipeline.registry.statements import words


def denial_claims(sentence: Sentence) -> Iterator[Claim]:
    """Yield `none.…` for requests and every channel that a sentence says there were none of."""
    if not words("none", "gate").search(sentence.text):
        return
    if words("year", "part").search(sentence.text) or _is_of_another_year(sentence):
        return
    for clause in words("passage", "clause").finditer(sentence.text):
        if _is_of_others(sentence, clause):
            continue
        for scope, at in _denied(clause[0]):
            yield sentence.claim(f"none.{scope}", Decimal(0), clause.start() + at)


def _is_of_others(sentence: Sentence, clause: re.Match[str]) -> bool:
    """Whether a clause denies for others, for another year, or for one way of asking only."""
    before = sentence.text[: clause.end()]
    years = [int(m["year"]) for m in words("year", "said").finditer(before)]
    if years and sentence.thread.year not in (None, years[-1]):
        return True
    if is_of_others(before) or words("scope", "each_of_others").search(clause[0]):
        return True
    return words("requests", "channels").search(clause[0]) is not None


def _is_of_another_year(sentence: Sentence) -> bool:
    years = [int(m["year"]) for m in words("year", "said").finditer(sentence.text)]
    year = sentence.thread.year
    return bool(years and year and year not in years)


def _denied(clause: str) -> Iterator[tuple[str, int]]:
    """Yield what a clause denies, and where the words stand that do: whose it is stands before."""
    if requests := words("none.requests", "clause").search(clause):
        yield "t3.new_requests.total", requests.start()
    named = [channel for channel in channels_in(clause) if "_" not in channel[2]]
    if not named or words("none", "qualified").search(clause):
        return
    denial = words("none", "denial").search(clause)
    is_ahead = denial is not None and denial.start() < named[0][0]
    if is_ahead or words("none", "behind").search(clause):
        at = denial.start() if denial is not None and is_ahead else named[0][0]
        for term in dict.fromkeys(term for _, _, term in named):
            yield f"t4.{term}.total", at
