"""The prose as passages: paragraphs made whole again, in plain text that knows where it stands.

What must not go here: what a sentence means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.records import Paragraph, Place
from pipeline.registry.labels import plain
from pipeline.registry.statements import words

TORN, MARK = "¦", "¤"  # between digits that a gap tears apart; in place of a note mark
_ENDS = re.compile(r"[。!?]$")
_OPEN = re.compile(r"[,;:、]$")
_NUMBERED = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.)]?")
_STOPS = re.compile(r"[。,;:]")
_FOLIO = re.compile(r"^[-—–]*\d{1,3}[-—–]*$")  # a page's number between two lines of a sentence
_SHORTEST = 18  # characters of a line that may be broken: a shorter one is a heading or an end
_SENTENCE = re.compile(r"[^。!?]+[。!?]?")
LONGEST_QUOTE = 160


@dataclass(slots=True)
class Passage:
    """One paragraph of plain text; `starts` and `places` say where each piece of it stands."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, piece: str, place: Place) -> None:
        """Append a piece; digits on both sides of the seam may not be one number."""
        if self.text[-1:].isdigit() and piece[:1].isdigit():
            self.text += TORN
        self.starts.append(len(self.text))
        self.places.append(place)
        self.text += piece

    def place(self, at: int) -> Place:
        """Return where the character at a position stands."""
        return self.places[max(bisect_right(self.starts, at) - 1, 0)]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with its position."""
        for match in _SENTENCE.finditer(self.text):
            yield match.start(), match[0]


def passages(paragraphs: Iterable[Paragraph]) -> list[Passage]:
    """Return the paragraphs with those joined that a line or page break tore apart."""
    found: list[Passage] = []
    is_open = False
    for paragraph in paragraphs:
        piece = _folded(paragraph.text)
        if not piece or (is_open and _FOLIO.match(piece)):
            continue
        if not is_open:
            found.append(Passage())
        found[-1].add(piece, paragraph.place)
        is_open = _goes_on(piece, found[-1].text)
    return found


def _folded(text: str) -> str:
    """Return plain text in which damage to figures stays visible: it may not make a number."""
    if words("figure", "marks").search(text):
        text = words("figure", "marks").sub(MARK, text)
    if words("figure", "torn").search(text):
        text = words("figure", "torn").sub(rf"\1{TORN}", text)
    return plain(text)


def _goes_on(piece: str, whole: str) -> bool:
    """Whether a paragraph ends in the middle of a sentence."""
    if _OPEN.search(piece):
        return True
    if _ENDS.search(piece) or len(piece) < _SHORTEST:
        return False
    number = _NUMBERED.match(whole)
    return number is None or _STOPS.search(whole[number.end() :]) is not None


def quoted(sentence: str, at: int) -> str:
    """Return the sentence, or of a long one the part around a position, whole clauses only."""
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    begin = max(at - LONGEST_QUOTE // 2, 0)
    stops = [m.end() for m in _STOPS.finditer(sentence)]
    first = next((stop for stop in stops if begin <= stop <= at), begin) if begin else 0
    last = [stop for stop in stops if at < stop <= first + LONGEST_QUOTE]
    return sentence[first : last[-1] if last else first + LONGEST_QUOTE]
