"""What the three table parsers share: the dense result, and the choice of a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.parse.rows import Row
from pipeline.parse.values import CellValue, parse_value
from pipeline.records import GridCell, Issue, LabelReading, Place, StatCell
from pipeline.registry.forms import FormColumn, TableForm, layouts, table_form
from pipeline.registry.labels import OFFICIAL, VARIANT
from pipeline.registry.sums import CellKey

SAME_TABLE = 0.25  # most figures, of all, that two printings of one table may differ in
ROW_FITS = 0.6  # least similarity at which a printed label is taken for a line of the form


class Printed(NamedTuple):
    """One statutory cell as found: the cell, and the labels it stands under."""

    cell: GridCell
    row_label: str
    column_label: str
    header_unit: str | None = None


@dataclass(frozen=True, slots=True)
class TableParse:
    """One table poured into one layout. `score` tells how well the layout fits what is printed.

    `cells` holds what was found by (line_code, column_code); `labels` the printed line labels.
    `is_headed` says that every column of the layout was named, where columns tell layouts apart.
    `asked` are texts that were taken for labels of lines by where they stand, whatever they say.
    """

    form: TableForm
    cells: Mapping[tuple[str, str], Printed]
    labels: Mapping[str, tuple[str, float, Place]]
    score: float
    issues: tuple[Issue, ...] = ()
    is_headed: bool = True
    asked: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any line of the table was recognised, even if its figures could not be placed."""
        return bool(self.cells or self.labels)

    @property
    def is_plain(self) -> bool:
        """Whether every cell was found under labels as the form words them, and nothing else."""
        return (
            self.is_headed
            and not self.issues
            and len(self.cells) == len(self.form.cells)
            and len(self.labels) == len(self.form.lines)
            and all(fit >= VARIANT for _, fit, _ in self.labels.values())
        )

    def stat_cells(self) -> tuple[StatCell, ...]:
        """Return one record for every statutory cell of the layout, found or not."""
        columns = {column.column_code: column for column in self.form.columns}
        return tuple([self._stat_cell(key, columns[key[1]]) for key in self.form.cells])

    def _stat_cell(self, key: tuple[str, str], column: FormColumn) -> StatCell:
        printed = self.cells.get(key)
        if printed is None:
            return StatCell(self.form.table_code, *key, "missing")
        cell, row_label, column_label, header_unit = printed
        read: CellValue = parse_value(cell.text, column.kind, header_unit)
        unit = read.unit if column.kind == "money" else column.unit
        fields = (
            self.form.table_code,
            *key,
            read.status,
            read.value,
            unit if read.value is not None else None,
            cell.text,
            row_label,
            column_label,
            cell.place,
            cell.certainty,
        )
        return tuple.__new__(StatCell, fields)  # all are given: half the time of naming them

    def certainty(self) -> dict[CellKey, float]:
        """Return how certain the cells are that were read from a picture."""
        code = self.form.table_code
        found = [(key, printed.cell.certainty) for key, printed in self.cells.items()]
        return {(code, *key): sure for key, sure in found if sure is not None}

    def label_readings(self) -> tuple[LabelReading, ...]:
        """Return how the label of every line is printed."""
        return tuple(self._label(line.line_code) for line in self.form.lines)

    def _label(self, line_code: str) -> LabelReading:
        code = self.form.table_code
        if line_code not in self.labels:
            return LabelReading(code, line_code, "", "absent")
        text, score, place = self.labels[line_code]
        if score >= OFFICIAL:
            return LabelReading(code, line_code, text, "official", place)
        if score >= VARIANT:
            return LabelReading(code, line_code, text, "variant", place)
        if self.certainty():
            return LabelReading(code, line_code, text, "absent", place)  # misread, for all we know
        return LabelReading(code, line_code, text, "damaged", place)


def without_differing(parse: TableParse, others: Mapping[tuple[str, str], GridCell]) -> TableParse:
    """Return a table without the few figures that it is printed with otherwise in another place.

    Both texts stay to be seen. Where most figures differ it is another table, of an office or an
    area, and this one stands as it is. Issues: `parse.table_twice`.
    """
    if not 0 < len(others) <= SAME_TABLE * len(parse.cells):
        return parse
    cells = dict(parse.cells)
    for key, other in others.items():
        if key in cells:
            text = f"{cells[key].cell.text} | {other.text}"
            cells[key] = cells[key]._replace(cell=cells[key].cell._replace(text=text))
    place = next(iter(others.values())).place
    issue = Issue("parse.table_twice", parse.form.table_code, place)
    return replace(parse, cells=cells, issues=(*parse.issues, issue))


TableParser = Callable[[Sequence[Row], TableForm], TableParse]


def empty_parse(form: TableForm) -> TableParse:
    """Return a table of which nothing was found."""
    return TableParse(form, {}, {}, 0.0)


def best_layout(
    table_code: str, parse: TableParser, rows: Sequence[Row], expected: int | None
) -> TableParse:
    """Return the parse of the layout that fits best; where both fit alike, the expected one.

    The layout is what the table shows, never what the year promises: a new year printed on an
    old form is a finding, not a reason to read it wrongly.
    """
    parses = []
    for layout in sorted((x.layout for x in layouts()), key=lambda code: code != expected):
        parses.append(parse(rows, table_form(table_code, layout)))
        if parses[-1].is_plain:
            break  # every line, column and cell stands there: no other layout can fit better
    return max(parses, key=lambda p: (round(p.score, 6), p.form.layout == expected))


def richest(parses: Sequence[TableParse]) -> TableParse:
    """Return the parse that found most cells, the first of those that found equally many."""
    return max(parses, key=lambda p: len(p.cells))
