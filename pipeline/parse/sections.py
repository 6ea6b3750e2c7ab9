"""Where the six sections begin. Table 3 prints numbers of its own, so words decide, not numbers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.records import Block, Grid, GridCell, Paragraph
from pipeline.registry.labels import plain, simple
from pipeline.registry.prose import pattern, prose, sections

FEWEST_HEADINGS = 2  # that show which part of a page the report takes


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a document and the index of the heading of each section that was found."""

    blocks: Sequence[Block]
    headings: Mapping[str, int]

    def front(self, before: str = "s1", most: int = 40) -> list[Paragraph]:
        """Return the paragraphs before a section, or the first `most` where it was not found."""
        end = self.headings.get(before)
        found = [b for b in self.blocks[:end] if isinstance(b, Paragraph) and plain(b.text)]
        return found if end is not None else found[:most]

    def body(self, code: str) -> list[Paragraph]:
        """Return the paragraphs of a section, its heading first; nothing where it was not found."""
        start = self.headings.get(code)
        if start is None:
            return []
        later = [at for at in self.headings.values() if at > start]
        chosen = self.blocks[start : min(later, default=len(self.blocks))]
        return [b for b in chosen if isinstance(b, Paragraph) and plain(b.text)]

    def tail(self, most: int = 12, *, whole_page: bool = False) -> list[Paragraph]:
        """Return the last paragraphs of the last section, where signature and date stand.

        What stands outside the part of the page that holds the headings is no signature, but the
        page's own: lists of other reports and their dates, the foot of the site.
        """
        last = max(self.headings.values(), default=0)
        found = [b for b in self.blocks[last:] if isinstance(b, Paragraph) and plain(b.text)]
        if not whole_page and (part := self.part_of_page()):
            found = [b for b in found if f"{b.place.path}/".startswith(part)]
        return found[-most:]

    def part_of_page(self) -> str:
        """Return the path of what holds all headings, empty where paths do not tell."""
        paths = [self.blocks[at].place.path for at in self.headings.values()]
        if len(paths) < FEWEST_HEADINGS or not all(path.startswith("/") for path in paths):
            return ""
        part = posixpath.commonpath(paths)
        return (posixpath.dirname(part) if part in paths else part).rstrip("/") + "/"


def outline(printed: Sequence[Block]) -> Outline:
    """Return where the sections begin.

    Rows of tables that are but one cell are lines like any other: whole reports are typed into one
    table, and headings into the first row of the table below them.

    Prefaces and tables of contents name the sections too, in front of them: so the last heading
    is looked for first, and each earlier one before it.
    """
    blocks = [part for block in printed for part in _lines(block)]
    hits: dict[str, list[int]] = {section.code: [] for section in sections()}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (text := simple(block.text)):
            for code in headed(text):
                hits[code].append(index)
    headings: dict[str, int] = {}
    limit = len(blocks)
    for section in reversed(sections()):
        before = [index for index in hits[section.code] if index < limit]
        if before:
            headings[section.code] = limit = before[-1]
    return Outline(blocks, dict(sorted(headings.items())))


def _lines(block: Block) -> Iterator[Block]:
    """Yield a table as it is, but its rows that are lines as paragraphs between its other rows."""
    if not isinstance(block, Grid) or not any(map(_is_line, block.rows)):
        yield block
        return
    for is_line, rows in groupby(block.rows, key=_is_line):
        if is_line:
            cells = (row[0] for row in rows)
            texts = ((line, cell) for cell in cells for line in cell.text.splitlines())
            yield from (Paragraph(line, cell.place, cell.certainty) for line, cell in texts)
        else:
            yield replace(block, rows=tuple(rows))


def _is_line(row: Sequence[GridCell]) -> bool:
    """Whether a row is but one cell, or a heading or sentence in front of nothing but blanks."""
    if not row or row[0].column != 0 or not plain(row[0].text):
        return False
    if len(row) == 1:
        return True
    if any(cell.text for cell in row[1:]):
        return False
    text = simple(row[0].text)
    return bool(pattern("heading", "line").search(text) or headed(text))


def headed(text: str) -> list[str]:
    """Return the sections whose heading a line may be: numbered, or short and ending like one."""
    starts = []
    if number := pattern("heading", "number").match(text):
        starts.append(text[number.end() :])
    if len(text) <= prose("heading")["longest"] and pattern("heading", "tail").search(text):
        starts.append(text)
    if not starts:
        return []  # as for most lines
    return [s.code for s in sections() if any(map(s.words.match, starts))]
