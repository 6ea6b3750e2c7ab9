"""Several reports in one document: a page that lists all, last year's in front of this year's.

Figures of one and words of another must never make one report: the one is kept that the document
is about, the others are named.
What must not go here: what a report holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.parse.sections import headed
from pipeline.parse.title import Title, is_link, read_title, titles_stated
from pipeline.records import Block, Issue, Paragraph, Reading
from pipeline.registry.labels import simple
from pipeline.registry.prose import prose

SEVERAL = 2
FIRST, FEWEST_SECTIONS = "s1", 3  # headings that make what follows a title a report of its own
FEWEST_LINES = 30  # behind a title without a table: a table of contents has fewer


def one_report(reading: Reading) -> Reading:
    """Return the reading of the report that the document is about, without further ones.

    Which one that is its metadata may say by title; else it is the first.
    Issues: `parse.further_report`, at the title of every report that was left out.
    """
    begins = _begins(reading.blocks)
    if len(begins) < SEVERAL:
        return reading
    ends = [*(at for at, _ in begins[1:]), len(reading.blocks)]
    own = _own([title for _, title in begins], reading.metadata)
    start = begins[own][0] if own else 0
    others = [
        Issue("parse.further_report", title.text, reading.blocks[at].place)
        for number, (at, title) in enumerate(begins)
        if number != own
    ]
    blocks = reading.blocks[start : ends[own]]
    return replace(reading, blocks=blocks, issues=(*reading.issues, *others))


def _begins(blocks: Sequence[Block]) -> list[tuple[int, Title]]:
    """Return the titles behind which a whole report stands, by their place among the blocks."""
    titles = [*_titles(blocks)]
    if len(titles) < SEVERAL:
        return []
    parts = pairwise([*(at for at, _ in titles), len(blocks)])
    return [
        found
        for found, (start, end) in zip(titles, parts, strict=True)
        if _is_report(blocks[start:end])
    ]


def _titles(blocks: Sequence[Block]) -> Iterator[tuple[int, Title]]:
    longest = prose("title")["longest"]
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(block.text) > longest or is_link(block):
            continue
        if "报告" in block.text and (title := read_title(block.text)):
            yield at, title


def _is_report(blocks: Sequence[Block]) -> bool:
    """Whether sections follow, the first of all in front, with a table or many lines in them."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    found = [code for line in lines for code in headed(simple(line.text))]
    if len(set(found)) < FEWEST_SECTIONS or found[0] != FIRST:
        return False
    return len(lines) < len(blocks) or len(lines) >= FEWEST_LINES


def _own(titles: Sequence[Title], metadata: Mapping[str, str]) -> int:
    """Return which of the titles the metadata names, the first where it names none."""
    for text in titles_stated(metadata):
        stated = read_title(text)
        named = [n for n, title in enumerate(titles) if stated and _is_same(title, stated)]
        if named:
            return named[0]
    return 0


def _is_same(title: Title, stated: Title) -> bool:
    return stated.year == title.year and stated.organ in (None, title.organ)
