"""The registry as Arrow tables, for the dimension statements under sql/load to read.

What must not go here: keys (they are made in SQL, by `stable_key`), anything of a document.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from pipeline.load.lineage import parents_of
from pipeline.registry.deadlines import deadlines
from pipeline.registry.forms import (
    TABLES,
    form_columns,
    form_lines,
    identities,
    layouts,
    table_form,
)
from pipeline.registry.organs import Region, deadline_class, organ_type, parent_region, region_of
from pipeline.registry.organs import regions as all_regions


def registry_tables() -> dict[str, pa.Table]:
    """Return the tables that depend on the registry alone, by the name SQL reads them under."""
    return {
        "registry_region": _regions(),
        "registry_line": _lines(),
        "registry_column": _columns(),
        "registry_layout": _layouts(),
        "registry_form_cell": _form_cells(),
        "registry_identity": _identities(),
        "registry_deadline": _deadlines(),
    }


def organ_table(names: Iterable[str]) -> pa.Table:
    """Return one row for every organ named, and for every organ that those names place above."""
    schema = pa.schema(
        [
            (column, pa.string())
            for column in ("organ_name", "organ_type", "deadline_class", "region_id", "parent_name")
        ]
    )
    rows = [
        {
            "organ_name": name,
            "organ_type": organ_type(name),
            "deadline_class": deadline_class(name),
            "region_id": region_id(region_of(name)),
            "parent_name": parent,
        }
        for name, parent in parents_of(names).items()
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def region_id(region: Region | None) -> str | None:
    """Return what tells one validity period of a region from every other: its key is made of it."""
    if region is None:
        return None
    return f"{region.region_code}/{region.valid_from or ''}".rstrip("/")


def _regions() -> pa.Table:
    schema = pa.schema(
        [
            ("region_id", pa.string()),
            ("region_code", pa.string()),
            ("region_name", pa.string()),
            ("level", pa.string()),
            ("parent_region_id", pa.string()),
            ("valid_from", pa.date32()),
            ("valid_to", pa.date32()),
        ]
    )
    rows = [
        {
            "region_id": region_id(region),
            "region_code": region.region_code,
            "region_name": region.region_name,
            "level": region.level,
            "parent_region_id": region_id(parent_region(region)),
            "valid_from": region.valid_from,
            "valid_to": region.valid_to,
        }
        for region in all_regions()
    ]
    return pa.Table.from_pylist(rows, schema=schema)


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
