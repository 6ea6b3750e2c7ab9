"""Claims on requests: received, carried over, handled, their outcomes and the shares of these.

What must not go here: cases before authorities and courts (`remedies.py`), statements without a
figure (`denials.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.parse.prose.figures import Figure
from pipeline.parse.prose.said import Sentence, is_of_the_year
from pipeline.records import Claim
from pipeline.registry.statements import (
    TailCode,
    ahead_codes,
    blankets,
    outcome_words,
    request_codes,
    setting,
    words,
)

NEW = "count.t3.new_requests.total"
WITH_CARRIED = "count.t3.new_requests+carried_in.total"
CARRIED_OUT = "count.t3.carried_out.total"
CARRIED_IN = "count.t3.carried_in.total"
DONE = "count.t3.outcomes_total.total"
HANDLED = "handled.t3.outcomes_total.total"
TOTALS = (NEW, WITH_CARRIED, DONE, HANDLED)  # statements on all requests
_LOOKAHEAD = 24  # characters in which a noun follows its figure


def request_claim(sentence: Sentence, index: int) -> Claim | None:
    """Return what a count says of the number of requests, if anything."""
    figure = sentence.figures[index]
    tail = figure.tail
    if not figure.is_case or words("requests", "never").search(tail):
        return None
    code = _ahead(sentence, figure) or _behind(sentence, figure)
    if code is None or not is_of_the_year(sentence, figure):
        return None
    if code == DONE and _is_part_of_done(sentence, figure):
        return None
    return sentence.claim(code, figure.value, figure.start, figure.unit)


def _ahead(sentence: Sentence, figure: Figure) -> str | None:
    after = sentence.text[figure.end : figure.end + _LOOKAHEAD]
    for entry in ahead_codes():
        if entry.after and entry.tail.search(figure.tail) and entry.after.search(after):
            return entry.code
    return None


def _behind(sentence: Sentence, figure: Figure) -> str | None:
    tail = figure.tail
    has_noun = words("requests", "nouns").search(tail) is not None
    for entry in request_codes():
        if entry.tail.search(tail):
            return entry.code if _may_state(entry, sentence, tail, has_noun=has_noun) else None
    return None


def _may_state(entry: TailCode, sentence: Sentence, tail: str, *, has_noun: bool) -> bool:
    if entry.needs_topic and not sentence.thread.is_about_requests:
        return False
    if entry.needs_noun and not has_noun:
        return False
    if entry.code == NEW and words("requests", "channels").search(tail):
        return False
    is_ours = sentence.thread.is_about_requests or words("topic", "requests").search(tail)
    return bool(is_ours) and not names_others(tail)


def names_others(text: str) -> bool:
    """Whether a text names something else that is received, handled or answered."""
    return bool(words("topic", "others").search(words("topic", "not_others").sub("", text)))


def _is_part_of_done(sentence: Sentence, figure: Figure) -> bool:
    """Whether the requests answered in time are told apart from those answered late."""
    in_time = words("requests", "on_time").search(figure.tail)
    return bool(in_time and words("requests", "late").search(sentence.text))


def with_carried(sentence: Sentence, found: list[Claim]) -> list[Claim]:
    """Settle which figure of a sentence is what came in this year, and which the sum of both.

    `529件(包括上年结转1件)` and `529件,其中新收528件、上年结转1件` state the sum first. Of what is
    received later figures are parts, such as those of single offices, with what these answered.
    """
    received = [i for i, claim in enumerate(found) if claim.claim_code == NEW]
    if not received:
        return found
    carried = any(claim.claim_code == CARRIED_IN for claim in found)
    told_apart = carried and len(received) > 1
    if told_apart or _includes_carried(sentence, found[received[0]]):
        found[received[0]] = replace(found[received[0]], claim_code=WITH_CARRIED)
    later = received[2:] if told_apart else received[1:]
    first = found[received[0]].scope
    return [
        claim
        for i, claim in enumerate(found)
        if i not in later and not (later and i > later[0] and claim.scope != first)
    ]


def _includes_carried(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is said to include what was carried in, and not one behind it."""
    ends = (figure.end for figure in sentence.figures if figure.value == claim.value)
    end = next(ends, 0)
    until = words("including", "until").search(sentence.text, end)
    said = sentence.text[: until.start() if until else len(sentence.text)]
    return words("including", "whole").search(said) is not None


