"""The statutory forms: tables, lines, columns and identities of every layout.

Source: 国办公开办函〔2019〕60号 (layout 2019) and 国办公开办函〔2021〕30号 (layout 2021).
A layout is named by its first report year. Lines and columns keep the order of the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.registry.tables import RegistryError, read_csv, read_toml

TableCode = Literal["t2", "t3", "t4"]
TABLES: tuple[TableCode, ...] = ("t2", "t3", "t4")


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line (row) of a table; `labels` is its official wording by layout."""

    table_code: str
    line_code: str
    group_code: str
    role: str
    is_leaf: bool
    labels: dict[int, str]
    label_en: str
    sort_order: int

    @property
    def label_zh(self) -> str:
        """The wording of the newest layout that has the line."""
        return self.labels[max(self.labels)]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: `kind` is `count`, `signed_count` or `money`; `unit` is the form's own."""

    table_code: str
    column_code: str
    kind: str
    unit: str
    parent_column: str
    labels: dict[int, str]
    label_en: str
    sort_order: int

    @property
    def label_zh(self) -> str:
        """The wording of the newest layout that has the column."""
        return self.labels[max(self.labels)]


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table in one layout; `cells` lists (line_code, column_code) in form order."""

    layout: int
    table_code: str
    lines: tuple[FormLine, ...]
    columns: tuple[FormColumn, ...]
    cells: tuple[tuple[str, str], ...]

    def columns_of(self, line_code: str) -> tuple[str, ...]:
        """Return the column codes that the line has in this layout."""
        return tuple(column for line, column in self.cells if line == line_code)

    def column(self, column_code: str) -> FormColumn:
        """Return the column of that code. Raises KeyError where the layout has none."""
        for column in self.columns:
            if column.column_code == column_code:
                return column
        raise KeyError(column_code)


@dataclass(frozen=True, slots=True)
class Layout:
    """One era of the form: its years, the tables it has, and the document that ordered it."""

    layout: int
    first_year: int
    last_year: int | None
    authority: str


@dataclass(frozen=True, slots=True)
class IdentityTerm:
    """One arc of a printed sum: `axis` says whether `code` is a line or a column."""

    rule_id: str
    table_code: str
    axis: str
    code: str
    side: str
    weight: int


@lru_cache
def layouts() -> tuple[Layout, ...]:
    """Return the layouts that have statutory tables, oldest first."""
    entries = read_toml("forms/layouts.toml")["layout"]
    return tuple(
        Layout(e["code"], e["first_year"], e.get("last_year"), e["authority"]) for e in entries
    )


def expected_layout(report_year: int) -> int | None:
    """Return the layout in force for the report year; None before the first."""
    for layout in reversed(layouts()):
        if report_year >= layout.first_year:
            return layout.layout
    return None


def _labels(row: dict[str, str]) -> dict[int, str]:
    return {lay.layout: row[key] for lay in layouts() if row[key := f"label_{lay.layout}"]}


@lru_cache
def form_lines() -> tuple[FormLine, ...]:
    """Return every form line of every layout, in form order."""
    required = ("table_code", "line_code", "group_code", "role", "is_leaf", "label_en")
    return tuple(
        FormLine(
            r["table_code"],
            r["line_code"],
            r["group_code"],
            r["role"],
            r["is_leaf"] == "1",
            _labels(r),
            r["label_en"],
            order,
        )
        for order, r in enumerate(read_csv("forms/lines.csv", required), start=1)
    )


@lru_cache
def form_columns() -> tuple[FormColumn, ...]:
    """Return every column of every layout, in form order."""
    required = ("table_code", "column_code", "kind", "unit", "parent_column", "label_en")
    return tuple(
        FormColumn(
            r["table_code"],
            r["column_code"],
            r["kind"],
            r["unit"],
            r["parent_column"],
            _labels(r),
            r["label_en"],
            order,
        )
        for order, r in enumerate(read_csv("forms/columns.csv", required), start=1)
    )


@lru_cache
def table_form(table_code: str, layout: int) -> TableForm:
    """Return one table of one layout. Raises RegistryError where a cell names no line or column."""
    lines = tuple(
        line for line in form_lines() if line.table_code == table_code and layout in line.labels
    )
    columns = tuple(c for c in form_columns() if c.table_code == table_code and layout in c.labels)
    if table_code != "t2":
        cells = tuple((line.line_code, c.column_code) for line in lines for c in columns)
        return TableForm(layout, table_code, lines, columns, cells)
    listed = read_csv("forms/disclosure_cells.csv", ("layout", "line_code", "column_code"))
    cells = tuple((r["line_code"], r["column_code"]) for r in listed if int(r["layout"]) == layout)
    known = {line.line_code for line in lines}, {c.column_code for c in columns}
    for line_code, column_code in cells:
        if line_code not in known[0] or column_code not in known[1]:
            raise RegistryError(
                f"disclosure_cells.csv: layout {layout} has no {line_code}.{column_code}"
            )
    return TableForm(layout, table_code, lines, columns, cells)


@lru_cache
def identities() -> tuple[IdentityTerm, ...]:
    """Return the arcs of the sums that the forms print or imply."""
    rows = read_csv("forms/identities.csv", ("rule_id", "table_code", "axis", "code", "side"))
    return tuple(
        IdentityTerm(
            r["rule_id"], r["table_code"], r["axis"], r["code"], r["side"], int(r["weight"])
        )
        for r in rows
    )


@lru_cache
def group_labels(table_code: str, lang: Literal["zh", "en"] = "zh") -> dict[str, str]:
    """Return the headings of the groups of a table by group code, as printed or in English."""
    rows = read_csv("forms/groups.csv", ("table_code", "group_code", "label_zh", "label_en"))
    mine = [row for row in rows if row["table_code"] == table_code]
    return {row["group_code"]: row[f"label_{lang}"] for row in mine}
