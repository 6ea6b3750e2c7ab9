"""What several rules read: tables and macros that are made before any rule runs.

Only what the rules at hand read is made, and what that reads in its turn: a few rules on sums need
no comparison of prose. What must not go here: what one rule alone reads (its own query has that).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb

from pipeline.check.gather import statement
from pipeline.check.rules import Rule
from pipeline.registry.claims import term_lines
from pipeline.registry.forms import TABLES
from pipeline.registry.rules import incomplete_units

# In this order: each reads what those before it made.
_SHARED = (
    "context_report", "judged_report", "numbered_rule", "compared_outcome", "form_of_report",
    "missing_unit", "incomplete_unit", "open_unit", "unit_count", "comparable_report",
    "request_of_report", "column_identity", "prior_report", "parent_report", "below_request",
    "below_disclosure", "sound_report", "deadline_of_report", "kept_deadline", "same_figures",
    "similar_prose", "claim_term", "counted_items", "counted_documents", "counted_norms",
)  # fmt: skip
_ALWAYS = frozenset((
    "context_report", "judged_report", "numbered_rule", "compared_outcome", "open_unit",
    "unit_count",
))  # fmt: skip
_OF_CLAIMS = (
    "claim_code", "claim_line", "claim_stated", "crowded_report", "claim_figure", "claim_beside",
    "claim_inflow", "judged_claim", "claimed_unit", "claimed_channel",
)  # fmt: skip


def define_shared(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Make what the rules share, as far as they read it."""
    connection.execute("set variable incomplete_units = ?", [list(incomplete_units())])
    needed = _needed(rules)
    for name in (*_SHARED, *_OF_CLAIMS):
        if name in needed:
            connection.execute(statement(name))
        if name == "claim_term" and name in needed:
            _list_terms(connection)


def _needed(rules: Iterable[Rule]) -> set[str]:
    """Return what the rules read of that which they share, by name, and what that reads itself."""
    needed = set(_ALWAYS)
    texts = [rule.query for rule in rules] + [statement(name) for name in needed]
    while texts:
        words = set(re.findall(r"\w+", texts.pop()))
        found = (words & {*_SHARED, *_OF_CLAIMS}) - needed
        needed |= found
        texts += [statement(name) for name in found]
    return needed


def _list_terms(connection: duckdb.DuckDBPyConnection) -> None:
    """List the lines that each term of a claim means."""
    connection.executemany(
        "insert into claim_term values (?, ?, ?)",
        [
            [table, term, line]
            for table in TABLES
            for term, lines in term_lines(table).items()
            for line in lines
        ],
    )
