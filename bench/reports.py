"""Synthetic reports as Parquet parts, a million in minutes: both layouts, chained over the years.

The parts have the tables, columns and row counts that extraction writes. Figures obey every sum of
the forms and every chain between years; in two reports of a hundred one printed figure is wrong.
The same seed gives the same parts. What must not go here: measuring.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.claims import PERIOD, Claims, claims_of
from bench.figures import YEARS, Block, block
from bench.names import is_government, organ_name
from pipeline.load.schemas import OUTLINE, PLAIN, TABLES, WIDE
from pipeline.records import Document
from pipeline.registry.forms import expected_layout, layouts, table_form

VERSION = "bench"
MARKS = 64  # of a sketch of the prose
ORGANS = 166  # a part: times six years, about as many documents as a run writes in one
BASE = datetime(2020, 2, 1, tzinfo=UTC)  # the first look, at what was published in January


@dataclass(frozen=True)
class Part:
    """One part: which organs it holds, and where it goes."""

    folder: Path
    number: int
    organs: int


def sha256(organ: int, year: int) -> str:
    """Return the name of a document's bytes; there are no bytes."""
    return hashlib.sha256(f"{organ}/{year}".encode()).hexdigest()


def documents(reports: int) -> list[Document]:
    """Return the manifest records of so many reports (rounded up to whole organs)."""
    return [
        Document(
            sha256(organ, year),
            60_000,
            BASE + timedelta(days=365 * (year - YEARS[0]), seconds=organ),
            "bench",
            None,
            f"https://example.invalid/{organ}/{year}.html",
        )
        for organ in range(-(-reports // len(YEARS)))
        for year in YEARS
    ]


def write(extract: Path, reports: int, workers: int = 2) -> None:
    """Write the parts of so many reports below `extract`; those already there are kept."""
    organs = -(-reports // len(YEARS))
    parts = [
        Part(extract / VERSION / f"part-{number:06d}", number, min(ORGANS, organs - first))
        for number, first in enumerate(range(0, organs, ORGANS))
    ]
    with ProcessPoolExecutor(workers) as pool:
        for _ in pool.map(write_part, parts, chunksize=4):
            pass


def write_part(part: Part) -> None:
    """Write one part, whole or not at all."""
    if part.folder.exists():
        return
    temporary = part.folder.with_name(f".writing-{part.number}")
    temporary.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    first = part.number * ORGANS
    leading = np.array([is_government(first + number) for number in range(part.organs)])
    for figures in block(part.number, part.organs, leading):
        for name, table in _tables(part, figures):
            tables[name].append(table)
    for name, schema in TABLES.items():
        whole = pa.concat_tables(tables[name]) if tables[name] else schema.empty_table()
        whole = _by_size(whole.unify_dictionaries(), part)
        path = temporary / f"{name}.parquet"
        pq.write_table(whole, path, compression="zstd", store_decimal_as_integer=True)
    temporary.rename(part.folder)


def _by_size(table: pa.Table, part: Part) -> pa.Table:
    """Put the reports with large figures behind the others, as extraction does."""
    first = part.number * ORGANS
    leading = [number for number in range(first, first + part.organs) if is_government(number)]
    hashes = pa.array([sha256(number, year) for number in leading for year in YEARS], pa.string())
    is_large = pc.is_in(table["sha256"].cast(pa.string()), hashes)
    return pa.concat_tables([table.filter(pc.invert(is_large)), table.filter(is_large)])


def _tables(part: Part, figures: Block) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of the part's reports on one year."""
    first = part.number * ORGANS
    numbers = range(first, first + part.organs)
    hashes = pa.array([sha256(number, figures.year) for number in numbers])
    layout = expected_layout(figures.year)
    assert layout in {entry.layout for entry in layouts()}  # noqa: S101 - the years are ours
    forms = [table_form(code, layout) for code in ("t2", "t3", "t4")]
    cells = [(form, line, column) for form in forms for line, column in form.cells]
    whole = _cells(hashes, figures, layout, cells)
    yield "cells", whole
    yield from _again(whole)
    yield from _wide(hashes, figures, cells)
    lines = [(form, line) for form in forms for line in form.lines]
    yield "labels", _labels(hashes, layout, lines)
    scopes = pa.array(["aggregate" if is_government(number) else "own" for number in numbers])
    claims = claims_of(figures, [(f.table_code, line, column) for f, line, column in cells])
    yield "claims", _table("claims", len(claims.which), _claims(hashes, scopes, claims))
    names = [organ_name(number) for number in numbers]
    reports = _reports(hashes, names, figures.year, layout, len(cells))
    besides = {
        "scope": scopes,
        "prose_characters": pa.array([1_200 + n % 700 for n in numbers]),
        "prose_marks": _marks(first, len(hashes), figures.year),
        "text_sha256": pa.array([sha256(n, -figures.year) for n in numbers]),
        "figures_sha256": pa.array([sha256(n, 10 * figures.year) for n in numbers]),
        **{name: pa.array([1] * len(hashes)) for name in OUTLINE.values()},
        "period_start": pa.array([figures.year * 10_000 + 101] * len(hashes)),
        "period_end": pa.array([figures.year * 10_000 + 1231] * len(hashes)),
        "period_sentence": pa.array([PERIOD.format(year=figures.year)] * len(hashes)),
    }
    yield "reports", _table("reports", len(hashes), reports | besides)


def _table(name: str, rows: int, columns: dict[str, pa.Array]) -> pa.Table:
    """Return a table of the schema; columns not given are NULL, repeated texts are dictionaries."""
    schema = TABLES[name]
    arrays = [columns.get(field.name, pa.nulls(rows, field.type)) for field in schema]
    arrays = [
        array if pa.types.is_dictionary(array.type) else array.cast(field.type)
        for array, field in zip(arrays, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=schema.names)


def _across(values: pa.Array, times: int) -> pa.Array:
    """Repeat each value so many times: one a report, for all its rows."""
    which = np.repeat(np.arange(len(values), dtype=np.int32), times)
    return pa.DictionaryArray.from_arrays(pa.array(which), values)


def _along(values: list[str | None], times: int) -> pa.Array:
    """Repeat the list so many times: one a row of a report, for all reports."""
    which = np.tile(np.arange(len(values), dtype=np.int32), times)
    return pa.DictionaryArray.from_arrays(pa.array(which), pa.array(values, pa.string()))


def _cells(hashes: pa.Array, figures: Block, layout: int, cells: list) -> pa.Table:
    reports, rows = len(hashes), len(cells)
    value = pa.array(figures.values.reshape(-1).astype(np.int32))
    signed = np.tile([column == "items_change" for _, _, column in cells], reports)
    zero = figures.values.reshape(-1) == 0
    status = np.where(zero, 0, np.where(signed, 2, 1))
    line_of = {
        (form.table_code, line.line_code): line for form, _, _ in cells for line in form.lines
    }
    row_labels = [line_of[form.table_code, line].labels[layout] for form, line, _ in cells]
    column_labels = [form.column(column).labels[layout] for form, _, column in cells]
    paths = [f"/html[1]/body[1]/table[{n // 60 + 1}]/tr[{n // 7}]/td[{n % 7}]" for n in range(rows)]
    columns = {
        "sha256": _across(hashes, rows),
        "table_code": _along([form.table_code for form, _, _ in cells], reports),
        "line_code": _along([line for _, line, _ in cells], reports),
        "column_code": _along([column for _, _, column in cells], reports),
        "status": pa.DictionaryArray.from_arrays(
            pa.array(status.astype(np.int32)), pa.array(["zero", "number", "signed"])
        ),
        "value": value,
        "unit": _along([form.column(column).unit for form, _, column in cells], reports),
        "raw_text": value.cast(pa.string()).dictionary_encode(),
        "row_label": _along(row_labels, reports),
        "column_label": _along(column_labels, reports),
        "path": _along(paths, reports),
    }
    return _table("cells", reports * rows, columns)


def _again(cells: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Yield the cells that are written a second time: those of table 2, and the exceptions."""
    second = cells.filter(pc.equal(cells["table_code"].cast(pa.string()), "t2"))
    names = {"measure_code": "column_code"}
    columns = [second[names.get(name, name)] for name in TABLES["disclosures"].names]
    yield "disclosures", pa.table(columns, names=TABLES["disclosures"].names)
    odd = pc.invert(pc.is_in(cells["status"].cast(pa.string()), pa.array(PLAIN)))
    yield "exceptions", cells.filter(odd).select(TABLES["exceptions"].names)


def _wide(hashes: pa.Array, figures: Block, cells: list) -> Iterator[tuple[str, pa.Table]]:
    """Yield the lines of tables 3 and 4 with their figures side by side."""
    for table_code, name in WIDE.items():
        places = [i for i, (form, _, _) in enumerate(cells) if form.table_code == table_code]
        named = TABLES[name].names[2:]
        lines = [cells[i][1] for i in places[:: len(named)]]
        wide = figures.values[:, places].reshape(-1, len(named)).astype(np.int32)
        columns = {
            "sha256": _across(hashes, len(lines)),
            "line_code": _along(lines, len(hashes)),
            **{column: pa.array(wide[:, i]) for i, column in enumerate(named)},
        }
        yield name, _table(name, len(wide), columns)


def _labels(hashes: pa.Array, layout: int, lines: list) -> pa.Table:
    reports = len(hashes)
    printed = [line.labels[layout] for _, line in lines]
    columns = {
        "sha256": _across(hashes, len(lines)),
        "table_code": _along([form.table_code for form, _ in lines], reports),
        "line_code": _along([line.line_code for _, line in lines], reports),
        "printed": _along(list(printed), reports),
        "match": _along(["official"] * len(lines), reports),
    }
    return _table("labels", reports * len(lines), columns)


def _claims(hashes: pa.Array, scopes: pa.Array, claims: Claims) -> dict[str, pa.Array]:
    return {
        "sha256": pa.DictionaryArray.from_arrays(pa.array(claims.which), hashes),
        "claim_code": claims.code,
        "value": claims.value,
        "sentence": claims.sentence,
        "scope": pa.DictionaryArray.from_arrays(pa.array(claims.which), scopes),
        "is_stated": pa.array([True] * len(claims.which)),
        "tolerance": claims.tolerance,
        "path": pa.array(["/html[1]/body[1]/p[9]"] * len(claims.which)),
    }


def _marks(first: int, rows: int, year: int) -> pa.Array:
    """Return sketches of the prose; one report in a hundred repeats its sketch every year."""
    marks = np.empty((rows, MARKS), dtype=np.uint8)
    for row in range(rows):
        same = (first + row) % 100 == 0
        marks[row] = np.random.default_rng([first + row, 0 if same else year]).integers(
            0, 2**4, MARKS
        )
    offsets = pa.array(np.arange(0, rows * MARKS + 1, MARKS, dtype=np.int32))
    return pa.ListArray.from_arrays(offsets, pa.array(marks.reshape(-1)))


def _reports(hashes: pa.Array, names: list[str], year: int, layout: int, cells: int) -> dict:
    rows = len(hashes)
    return {
        "sha256": hashes,
        "format": _along(["html"], rows),
        "method": _along(["html/bench"], rows),
        "read_state": _along(["read"], rows),
        "title": pa.array([f"{name}{year}年政府信息公开工作年度报告" for name in names]),
        "organ_name": pa.array(names),
        "report_year": pa.array([year] * rows),
        "published_on": pa.array([date(year + 1, 1, 20)] * rows),
        "layout_t2": pa.array([layout] * rows),
        "layout_t3": pa.array([layout] * rows),
        "cells_filled": pa.array([cells] * rows),
        "cells_expected": pa.array([cells] * rows),
        "publisher": pa.array(names),
        "site_name": _along(["政府信息公开专栏"], rows),
    }
