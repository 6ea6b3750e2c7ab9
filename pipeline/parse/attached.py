"""Pages whose report stands in other documents: attached, framed, or shown by a viewer.

What must not go here: fetching them, and how a page points to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.parse.claims import TABLE_SECTIONS
from pipeline.parse.sections import Outline
from pipeline.records import Claim, Issue, Reading
from pipeline.registry.prose import sections

CHILD = "read.child_document"
FRAMES = frozenset(("iframe", "frame"))  # how the detail of an issue begins


def attached(issues: Sequence[Issue]) -> Issue | None:
    """Return `parse.in_attachment` with the addresses of the documents that a page points to."""
    children = [issue for issue in issues if issue.code == CHILD]
    if not children:
        return None
    return Issue("parse.in_attachment", "; ".join(c.detail for c in children), children[0].place)


def without_frames(reading: Reading) -> Reading:
    """Leave out the frames of a page whose own tables were all found: they show something else.

    Attachments and viewers stay named: they may be the same report in another container.
    """
    kept = tuple(issue for issue in reading.issues if not _is_frame(issue))
    return reading if len(kept) == len(reading.issues) else replace(reading, issues=kept)


def _is_frame(issue: Issue) -> bool:
    return issue.code == CHILD and issue.detail.partition(" ")[0] in FRAMES


def unseen_claims(sketch: Outline, attachment: Issue) -> tuple[Claim, ...]:
    """Return claims of value 0 for what the page does not hold and its attachments may.

    They leave open whether tables are there, and sections where the page has none of them: what
    was not read is not found missing.
    """
    codes = [] if sketch.headings else [f"section.{section.code}" for section in sections()]
    codes += [f"table.{table}" for table in TABLE_SECTIONS]
    return tuple(Claim(c, Decimal(0), attachment.detail, attachment.place) for c in codes)
