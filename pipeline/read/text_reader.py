"""Plain text: dumps of office documents, and Markdown, line by line.

Three shapes of dump are told apart by where their tabs stand: see `text_tables`.
What must not go here: guesses at what a line means.
"""

from __future__ import annotations

import re

from pipeline.read.container import Container, empty, too_large
from pipeline.read.decoding import decode, looks_like_text
from pipeline.read.text_line import Line
from pipeline.read.text_tables import field_blocks, has_markdown, indented_blocks
from pipeline.records import Block, Grid, Reading, Refusal

_PIECE_END = re.compile(r"[\t\r\n|]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def read_text(data: bytes) -> Reading | Refusal:
    """Read a text file as paragraphs, one a line, and ragged grids where lines are tabbed."""
    decoded = decode(data)
    if decoded is None:
        return Refusal("unreadable", "read.charset", "neither UTF-8 nor GB18030", "text")
    if (refusal := too_large("text", len(_PIECE_END.findall(decoded.text)))) is not None:
        return refusal
    lines = [
        # A form feed is the page break of a dump; it carries nothing once lines are split.
        Line(number, text.replace("\x0c", ""))
        for number, text in enumerate(_LINE_BREAK.split(decoded.text), start=1)
    ]
    indented = _is_indented(lines)
    blocks = tuple(indented_blocks(lines) if indented else field_blocks(lines))
    if not any(isinstance(block, Grid) or block.text for block in blocks):
        return empty("text", "no line holds text")
    return Reading("text", _method(blocks, lines, indented=indented), blocks, issues=decoded.issues)


def _is_indented(lines: list[Line]) -> bool:
    """Tell cells that each begin a line with a tab from rows of fields between tabs."""
    cells = sum(1 for line in lines if line.text.startswith("\t") and line.text.count("\t") == 1)
    fields = sum(1 for line in lines if line.text.count("\t") > 1)
    return cells > fields


def _method(blocks: tuple[Block, ...], lines: list[Line], *, indented: bool) -> str:
    grids = [block for block in blocks if isinstance(block, Grid)]
    if not grids:
        return "text/lines"
    if indented:
        return "text/indented"
    if has_markdown(lines):
        return "text/markdown"
    return "text/fields" if any(grid.ragged for grid in grids) else "text/separated"


CONTAINER = Container("text", looks_like_text, read_text, format="text")
