"""Which organ each report is of: names resolved, organs gathered, codes verified.

Every different name is resolved once; only names that their wording does not settle are asked for
again with what their pages say beside them. What must not go here: how a name is resolved (that is
the registry's), and how organs stand above each other (`lineage`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from pipeline.load.dimensions import region_table
from pipeline.load.lineage import Organ, organs_of
from pipeline.paths import SQL
from pipeline.registry import uscc
from pipeline.registry.deadlines import due_day
from pipeline.registry.organs import deadline_class, organ_type
from pipeline.registry.resolve import Context, Resolution, needs_context, needs_year, resolve
from pipeline.registry.roster import RosterLine

_CONTEXT = ("organ_name", "report_year", "source_id", "publisher", "site_name", "code")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an installation knows of organs beside their reports.

    `site_organs` says by source whose site it is; `roster` which organs must report. Regions are
    those that organs stand in, or `all_regions` of the country: what drafts have no time for.
    """

    site_organs: Mapping[str, str] = field(default_factory=dict)
    roster: Sequence[RosterLine] = ()
    all_regions: bool = False


def register_organs(connection: duckdb.DuckDBPyConnection, around: Surroundings) -> None:
    """Make the organs readable for the statements under sql/load.

    Needs `raw_report` and `raw_document`. Makes `organ_of_report`, `organ_code` and the view
    `named_report`; registers `registry_organ`, `registry_region`, `registry_roster` and
    `registry_code`.
    """
    connection.execute(_statement("report_origin"))
    found = _resolve_reports(connection, around)
    connection.execute(_statement("organ_of_report"))
    connection.execute(_statement("named_report"))
    _register_codes(connection)
    listed = [(line, resolve(line.organ_name, _of_roster(line))) for line in around.roster]
    _register_roster(connection, listed)
    reported = connection.execute(_statement("shown_name")).fetchall()
    names = {resolution.organ_id: line.organ_name for line, resolution in listed} | dict(reported)
    found |= {resolution.organ_id: resolution for _, resolution in listed} | found
    organs = organs_of((name, found[organ_id]) for organ_id, name in names.items())
    connection.register("registry_organ", _organs(organs))
    places = None if around.all_regions else [o.found.region for o in organs if o.found.region]
    connection.register("registry_region", region_table(places))


def _statement(name: str) -> str:
    return (SQL / "organs" / f"{name}.sql").read_text(encoding="utf-8")


def _resolve_reports(
    connection: duckdb.DuckDBPyConnection, around: Surroundings
) -> dict[str, Resolution]:
    """Resolve every name; return the organs by identifier."""
    query = "select distinct organ_name from report_origin"
    by_name = {name: resolve(name) for (name,) in connection.execute(query).fetchall()}
    flags = {
        "is_settled": [not needs_context(found) for found in by_name.values()],
        "is_dated": [needs_year(name, found) for name, found in by_name.items()],
    }
    settled = {"organ_name": list(by_name), **_found(by_name.values())}
    connection.register("resolved_name", _columns(settled, flags, pa.bool_()))
    contexts = connection.execute(_statement("contexts")).fetchall()
    within = [resolve(context[0], _context(context, around)) for context in contexts]
    said = dict(zip(_CONTEXT, zip(*contexts, strict=True) if contexts else [()] * 6, strict=True))
    years = {"report_year": list(said.pop("report_year"))}
    texts = {name: list(values) for name, values in said.items()} | _found(within)
    connection.register("resolved_context", _columns(texts, years, pa.int16()))
    return {found.organ_id: found for found in (*by_name.values(), *within)}


def _found(resolutions: Iterable[Resolution]) -> dict[str, list[str]]:
    found = list(resolutions)
    return {
        "organ_id": [one.organ_id for one in found],
        "evidence": [one.evidence for one in found],
    }


def _columns(
    texts: Mapping[str, Sequence[str]], others: Mapping[str, Sequence[object]], kind: pa.DataType
) -> pa.Table:
    arrays = {name: pa.array(values, pa.string()) for name, values in texts.items()}
    return pa.table(arrays | {name: pa.array(values, kind) for name, values in others.items()})


def _context(row: tuple[object, ...], around: Surroundings) -> Context:
    said = dict(zip(_CONTEXT, row, strict=True))
    source = str(said["source_id"])
    return Context(
        year=said["report_year"],  # type: ignore[arg-type]  # columns of the query, in its order
        publisher=said["publisher"],  # type: ignore[arg-type]  # columns of the query, in its order
        site=said["site_name"],  # type: ignore[arg-type]  # columns of the query, in its order
        source_organ=around.site_organs.get(source),
        source_id=source,
        code=said["code"],  # type: ignore[arg-type]  # columns of the query, in its order
    )


def _of_roster(line: RosterLine) -> Context:
    return Context(year=line.last_year, region_code=line.region_code)


def _register_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """Verify every code once, and gather those that organs' own pages bear."""
    query = "select distinct code from report_origin where code is not null"
    codes = [code for (code,) in connection.execute(query).fetchall()]
    rows = [{"code": code, "is_valid": uscc.is_valid(code)} for code in codes]
    connection.register("registry_code", _table(rows, ("code",), ("is_valid", pa.bool_())))
    query = (
        "select distinct publisher from organ_of_report "
        "where publisher is not null and code is not null"
    )
    found = [(name, resolve(name)) for (name,) in connection.execute(query).fetchall()]
    publishers = [{"publisher": name, "organ_id": organ.organ_id} for name, organ in found]
    table = _table(publishers, ("publisher", "organ_id"))
    connection.register("resolved_publisher", table)
    connection.execute(_statement("organ_code"))


def _register_roster(
    connection: duckdb.DuckDBPyConnection, listed: Sequence[tuple[RosterLine, Resolution]]
) -> None:
    rows: list[dict[str, object]] = [
        {
            "organ_id": found.organ_id,
            "organ_name": line.organ_name,
            "first_year": line.first_year,
            "last_year": line.last_year,
        }
        for line, found in listed
    ]
    years = (("first_year", pa.int16()), ("last_year", pa.int16()))
    connection.register("registry_roster", _table(rows, ("organ_id", "organ_name"), *years))


def _organs(organs: Iterable[Organ]) -> pa.Table:
    columns = ("organ_id", "organ_name", "organ_type", "deadline_class", "due_day", "region_id")
    rows: list[dict[str, object]] = []
    for organ in organs:
        region, when = organ.found.region, deadline_class(organ.name)
        rows.append(
            {
                "organ_id": organ.found.organ_id,
                "evidence": organ.found.evidence,
                "organ_name": organ.name,
                "organ_type": organ_type(organ.name),
                "deadline_class": when,
                "due_day": due_day(when, region.region_code if region else None),
                "region_id": region.region_id if region else None,
                "parent_id": organ.parent_id,
            }
        )
    return _table(rows, (*columns, "parent_id", "evidence"))


def _table(
    rows: list[dict[str, object]], texts: Sequence[str], *others: tuple[str, pa.DataType]
) -> pa.Table:
    schema = pa.schema([*((name, pa.string()) for name in texts), *others])
    arrays = [pa.array([row[f.name] for row in rows], f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
