"""Which organ each report is of: names resolved, organs gathered, codes verified.

Every different name is resolved once; only names that their wording does not settle are asked for
again with what their pages say beside them. What must not go here: how a name is resolved (that is
the registry's), and how organs stand above each other (`lineage`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from pipeline.load.lineage import organs_of
from pipeline.paths import SQL
from pipeline.registry import uscc
from pipeline.registry.deadlines import due_days
from pipeline.registry.organs import deadline_class, organ_type
from pipeline.registry.resolve import Context, Resolution, needs_context, resolve
from pipeline.registry.roster import RosterLine

_TEXTS = {
    "resolved_name": ("organ_name", "organ_id", "evidence"),
    "resolved_publisher": ("publisher", "organ_id"),
    "registry_organ": (
        "organ_id",
        "organ_name",
        "organ_type",
        "deadline_class",
        "region_id",
        "parent_id",
        "evidence",
    ),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an installation knows of organs beside their reports.

    `site_organs` says by source whose site it is; `roster` which organs must report.
    """

    site_organs: Mapping[str, str] = field(default_factory=dict)
    roster: Sequence[RosterLine] = ()


def register_organs(connection: duckdb.DuckDBPyConnection, around: Surroundings) -> None:
    """Make the organs readable for the statements under sql/load.

    Needs `raw_report` and `raw_document`. Makes `organ_of_report` and `organ_code`, and registers
    `registry_organ`, `registry_due`, `registry_roster`, `registry_code` and `named_report`.
    """
    patterns = {"in_number": uscc.IN_INDEX_NUMBER, "in_address": uscc.IN_ADDRESS}
    connection.execute(_statement("report_origin"), patterns)
    found = _resolve_reports(connection, around)
    listed = [(line, resolve(line.organ_name, _of_roster(line))) for line in around.roster]
    for line, resolution in listed:
        found.setdefault(resolution.organ_id, resolution)
    connection.execute(_statement("organ_of_report"))
    shown = {line.organ_id: line.organ_name for line, _ in ()} if False else {}
    del shown
    _register_codes(connection)
    _register_roster(connection, listed)
    reported = connection.execute(_statement("shown_name")).fetchall()
    names = {resolution.organ_id: line.organ_name for line, resolution in listed} | dict(reported)
    _register_all(connection, [(name, found[organ_id]) for organ_id, name in names.items()])
