"""Who published the page and under which number: what tells organs of one name apart.

What must not go here: deciding which organ that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.parse.sections import Outline
from pipeline.records import Paragraph
from pipeline.registry.labels import plain
from pipeline.registry.prose import pattern, prose


@dataclass(frozen=True, slots=True)
class Origin:
    """What the page says of itself, each as printed; None where it does not say."""

    publisher: str | None
    site_name: str | None
    index_number: str | None


def find_origin(outline: Outline, metadata: Mapping[str, str]) -> Origin:
    """Return publisher and site of the page's metadata, and the index number at its head.

    A number inside the body is never taken: pages pasted into a report have numbers of their own.
    """
    found = (pattern("origin", "index_number").search(text) for text in _head(outline))
    number = next((match["number"] for match in found if match), None)
    keys = prose("origin")
    return Origin(metadata.get(keys["publisher"]), metadata.get(keys["site_name"]), number)


def _head(outline: Outline) -> Iterator[str]:
    end = outline.headings.get("s1")
    for block in outline.blocks[: end if end is not None else 0]:
        if isinstance(block, Paragraph):
            yield plain(block.text)
        else:
            yield from (plain("".join(cell.text for cell in row)) for row in block.rows)
