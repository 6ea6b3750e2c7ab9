"""A line of a text dump."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records import Place


class Line(NamedTuple):
    """A line and its number in the file, counted from 1."""

    number: int
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(path=f"L{self.number}")
