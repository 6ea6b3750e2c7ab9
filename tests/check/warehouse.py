"""A warehouse in memory, and reports in it that balance until a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import cycle
from typing import Any

import duckdb

from pipeline.load.dimensions import registry_tables
from pipeline.load.schemas import OUTLINE, PERIOD, PLAIN
from pipeline.paths import SQL
from pipeline.registry.forms import form_lines, table_form

SEEN = datetime(2024, 4, 1, 2, 0, tzinfo=UTC)
NO_FIGURE = ("blank", "not_applicable", "missing", "text", "bad_number", "doubtful")

CellEntry = int | str | Mapping[str, Any]


@dataclass
class Draft:
    """One report: every cell is 0 and every claim in order, but for what is given.

    A cell is a number, a status without a figure, or a table of status, value and raw text.
    A claim is a number, `unread`, `absent`, or a table of what fact_claim holds; its `code` may be
    given so that there are several. A layout of 0 says that the table was not read.
    """

    key: int = 1
    year: int | None = 2020
    layout_t2: int = 2019
    layout_t3: int = 2019
    organ_type: str = "department"
    read_state: str = "read"
    cells: Mapping[str, CellEntry] = field(default_factory=dict)
    claims: Mapping[str, int | str | Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, str] = field(default_factory=dict)
    organ: int | None = None  # of its own where not given; reports of one organ share it
    parent: int | None = None
    scope: str = "own"
    deadline_class: str = "local"
    published_on: str | None = None
    seen_on: str | None = None  # at its address; None is a local file
    region: str | None = None
    revision: int = 1
    is_current: bool = True
    marks: Sequence[int] = ()  # of its prose: repeated until the sketch is full


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """Return the schema with the dimensions of the registry, and no report."""
    connection = duckdb.connect(config={"threads": 2})
    for name, table in registry_tables().items():
        connection.register(name, table)
    names = (
        "dim_line",
        "dim_column",
        "dim_layout",
        "map_form_cell",
        "map_identity",
        "map_deadline",
    )
    files = [*sorted((SQL / "schema").glob("*.sql")), *sorted((SQL / "macros").glob("*.sql"))]
    for path in (*files, *(SQL / "load" / f"{name}.sql" for name in names)):
        connection.execute(path.read_text(encoding="utf-8"))
    return connection


def add_reports(connection: duckdb.DuckDBPyConnection, drafts: Iterable[Draft]) -> None:
    """Insert the reports, each of an organ of its own unless it names one."""
    for draft in drafts:
        _add_dimensions(connection, draft)
        _add_cells(connection, draft)
        _add_claims(connection, draft)


def _add_dimensions(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    key, organ = draft.key, draft.organ or draft.key
    region = None
    if draft.region:
        region = int(draft.region)
        connection.execute(
            "insert into dim_region by name select ? as region_key, ? as region_code, "
            "'region' as region_name, 'county' as level, region_code as place_id",
            [region, draft.region],
        )
    connection.execute(
        "insert into dim_organ by name select ? as organ_key, ? as organ_name, ? as organ_type, "
        "? as region_key, ? as parent_organ_key, ? as deadline_class, organ_name as organ_id, "
        "'region' as evidence, '01-31' as due_day "
        "where not exists (from dim_organ where organ_key = ?)",
        [
            organ,
            f"organ {organ}",
            draft.organ_type,
            region,
            draft.parent,
            draft.deadline_class,
            organ,
        ],
    )
    seen = datetime.fromisoformat(draft.seen_on) if draft.seen_on else SEEN
    url = f"https://example.gov.cn/{key}" if draft.seen_on else None
    connection.execute(
        "insert into dim_document by name select ? as document_key, ? as sha256, ? as url, "
        "'local' as source_id, 'html' as format, 1 as bytes, ? as fetched_at, ? as file_name",
        [key, f"{key:064x}", url, seen, f"{key}.html"],
    )
    connection.execute(
        "insert into dim_report by name select ? as report_key, ? as organ_key, "
        "? as report_year, ? as revision, ? as is_current, ? as valid_from, ? as document_key, "
        "?::date as published_on, ? as layout_t2, ? as layout_t3, ? as scope, ? as read_state, "
        "'first' as change_level, 0 as cells_filled, 0 as cells_expected",
        [
            key,
            organ,
            draft.year or None,
            draft.revision,
            draft.is_current,
            seen,
            key,
            draft.published_on,
            draft.layout_t2 or None,
            draft.layout_t3 or None,
            draft.scope,
            draft.read_state,
        ],
    )
    if draft.marks:
        marks = [mark for mark, _ in zip(cycle(draft.marks), range(64), strict=False)]
        connection.execute("insert into fact_prose values (?, 1000, ?)", [key, marks])


def _entry(draft: Draft, scope: str) -> tuple[str, Decimal | None, str | None]:
    given = draft.cells.get(scope, 0)
    if isinstance(given, Mapping):
        value = given.get("value")
        return given["status"], None if value is None else Decimal(str(value)), given.get("raw")
    if isinstance(given, str):
        return given, None, {"blank": "", "not_applicable": "/"}.get(given)
    return ("number" if given else "zero"), Decimal(given), str(given)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    """Insert all rows in one statement: one a row would take most of the time of the tests."""
    if rows:
        row = f"({', '.join('?' for _ in rows[0])})"
        values = ", ".join([row] * len(rows))
        connection.execute(
            f"insert into {table} values {values}",  # noqa: S608 - names of this file
            [value for line in rows for value in line],
        )


def _add_cells(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    keys = {line.line_code: order for order, line in enumerate(form_lines(), start=1)}
    layouts = {"t2": draft.layout_t2, "t3": draft.layout_t3, "t4": 2021}
    facts = {"t3": "fact_request", "t4": "fact_remedy"}
    exceptions: list[list[Any]] = []
    disclosed: list[list[Any]] = []
    valid = [draft.year or None, draft.is_current]
    for table, layout in layouts.items():
        if not layout:
            continue
        rows: dict[str, list[Decimal | None]] = {}
        for line, column in table_form(table, layout).cells:
            status, value, raw = _entry(draft, f"{table}.{line}.{column}")
            rows.setdefault(line, []).append(value)
            if status not in PLAIN:
                exceptions.append([draft.key, table, line, column, status, raw])
            if table == "t2":
                disclosed.append([draft.key, keys[line], column, *valid, value, None])
        if table in facts:
            lines = [[draft.key, keys[line], *valid, *values] for line, values in rows.items()]
            _insert(connection, facts[table], lines)
    _insert(connection, "fact_disclosure", disclosed)
    _insert(connection, "fact_exception", exceptions)


def _claim(code: str, given: int | str | Mapping[str, Any]) -> list[Any]:
    """Return code, value, sentence, unit, scope, is_stated, tolerance and list_no of a claim."""
    entry = given if isinstance(given, Mapping) else {"value": given}
    value = entry.get("value")
    return [
        entry.get("code", code),
        None if value in (None, "unread") else Decimal(str(value)),
        entry.get("sentence", f"sentence of {code}"),
        entry.get("unit"),
        entry.get("scope", "unknown"),
        entry.get("is_stated", True),
        entry.get("tolerance"),
        entry.get("list_no"),
    ]


def _add_claims(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    year = draft.year or 2020
    claims: dict[str, Any] = {f"section.s{number}": 1 for number in range(1, 7)}
    claims |= {"table.t2": 1, "table.t3": 1, "table.t4": 1, "assessment.mentioned": 1}
    claims |= {"period.start": year * 10000 + 101, "period.end": year * 10000 + 1231}
    claims |= {"fee.mentioned": 1} | dict(draft.claims)
    said = {code: value for code, value in claims.items() if value != "absent"}
    outline = [said.pop(code, None) for code in OUTLINE]
    period = [said.pop(code, None) for code in PERIOD]
    days = [None if day == "unread" else day for day in period]
    sentence = None if period == [None, None] else "sentence of the period"
    _insert(connection, "fact_outline", [[draft.key, *outline, *days, sentence]])
    _insert(connection, "fact_claim", [[draft.key, *_claim(c, value)] for c, value in said.items()])
    keys = {line.line_code: order for order, line in enumerate(form_lines(), start=1)}
    for line, match in draft.labels.items():
        connection.execute(
            "insert into fact_label values (?, ?, ?, ?)",
            [draft.key, keys[line], match, f"printed {line}"],
        )
    for code, detail in draft.issues.items():
        connection.execute(
            "insert into fact_issue values (?, ?, ?, null, null)", [draft.key, code, detail]
        )
