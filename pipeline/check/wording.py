"""The findings of a chunk of reports, worded: from the tables gathered to the rows stored.

What must not go here: SQL, a connection: it runs in processes that have none.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping

import pyarrow as pa

from pipeline.check.evidence import CellRef, JudgedReport, Place
from pipeline.check.facts import Tables, facts_of
from pipeline.check.findings import Finding, findings_of, judge_report
from pipeline.check.rules import Rule
from pipeline.registry.sums import CellKey

_AMOUNT = pa.decimal128(18, 6)
_TYPES: Mapping[str, pa.DataType] = {
    "report_key": pa.int64(),
    "lhs": _AMOUNT,
    "rhs": _AMOUNT,
    "delta": _AMOUNT,
    "first_seen": pa.timestamp("us"),
    "last_seen": pa.timestamp("us"),
}
FINDINGS = pa.schema([(name, _TYPES.get(name, pa.string())) for name in Finding._fields])
CELLS = pa.schema(
    [(name, pa.string()) for name in ("sha256", "table_code", "line_code", "column_code")]
)

PLACES = pa.schema(
    [
        *CELLS,
        ("page", pa.int32()),
        *((name, pa.float64()) for name in ("x0", "top", "x1", "bottom")),
        ("path", pa.string()),
        ("certainty", pa.float64()),
    ]
)

# Yields the cells whose places it asks for, is sent them, and returns the findings.
Wording = Generator[pa.Table, pa.Table, pa.Table]


def worded(tables: Tables, rules: Mapping[str, Rule]) -> Wording:
    """Judge the reports of a chunk and word their findings, asking once where cells stand.

    Yields the cells that the findings show (`CELLS`), expects a row for each that has a place
    (`PLACES`), and returns one row for each finding (`FINDINGS`).
    """
    reports = [judge_report(facts, rules) for facts in facts_of(tables)]
    places, certain = _places((yield _cells(reports)))
    rows = [finding for report in reports for finding in findings_of(report, places, certain)]
    columns = zip(*rows, strict=True) if rows else ([] for _ in FINDINGS)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, FINDINGS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=FINDINGS)


def _cells(reports: Iterable[JudgedReport]) -> pa.Table:
    cells = list(dict.fromkeys(cell for report in reports for cell in report.cells()))
    columns = zip(*cells, strict=True) if cells else ([] for _ in CELLS)
    return pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=CELLS)


def _places(table: pa.Table) -> tuple[dict[CellRef, Place], dict[str, dict[CellKey, float]]]:
    """Return page and box, or path, of the cells that the findings show.

    Of figures read from a picture, how certain they are is returned by document as well.
    """
    places: dict[CellRef, Place] = {}
    certain: dict[str, dict[CellKey, float]] = {}
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    for sha256, code, line, column, page, x0, top, x1, bottom, path, certainty in rows:
        found: dict[str, object] = {}
        if page is not None:
            found["page"] = page
        if x0 is not None:
            found["box"] = [x0, top, x1, bottom]
        if path:
            found["path"] = path
        if certainty is not None:
            found["certainty"] = certainty
            certain.setdefault(sha256, {})[code, line, column] = certainty
        places[sha256, code, line, column] = found
    return places, certain
