"""Tables that are headed as another year's, beside those of the year of the report.

What must not go here: what a table holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records import Block, Grid, Issue, Paragraph
from pipeline.registry.labels import plain
from pipeline.registry.prose import pattern, prose


def other_years(blocks: Sequence[Block], year: int | None) -> dict[int, Issue]:
    """Return the grids whose heading names another year than the report's, by their number.

    The heading is the paragraph right above, or a first row that is one text over all columns.
    Issues: `parse.other_year`.
    """
    found = {}
    for number, (grid, above) in enumerate(_headed(blocks)):
        heading = next((text for text in (_caption(grid), above) if text), "")
        if _is_other(plain(heading), year):
            found[number] = Issue("parse.other_year", heading.strip(), grid.place)
    return found


def _headed(blocks: Sequence[Block]) -> Iterator[tuple[Grid, str]]:
    """Yield every grid with the paragraph that stands right above it."""
    above = ""
    for block in blocks:
        if isinstance(block, Grid):
            yield block, above
            above = ""
        elif isinstance(block, Paragraph) and plain(block.text):
            above = block.text


def _caption(grid: Grid) -> str:
    texts = [cell.text for cell in grid.rows[0] if plain(cell.text)] if grid.rows else []
    return texts[0] if len(texts) == 1 else ""


def _is_other(heading: str, year: int | None) -> bool:
    """Whether a heading says that what follows is of another year, and nothing of this one."""
    if len(heading) > prose("other_year")["longest"]:
        return False
    if not pattern("other_year", "heading").search(heading):
        return False
    if pattern("other_year", "this").search(heading):
        return False
    years = {int(found) for found in pattern("other_year", "year").findall(heading)}
    if years:
        return year is not None and year not in years
    return pattern("other_year", "last").search(heading) is not None
