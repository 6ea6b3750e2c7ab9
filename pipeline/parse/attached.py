"""Pages whose report stands in other documents: attached, framed, or shown by a viewer.

What must not go here: fetching them, and how a page points to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.parse.claims import TABLE_SECTIONS
from pipeline.parse.sections import Outline
from pipeline.records import Claim, Issue
from pipeline.registry.prose import sections

CHILD = "read.child_document"


def attached(issues: Sequence[Issue]) -> Issue | None:
    """Return `parse.in_attachment` with the addresses of the documents that a page points to."""
    children = [issue for issue in issues if issue.code == CHILD]
    if not children:
        return None
    return Issue("parse.in_attachment", "; ".join(c.detail for c in children), children[0].place)


def unseen_claims(sketch: Outline, attachment: Issue) -> tuple[Claim, ...]:
    """Return claims of value 0 for what the page does not hold and its attachments may.

    They leave open whether tables are there, and sections where the page has none of them: what
    was not read is not found missing.
    """
    codes = [] if sketch.headings else [f"section.{section.code}" for section in sections()]
    codes += [f"table.{table}" for table in TABLE_SECTIONS]
    return tuple(Claim(c, Decimal(0), attachment.detail, attachment.place) for c in codes)
