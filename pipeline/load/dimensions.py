"""The registry as Arrow tables, for the dimension statements under sql/load to read.

What must not go here: keys (they are made in SQL, by `stable_key`), anything of a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from pipeline.registry.crosswalk import crosswalk
from pipeline.registry.deadlines import deadlines
from pipeline.registry.forms import (
    TABLES,
    form_columns,
    form_lines,
    identities,
    layouts,
    table_form,
)
from pipeline.registry.regions import (
    COLUMNS,
    Region,
    ancestry,
    by_code,
    parent_region,
    regions,
    township_bytes,
)

_DAYS = ("valid_from", "valid_to")


def registry_tables() -> dict[str, pa.Table]:
    """Return the tables that depend on the registry alone, by the name SQL reads them under."""
    return {
        "registry_line": _lines(),
        "registry_column": _columns(),
        "registry_layout": _layouts(),
        "registry_form_cell": _form_cells(),
        "registry_identity": _identities(),
        "registry_crosswalk": pa.Table.from_pylist([asdict(concept) for concept in crosswalk()]),
        "registry_deadline": _deadlines(),
    }


def region_table(only: Iterable[Region] | None = None) -> pa.Table:
    """Return the periods of every region, or of some and all those above them."""
    if only is None:
        upper = _regions(regions())
        return pa.concat_tables([upper, _townships(upper.schema)])
    return _regions({above.region_id: above for one in only for above in ancestry(one)}.values())


def _regions(of: Iterable[Region]) -> pa.Table:
    rows = [
        {
            "region_id": region.region_id,
            "region_code": region.region_code,
            "region_name": region.region_name,
            "level": region.level,
            "parent_code": region.parent_code,
            "parent_region_id": above.region_id if (above := parent_region(region)) else None,
            "valid_from": region.valid_from,
            "valid_to": region.valid_to,
            "successor_code": region.successor_code,
            "place_id": region.place_id,
        }
        for region in of
    ]
    texts = ("region_id", "parent_region_id", *(name for name in COLUMNS if name not in _DAYS))
    days = [(name, pa.date32()) for name in _DAYS]
    schema = pa.schema([*((name, pa.string()) for name in texts), *days])
    return pa.Table.from_pylist(rows, schema=schema)


def _townships(schema: pa.Schema) -> pa.Table:
    """Return the townships as Arrow throughout: there are many, and nobody asks for one."""
    days = dict.fromkeys(_DAYS, pa.date32())
    table = pacsv.read_csv(
        pa.BufferReader(township_bytes()),
        convert_options=pacsv.ConvertOptions(
            column_types={**dict.fromkeys(COLUMNS, pa.string()), **days},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    first = pc.fill_null(pc.cast(table["valid_from"], pa.string()), "")
    joined = pc.binary_join_element_wise(table["region_code"], first, "/")
    above = pa.array([region.region_code for found in by_code().values() for region in found[-1:]])
    ids = pa.array([found[-1].region_id for found in by_code().values()])
    columns = {
        **{name: table[name] for name in table.column_names},
        "region_id": pc.utf8_rtrim(joined, "/"),
        "parent_region_id": pc.take(ids, pc.index_in(table["parent_code"], above)),
    }
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)


def _lines() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "line_key": line.sort_order,
                "table_code": line.table_code,
                "line_code": line.line_code,
                "group_code": line.group_code,
                "label_zh": line.label_zh,
                "label_en": line.label_en,
                "role": line.role,
                "is_leaf": line.is_leaf,
            }
            for line in form_lines()
        ]
    )


def _columns() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "table_code": column.table_code,
                "column_code": column.column_code,
                "kind": column.kind,
                "unit": column.unit,
                "parent_column": column.parent_column,
                "label_zh": column.label_zh,
                "label_en": column.label_en,
                "sort_order": column.sort_order,
            }
            for column in form_columns()
        ]
    )


def _layouts() -> pa.Table:
    schema = pa.schema(
        [
            ("layout", pa.int16()),
            ("first_year", pa.int16()),
            ("last_year", pa.int16()),
            ("authority", pa.string()),
        ]
    )
    rows = [
        {
            "layout": layout.layout,
            "first_year": layout.first_year,
            "last_year": layout.last_year,
            "authority": layout.authority,
        }
        for layout in layouts()
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _form_cells() -> pa.Table:
    rows = []
    for layout in layouts():
        for table_code in TABLES:
            form = table_form(table_code, layout.layout)
            lines = {line.line_code: line for line in form.lines}
            rows += [
                {
                    "layout": layout.layout,
                    "table_code": table_code,
                    "line_key": lines[line_code].sort_order,
                    "line_code": line_code,
                    "column_code": column_code,
                    "label_zh": lines[line_code].labels[layout.layout],
                }
                for line_code, column_code in form.cells
            ]
    return pa.Table.from_pylist(rows)


def _deadlines() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "deadline_class": one.deadline_class,
                "region_prefix": one.region_prefix,
                "month_day": one.month_day,
            }
            for one in deadlines()
        ]
    )


def _identities() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "rule_id": term.rule_id,
                "table_code": term.table_code,
                "axis": term.axis,
                "code": term.code,
                "side": term.side,
                "weight": term.weight,
            }
            for term in identities()
        ]
    )
