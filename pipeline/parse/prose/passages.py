"""The prose as passages: paragraphs made whole again, in plain text that knows where it stands.

What must not go here: what a sentence means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.records import Paragraph, Place
from pipeline.registry.labels import plain
from pipeline.registry.statements import setting, words

TORN, MARK = "¦", "¤"  # between digits that a gap tears apart; in place of a note mark


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
        for match in words("passage", "sentence").finditer(self.text):
            yield match.start(), match[0]


def passages(paragraphs: Iterable[Paragraph]) -> list[Passage]:
    """Return the paragraphs with those joined that a line or page break tore apart."""
    found: list[Passage] = []
    is_open = False
    for paragraph in paragraphs:
        piece = _folded(paragraph.text)
        if not piece or (is_open and words("passage", "folio").match(piece)):
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
    if words("passage", "open").search(piece):
        return True
    if words("passage", "ends").search(piece) or len(piece) < int(setting("passage", "shortest")):
        return False
    number = words("passage", "numbered").match(whole)
    return number is None or words("passage", "stops").search(whole[number.end() :]) is not None


def quoted(sentence: str, at: int) -> str:
    """Return the sentence, or of a long one the part around a position, whole clauses only."""
    longest = int(setting("passage", "longest"))
    if len(sentence) <= longest:
        return sentence
    begin = max(at - longest // 2, 0)
    stops = [m.end() for m in words("passage", "stops").finditer(sentence)]
    first = next((stop for stop in stops if begin <= stop <= at), begin) if begin else 0
    last = [stop for stop in stops if at < stop <= first + longest]
    return sentence[first : last[-1] if last else first + longest]