def terms_of(text: str) -> tuple[str, ...]:
    """Return the outcomes that a tail names, none where it says anything besides."""
    pattern, terms = outcome_words()
    found = [terms[match[0]] for match in pattern.finditer(text)]
    if words("figure", "joined").search(text):
        return ()
    if not found or not words("outcomes", "beside").search(pattern.sub("", text)):
        return ()
    return tuple(dict.fromkeys(found))


def outcome_scope(sentence: Sentence, tail: str) -> str | None:
    """Return the scope that a tail on outcomes names."""
    if words("outcomes", "ours").search(tail) and sentence.thread.outcome:
        return "t3.other.total"
    terms = terms_of(tail)
    return f"t3.{'+'.join(terms)}.total" if terms else None


def outcome_claim(sentence: Sentence, index: int) -> Claim | None:
    """Return what a count says of one outcome, or of several together."""
    figure = sentence.figures[index]
    if not figure.is_case or not sentence.thread.is_about_requests:
        return None
    if _is_of_a_subject(sentence, figure):
        return None
    scope = _scope_behind(sentence, index) or _scope_with(sentence, figure)
    if scope is None or not is_of_the_year(sentence, figure):
        return None
    return sentence.claim(f"count.{scope}", figure.value, figure.start, figure.unit)


def _is_of_a_subject(sentence: Sentence, figure: Figure) -> bool:
    """Whether the clauses up to a figure are of the requests on one subject."""
    clauses = re.split("[;。]", sentence.text[: figure.start])[-1]
    return words("outcomes", "subject").search(outcome_words()[0].sub("", clauses)) is not None


def _scope_with(sentence: Sentence, figure: Figure) -> str | None:
    """Return the scope of a figure with the outcome that it is said to include behind it."""
    scope = outcome_scope(sentence, figure.tail)
    after = sentence.text[figure.end : figure.end + _LOOKAHEAD]
    aside = words("outcomes", "including").match(after)
    if scope is None or aside is None:
        return scope
    own, included = terms_of(figure.tail), terms_of(aside["inner"])
    return f"t3.{'+'.join(dict.fromkeys((*own, *included)))}.total" if own and included else None


def words_behind(sentence: Sentence, index: int) -> str | None:
    """Return what a figure is said to be where it opens its clause (`6件予以公开`)."""
    figure = sentence.figures[index]
    front = sentence.text[max(figure.start - 6, 0) : figure.start]
    opening = words("figure", "clause").split(front)[-1]
    if index and sentence.figures[index - 1].end > figure.start - len(opening):
        opening = sentence.lead(index)
    if not words("outcomes", "ahead").match(opening):
        return None
    match = words("outcomes", "behind").match(sentence.text[figure.end : figure.end + 60])
    return match["words"] if match else None


def _scope_behind(sentence: Sentence, index: int) -> str | None:
    named = words_behind(sentence, index)
    terms = terms_of(named) if named else ()
    return f"t3.{'+'.join(terms)}.total" if terms else None


def share_claim(sentence: Sentence, index: int) -> Claim | None:
    """Return which share of all requests an outcome has; it follows the outcome it is of."""
    figure = sentence.figures[index]
    match = words("share", "tail").search(figure.tail)
    if match is None or not sentence.thread.is_about_requests:
        return None
    if words("share", "in_turn").search(sentence.text[figure.start - 6 : figure.start]):
        return None
    named = figure.tail[: match.start()]
    scope = outcome_scope(sentence, named) if named else sentence.thread.outcome
    if scope is None:
        return None
    tolerance = figure.step * Decimal(setting("share", "half"))
    return sentence.claim(f"share.{scope}", figure.value, figure.start, "%", tolerance=tolerance)


def blanket_claims(sentence: Sentence) -> Iterator[Claim]:
    """Yield the outcomes that there are none of, where all requests are said to be alike."""
    for blanket in blankets():
        if match := blanket.words.search(sentence.text):
            for term in blanket.terms:
                yield sentence.claim(
                    f"none.t3.{term}.total", Decimal(0), match.start(), is_stated=False
                )
