"""Printed rows that may be lines of table 3, and what a page break cut of them put together.

What must not go here: which line of the form a row is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.parse.rows import Row, is_value, joined
from pipeline.records import GridCell, Place
from pipeline.registry.labels import CUT, VARIANT, Spellings, bare, best_spelling, plain


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row that may be a line of the form: its label, and its figures in form order."""

    row: Row
    label: str
    place: Place
    figures: tuple[GridCell, ...] | None  # None: could not be told apart
    filled: int

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: its label and, from bare tokens, the label's tails."""
        if not self.row.stream:
            return (self.label,)
        labels = [f for f in self.row.fields if f is not None and not is_value(f.text)]
        return joined(self.row, labels) or ("",)

    @property
    def is_scanned(self) -> bool:
        """Whether it was read from a picture."""
        return any(f is not None and f.certainty is not None for f in self.row.fields)


def join_cut_rows(lines: list[Line], spellings: Spellings) -> list[Line]:
    """Put the last row of a page and what the next page begins with together, if these are one.

    Of a figure that was cut as well nobody can tell the whole: both pieces make one doubtful cell.
    """
    result = list(lines)
    for at, line in enumerate(lines):
        end = at  # of what is put together so far: a row may be cut by several pages
        while result[at].filled and (rest := _rest(result, at, end, spellings)) is not None:
            label = _whole_label(result[at], result[rest], spellings) or ""
            figures = _joined_figures(result[at], result[rest])
            result[at] = replace(line, label=label, figures=figures)
            result[rest] = replace(result[rest], label="", figures=None, filled=0)
            end = rest
    return result


def _rest(lines: Sequence[Line], at: int, end: int, spellings: Spellings) -> int | None:
    """Return where the next page begins with the rest of a row, if that was the last of its own."""
    if end + 1 >= len(lines) or lines[end + 1].row.grid == lines[end].row.grid:
        return None
    pieces = _first_lines(lines, end + 1)
    return next((n for n in pieces if _whole_label(lines[at], lines[n], spellings)), None)


def _first_lines(lines: Sequence[Line], start: int) -> Iterator[int]:
    """Yield the lines of a fragment to its first figures, behind the head that it may repeat."""
    for at in range(start, len(lines)):
        if lines[at].row.grid != lines[start].row.grid:
            return
        yield at
        if lines[at].filled:
            return


def _whole_label(line: Line, rest: Line, spellings: Spellings) -> str | None:
    """Return the label of a row that was cut, None where there are two rows.

    A row without a label of its own continues the one before; else both labels make one.
    """
    if line.row.stream or rest.row.stream or line.is_scanned:
        return None
    if not rest.label:
        is_named = best_spelling(line.label, spellings, VARIANT) is not None
        return line.label if is_named and 0 < rest.filled < line.filled else None
    whole = line.label + rest.label
    if bare(whole) == bare(line.label):
        return None  # a note in brackets, such as the head begins with
    if not bare(line.label):  # its number alone
        is_rest = rest.filled < line.filled and best_spelling(whole, spellings, CUT) is not None
        return whole if is_rest else None
    is_other = best_spelling(rest.label, spellings, VARIANT) is not None
    return whole if not is_other and best_spelling(whole, spellings, VARIANT) else None


def _joined_figures(line: Line, rest: Line) -> tuple[GridCell, ...] | None:
    if not rest.filled:
        return line.figures
    if line.figures is None or rest.figures is None:
        return None
    return tuple(
        cell._replace(text=f"{cell.text}\n{below.text}") if plain(below.text) else cell
        for cell, below in zip(line.figures, rest.figures, strict=True)
    )


def join_cut_labels(lines: list[Line], spellings: Spellings) -> list[Line]:
    """Put the two halves of a label together that a page break cut, where the whole is a line."""
    result = list(lines)
    for i, line in enumerate(lines):
        if line.filled or not line.label:
            continue
        for other, text in ((i - 1, "{1}{0}"), (i + 1, "{0}{1}")):
            if not 0 <= other < len(lines) or not lines[other].filled:
                continue
            whole = text.format(line.label, lines[other].label)
            if bare(whole) != bare(lines[other].label) and best_spelling(whole, spellings, VARIANT):
                result[other] = replace(result[other], label=whole)
                result[i] = replace(line, label="")
                break
    return result
