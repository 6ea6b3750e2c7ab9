"""Claims on cases of reconsideration and litigation, in all and by result.

What must not go here: statements that there was none (`denials.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.parse.prose.figures import Figure
from pipeline.parse.prose.requests import words_behind
from pipeline.parse.prose.said import Sentence, is_of_the_year
from pipeline.records import Claim
from pipeline.registry.statements import channels, results, words


def channels_in(text: str) -> list[tuple[int, int, str]]:
    """Return the channels that a text names as (start, end, term); longer names hide shorter."""
    found: list[tuple[int, int, str]] = []
    for term, pattern in channels():
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), term))
    return sorted(found)


def remedy_claims(sentence: Sentence, index: int) -> Iterator[Claim]:
    """Yield what a count says of one channel, of two together, or of each of two."""
    figure = sentence.figures[index]
    thread = sentence.thread
    if not figure.is_case or not is_of_the_year(sentence, figure):
        return
    if not words("remedies", "about").search(sentence.passage.text):
        return
    named = channels_in(figure.tail)
    if named and not words("remedies", "never").search(figure.tail):
        terms = _stated(figure, named)
        if not terms or words("remedies", "within").search(sentence.text[figure.end :]):
            return
        thread.channel = terms
        if len(terms) > 1 and words("remedies", "in_turn").search(_between(sentence, figure)):
            yield from _in_turn(sentence, index, terms)
            return
        codes = ["+".join(terms)]
        if len(terms) > 1 and words("remedies", "each").search(_between(sentence, figure)):
            codes = list(terms)
        for code in codes:
            scope = f"t4.{code}.total"
            thread.total = scope
            yield sentence.claim(f"count.{scope}", figure.value, figure.start, figure.unit)
        return
    if spoken := _spoken_of(sentence, index):
        thread.channel = spoken
    if len(thread.channel) == 1:
        yield from _result(sentence, index, thread.channel[0])


def _spoken_of(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return the channel that is named since the figure before, where it is one alone."""
    begin = sentence.figures[index - 1].end if index else 0
    between = sentence.text[begin : sentence.figures[index].start]
    named = [] if words("remedies", "never").search(between) else channels_in(between)
    terms = tuple(dict.fromkeys(term for _, _, term in named))
    return terms if len(terms) == 1 else ()


def _result(sentence: Sentence, index: int, channel: str) -> Iterator[Claim]:
    """Yield what a count says of one result of a channel."""
    figure = sentence.figures[index]
    behind = words_behind(sentence, index)
    for column, tail in results():
        if tail.search(behind or figure.tail):
            code = f"count.t4.{channel}.{column}"
            yield sentence.claim(code, figure.value, figure.start, figure.unit)
            return


def _in_turn(sentence: Sentence, index: int, terms: tuple[str, ...]) -> Iterator[Claim]:
    """Yield one figure for each of the channels, in their order (`分别为6件和3件`)."""
    figures = sentence.figures[index : index + len(terms)]
    if len(figures) == len(terms) and all(figure.is_case for figure in figures):
        for term, figure in zip(terms, figures, strict=True):
            code = f"count.t4.{term}.total"
            yield sentence.claim(code, figure.value, figure.start, figure.unit)


def _between(sentence: Sentence, figure: Figure) -> str:
    """Return the few words in front of a figure, filler and all."""
    return sentence.text[max(figure.start - 6, 0) : figure.start]


def _stated(figure: Figure, named: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Return the channels that the figure counts: those joined with the last one named."""
    tail = figure.tail
    start, end, term = named[-1]
    if not words("remedies", "between").fullmatch(tail[end:]):
        return ()
    terms = [term]
    for earlier_start, earlier_end, earlier in reversed(named[:-1]):
        if not words("remedies", "joined").search(tail[earlier_end:start]):
            break
        terms.insert(0, earlier)
        start = earlier_start
    return tuple(dict.fromkeys(terms))
