"""Enumerations: a total and its parts in the same unit, where the list claims to be complete.

What must not go here: parts that the tables have; their own rules test them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.parse.prose.figures import Figure
from pipeline.parse.prose.said import Sentence, is_of_the_year
from pipeline.records import Claim
from pipeline.registry.statements import words

TOTAL, PART = "list.total", "list.part"
_FEWEST = 2


def list_claims(sentence: Sentence, before: Sentence | None, list_no: int) -> Iterator[Claim]:
    """Yield total and parts of each complete enumeration of a sentence.

    The total stands in front of the opening word, in this sentence or as the last figure of that
    unit in the one before. A list is complete where one part is what is left (`其他…`), or where
    the words in front of the total name every part.
    """
    opening = words("lists", "opening").search(sentence.text)
    if opening is None:
        return
    parts = [f for f in sentence.figures if f.start > opening.end() and f.kind == "count"]
    head, home = _head(sentence, before, opening.start())
    if head is None or home is None:
        return
    run = _as_meant(sentence, head, _run(sentence, [f for f in parts if f.unit == head.unit]))
    if len(run) < _FEWEST or not _is_complete(home, head, run):
        return
    if any(sentence.start + part.start in sentence.thread.claimed for part in run):
        return
    if not is_of_the_year(home, head):
        return
    total = home.claim(TOTAL, head.value, head.start, head.unit)
    yield replace(total, list_no=list_no)
    for part in run:
        claim = sentence.claim(PART, part.value, part.start, part.unit)
        yield replace(claim, list_no=list_no)


def _head(
    sentence: Sentence, before: Sentence | None, opening: int
) -> tuple[Figure | None, Sentence | None]:
    """Return the figure that the list takes apart: the last one in front of the opening word."""
    mine = [f for f in _outside_brackets(sentence) if f.end <= opening]
    if mine:
        return mine[-1], sentence
    if before is None or opening > _FEWEST:
        return None, None  # a sentence that opens with the word goes on from the one before
    theirs = _outside_brackets(before)
    return (theirs[-1], before) if theirs else (None, None)


def _run(sentence: Sentence, parts: list[Figure]) -> list[Figure]:
    """Return the parts up to the first that is none: a new sum, a comparison."""
    run: list[Figure] = []
    for part in parts:
        begin = run[-1].end if run else part.start - len(part.tail)
        if words("lists", "breaking").search(sentence.text[max(begin, 0) : part.start]) and run:
            break
        run.append(part)
    return run


def _as_meant(sentence: Sentence, head: Figure, run: list[Figure]) -> list[Figure]:
    """Return the parts that make the total, where asides or what follows a semicolon make it more.

    Of parts that make it in no such way all are kept: which are meant is not known.
    """
    outside = _outside_brackets(sentence)
    for kept in (run, [part for part in run if part in outside]):
        for end in range(len(kept), _FEWEST - 1, -1):
            is_end = end == len(kept) or ";" in sentence.text[kept[end - 1].end : kept[end].start]
            if is_end and sum(part.value for part in kept[:end]) == head.value:
                return kept[:end]
    return run


def _is_complete(home: Sentence, head: Figure, parts: list[Figure]) -> bool:
    if any(words("lists", "rest").search(part.tail) for part in parts):
        return True
    front = home.text[: head.start]
    names = [words("lists", "opening").sub("", part.tail).lstrip(",") for part in parts]
    return all(name and name in front for name in names)


def _outside_brackets(sentence: Sentence) -> list[Figure]:
    """Return the counts of a sentence that are no aside."""
    text = sentence.text
    counts = [f for f in sentence.figures if f.kind == "count"]
    return [f for f in counts if text.count("(", 0, f.start) == text.count(")", 0, f.start)]
