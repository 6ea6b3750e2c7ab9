"""Pieces of lines: texts that stand apart, and whether one goes on in another.

What must not go here: what is a row or a label, and anything of PDF.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.pdf_plane import Box

# In shares of the height of the characters.
ALIGNED = 0.4  # how far the middles of the lines of one head may be apart
NEXT_LINE = 0.8  # the gap between the lines of one text; rows stand further apart


@dataclass(slots=True)
class Piece:
    """A text that stands apart in its line; `top` is where it is in the order of reading."""

    text: str
    box: Box
    top: float

    @property
    def height(self) -> float:
        """The height of its characters, for a piece of one line."""
        return self.box[3] - self.box[1]

    def precedes(self, other: Piece) -> bool:
        """Whether the other can be the next line of the same text, or the same line again."""
        gap = other.box[1] - self.box[3]
        return -ALIGNED * other.height <= gap <= NEXT_LINE * other.height

    def is_above(self, other: Piece) -> bool:
        """Whether the two have a common middle, as the lines of a head have."""
        shift = abs(self.box[0] + self.box[2] - other.box[0] - other.box[2]) / 2
        return self.precedes(other) and shift <= ALIGNED * other.height

    def overlaps(self, other: Piece) -> bool:
        """Whether the two stand one above the other."""
        return self.box[0] < other.box[2] and other.box[0] < self.box[2]

    def take(self, other: Piece) -> None:
        """Go on in another line."""
        x0, top, x1, bottom = self.box
        left, above, right, below = other.box
        self.text += f"\n{other.text}"
        self.box = (min(x0, left), min(top, above), max(x1, right), max(bottom, below))
