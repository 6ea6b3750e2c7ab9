"""The text outside tables as paragraphs: one a line, or one a cell where a line is a row of cells.

What must not go here: the tree of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.read.gaps import is_row
from pipeline.read.html_tables import BLANKS, BREAK
from pipeline.read.nesting import nested
from pipeline.read.text_reader import read_text
from pipeline.records import Block, Paragraph, Place, Reading

# Two blanks that a browser prints, or one as wide as a character and not of it.
_GAP = re.compile(r"[\u2002\u2003\u3000\xa0 ]{2,}|\u2003")


def blocks_of(text: str, place: Place, *, preformatted: bool) -> Iterator[Block]:
    """Write down what stands in one element, line by line."""
    if preformatted and "\t" in text:
        reading = read_text(text.replace(BREAK, "\n").encode())
        if isinstance(reading, Reading):
            yield from nested(reading, place.path, "").blocks
            return
    for line in text.split(BREAK) if preformatted else BLANKS.sub(" ", text).split(BREAK):
        yield from _of_line(line.strip(), place)


def _of_line(line: str, place: Place) -> Iterator[Paragraph]:
    if not line:
        return
    texts = [text for text in _GAP.split(line) if text] if _GAP.search(line) else [line]
    if is_row(texts):
        yield from (Paragraph(text, place) for text in texts)
    else:
        yield Paragraph(BLANKS.sub(" ", line), place)
