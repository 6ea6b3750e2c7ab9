"""What is known of a sentence while it is read: whose figures, which year, what it is about.

What must not go here: the claims themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.parse.prose.figures import Figure, figures
from pipeline.parse.prose.passages import Passage, quoted
from pipeline.records import Claim, Scope
from pipeline.registry.statements import words

REACH = 36  # characters in front of a figure in which a comparison stands


@dataclass(slots=True)
class Thread:
    """What earlier sentences of a passage leave known for later ones."""

    year: int | None
    is_about_requests: bool = False
    channel: tuple[str, ...] = ()
    scope: Scope = "unknown"
    outcome: str | None = None  # the scope of the outcome last stated, which a share follows
    total: str | None = None  # the scope of the total last stated, which a change follows
    is_headed: bool = False  # whether the passage is a heading on requests
    claimed: set[int] = field(default_factory=set)  # positions at which a claim was found


@dataclass(slots=True)
class Sentence:
    """One sentence of a passage, its figures, and the thread it stands in."""

    passage: Passage
    start: int
    text: str
    thread: Thread
    _figures: tuple[Figure, ...] | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures from left to right, looked for when first asked: most sentences are not."""
        if self._figures is None:
            self._figures = tuple(figures(self.text))
        return self._figures

    def claim(
        self,
        code: str,
        value: Decimal | None,
        at: int,
        unit: str | None = None,
        *,
        is_stated: bool = True,
        tolerance: Decimal | None = None,
    ) -> Claim:
        """Return a claim that stands at a position of the sentence."""
        scope = scope_before(self.text[:at]) or self.thread.scope
        self.thread.scope = scope
        self.thread.claimed.add(self.start + at)
        place = self.passage.place(self.start + at)
        sentence = quoted(self.text, at)
        return Claim(
            code, value, sentence, place, unit, scope, is_stated=is_stated, tolerance=tolerance
        )

    def lead(self, index: int) -> str:
        """Return what stands between the figure before and this one."""
        begin = self.figures[index - 1].end if index else 0
        return self.text[begin : self.figures[index].start]


def scope_before(text: str) -> Scope | None:
    """Return whose figures the last words of that kind say; None where there are none."""
    last = {"aggregate": -1, "own": -1}
    for scope in last:
        for match in words("scope", scope).finditer(text):
            last[scope] = match.end()
    if last["aggregate"] == last["own"]:
        return None
    return "aggregate" if last["aggregate"] > last["own"] else "own"


def is_of_the_year(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is of the whole report year, and no difference between two years."""
    before = sentence.text[: figure.start]
    if is_of_others(before) or not _is_of(sentence.thread.year, before):
        return False
    if words("year", "past").search(before) or words("year", "part").search(before):
        return False
    return not words("year", "compared").search(before[-REACH:])


def _is_of(year: int | None, before: str) -> bool:
    """Whether the last year named is the report's, in words or as part of a date."""
    named = [
        (match.start(), int(match["year"]))
        for key in ("said", "dated", "since")
        for match in words("year", key).finditer(before)
    ]
    return not named or year is None or max(named)[1] == year


def is_of_others(before: str) -> bool:
    """Whether the last words that say whose figures follow are of others: parts of the report's."""
    last = {"others": -1, "own": -1, "aggregate": -1}
    for whose in last:
        for match in words("scope", whose).finditer(before):
            last[whose] = match.end()
    return last["others"] > max(last["own"], last["aggregate"])
