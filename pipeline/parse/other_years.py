"""Tables that are headed as another year's, beside those of the year of the report.

What must not go here: what a table holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.parse.sections import headed
from pipeline.records import Block, Grid, Issue, Paragraph
from pipeline.registry.labels import plain, simple
from pipeline.registry.prose import pattern, prose

BEHIND = frozenset(("s5", "s6"))  # the sections behind those that hold the tables


class OtherYear(NamedTuple):
    """A grid headed as another year's; `is_behind` says that no own table stands where it does."""

    issue: Issue
    is_behind: bool


def other_years(blocks: Sequence[Block], year: int | None) -> dict[int, OtherYear]:
    """Return the grids whose heading names another year than the report's, by their number.

    The heading is the paragraph right above, or a first row that is one text over all columns;
    what stands on the next page with nothing between is the rest of the table.
    Issues: `parse.other_year`.
    """
    found = {}
    heading, page = "", None
    for number, (grid, above, is_behind) in enumerate(_headed(blocks)):
        is_rest = not above and page is not None and grid.place.page == page + 1
        heading = heading if is_rest else _caption(grid) or above
        page = grid.place.page
        if _is_other(plain(heading), year):
            issue = Issue("parse.other_year", heading.strip(), grid.place)
            found[number] = OtherYear(issue, is_behind)
    return found


def _headed(blocks: Sequence[Block]) -> Iterator[tuple[Grid, str, bool]]:
    """Yield every grid, the paragraph right above, and whether its section is behind all tables."""
    above, is_behind = "", False
    for block in blocks:
        if isinstance(block, Grid):
            yield block, above, is_behind
            above = ""
        elif isinstance(block, Paragraph) and plain(block.text):
            above = block.text
            is_behind = (
                not BEHIND.isdisjoint(codes) if (codes := headed(simple(above))) else is_behind
            )


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
