"""Print that is struck out: a stroke of just their width through their middle.

What must not go here: the rules of tables, which run past what they rule off.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.read.pdf_page import Glyph, Rule

STROKE = "\u0336"  # laid over the character before it: shown so, and no figure or label any more
MIDDLE = 0.25  # of the height of a character, up and down, where a stroke goes through it
REACH = 6.0  # points from the middle of a character to a stroke, at the very most
OVERHANG = 1.5  # points by which a stroke may run past its characters


def strike_out(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[Rule]]:
    """Mark the characters that are struck out, and leave out the rules that are their strokes."""
    middles = sorted((glyph.middle[1], at) for at, glyph in enumerate(glyphs))
    marked, kept = list(glyphs), []
    for rule in rules:
        struck = _struck(rule, middles, glyphs) if rule.across else []
        for at in struck:
            marked[at] = marked[at]._replace(text=glyphs[at].text + STROKE)
        if not struck:
            kept.append(rule)
    return marked, kept


def _struck(rule: Rule, middles: Sequence[tuple[float, int]], glyphs: Sequence[Glyph]) -> list[int]:
    """Return the characters that a rule strikes out: from the first to the last, and no further."""
    found = []
    for middle, at in middles[bisect_left(middles, (rule.at - REACH, 0)) :]:
        if middle > rule.at + REACH:
            break
        glyph = glyphs[at]
        is_through = abs(middle - rule.at) < MIDDLE * (glyph.bottom - glyph.top)
        if is_through and rule.start <= glyph.middle[0] <= rule.end and glyph.text.isalnum():
            found.append(at)
    if not found:
        return []
    first, last = min(glyphs[at].x0 for at in found), max(glyphs[at].x1 for at in found)
    is_of_them = rule.start >= first - OVERHANG and rule.end <= last + OVERHANG
    return found if is_of_them else []
