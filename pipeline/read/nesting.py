"""A document inside another container: places say both where it is and where in it.

What must not go here: any container.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import Block, Format, Grid, Place, Reading

SEPARATOR = "!"


def nested(reading: Reading, member: str, method: str, format_: Format | None = None) -> Reading:
    """Put a reading into the container that held it: `member!path` is where a text stands."""
    prefix = member + SEPARATOR
    issues = (replace(issue, place=_within(prefix, issue.place)) for issue in reading.issues)
    return replace(
        reading,
        format=format_ or reading.format,
        method=method,
        blocks=tuple(_moved(prefix, block) for block in reading.blocks),
        issues=tuple(issues),
    )


def _moved(prefix: str, block: Block) -> Block:
    place = _within(prefix, block.place)
    if not isinstance(block, Grid):
        return replace(block, place=place)
    rows = tuple(
        tuple(cell._replace(place=_within(prefix, cell.place)) for cell in row)
        for row in block.rows
    )
    return replace(block, rows=rows, place=place)


def _within(prefix: str, place: Place) -> Place:
    return place._replace(path=prefix + place.path)
