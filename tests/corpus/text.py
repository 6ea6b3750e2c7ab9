"""A document as text: the shapes in which tables survive when a report is saved as bare text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from tests.corpus.document import Box, Document, Para, Placed, Table, placed_rows

Spans = Literal["one", "two", "all"]
PICTURE = "[image: ]"


@dataclass(frozen=True)
class Tabs:
    """How rows of fields are padded and cut.

    `spans` is how many fields a wide label takes: one, two at most, or as many as columns.
    `behind` pads every row to the widest. `breaks` are rows before which a page ends; `rests`
    prints the rest of a merged label behind the break, as layout programs do.
    """

    spans: Spans = "one"
    behind: bool = False
    breaks: tuple[int, ...] = ()
    rests: bool = False


def indented(document: Document) -> bytes:
    """One cell a line behind a tab, an empty line after each row; merged cells leave a tab."""
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Para):
            lines.append(part.text)
        elif part.picture:
            lines.append(PICTURE)
        else:
            lines.append("")
            for row in placed_rows(part):
                lines += ["\t" + ("" if p.continued else p.box.text) for p in row]
                lines.append("")
    return _bytes(lines)


def bare(document: Document) -> bytes:
    """One cell a line and nothing else: merged cells are gone, a blank cell is a line of blanks."""
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Para):
            lines += [part.text, ""]
        elif part.picture:
            lines += [PICTURE, ""]
        else:
            boxes = (box for row in part.rows for box in row)
            for box in boxes:
                lines += [line for text in _lines(box) for line in (text, "")]
    return _bytes(lines)


def _lines(box: Box) -> list[str]:
    return box.text.split("\n") if box.text else [" "]


def tabbed(document: Document, tabs: Tabs | None = None) -> bytes:
    """One row a line, fields between tabs, pages between blank lines."""
    way = tabs or Tabs()
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Para):
            lines.append(f"## {part.text}" if part.role == "heading" else part.text)
        else:
            lines += [PICTURE] if part.picture else ["", *tab_rows(part, way), ""]
    return _bytes(lines)


def tab_rows(table: Table, way: Tabs) -> Iterator[str]:
    """Yield the rows of a table, fields between tabs."""
    rows = placed_rows(table)
    fields = [[f for p in row for f in _fields(p, way)] for row in rows]
    widest = max(len(row) for row in fields)
    breaks = way.breaks if table.code == "t3" else ()
    for index, row in enumerate(fields):
        if index in breaks:
            yield from ("", "", "")
            if way.rests and rows[index][0].continued:
                row[0] = rows[index][0].box.text[-4:]
        yield "\t".join(row + [""] * (widest - len(row) if way.behind else 0))


def _fields(placed: Placed, way: Tabs) -> list[str]:
    text = "" if placed.continued else placed.box.text.replace("\n", " ")
    span = placed.box.colspan
    count = {"one": 1, "two": min(span, 2), "all": span}[way.spans]
    return [text] + [""] * (count - 1)


def spaced(document: Document) -> bytes:
    """One row a line, its cells one blank apart, as PDF readers dump text: blank cells are gone."""
    return _by_row(document, lambda table: [" ".join(row).split() for row in _texts(table)])


def aligned(document: Document) -> bytes:
    """One row a line, its columns aligned by blanks, as a dump keeps the layout of a page."""

    def cells(table: Table) -> list[list[str]]:
        rows = _texts(table)
        widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
        return [[text.ljust(w + 2) for text, w in zip(row, widths, strict=False)] for row in rows]

    return _by_row(document, cells)


def _texts(table: Table) -> list[list[str]]:
    return [[f for p in row for f in _fields(p, Tabs(spans="all"))] for row in placed_rows(table)]


def _by_row(document: Document, cells: Callable[[Table], list[list[str]]]) -> bytes:
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Para):
            lines.append(part.text)
        else:
            rows = [" ".join(row).rstrip() for row in cells(part)]
            lines += [PICTURE] if part.picture else [row for row in rows if row.strip()]
    return _bytes(lines)


def boxed(document: Document) -> bytes:
    """Cells between bars, a rule under every row, as converters print tables into plain text."""

    def rows(table: Table) -> list[list[str]]:
        texts = _texts(table)
        widths = [max(map(len, column)) for column in zip_longest(*texts, fillvalue="")]
        rule = ["+" + "+".join("-" * (width + 2) for width in widths) + "+"]
        lines = [rule]
        for row in texts:
            cells = (f" {text.ljust(w)} " for text, w in zip(row, widths, strict=False))
            lines += [["|" + "|".join(cells) + "|"], rule]
        return lines

    return _by_row(document, rows)


def listed(document: Document) -> bytes:
    """All on one sheet, as programs save sheets: cells between commas, breaks between quotes."""
    rows: list[list[str]] = []
    for part in document.parts:
        if isinstance(part, Para):
            rows.append([part.text])
        else:
            rows += [[PICTURE]] if part.picture else _sheet_rows(part)
    width = max(map(len, rows))
    buffer = io.StringIO()
    csv.writer(buffer).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return buffer.getvalue().encode()


def _sheet_rows(table: Table) -> list[list[str]]:
    return [
        [f for p in row for f in ("" if p.continued else p.box.text, *[""] * (p.box.colspan - 1))]
        for row in placed_rows(table)
    ]


def markdown(document: Document) -> bytes:
    """Pipe tables under headings; a wide cell is followed by empty ones."""
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Para):
            mark = {"title": "# ", "heading": "## "}.get(part.role, "")
            lines += [mark + part.text, ""]
        else:
            lines += [PICTURE, ""] if part.picture else [*_pipe_rows(part), ""]
    return _bytes(lines)


def _pipe_rows(table: Table) -> Iterator[str]:
    for index, row in enumerate(placed_rows(table)):
        fields = [field for p in row for field in _fields(p, Tabs(spans="all"))]
        yield "| " + " | ".join(fields) + " |"
        if index == 0:
            yield "|" + " --- |" * len(fields)


def _bytes(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


SHAPES: dict[str, Tabs] = {
    "text_tabbed": Tabs(),
    "text_padded_front": Tabs(spans="two", breaks=(9, 20)),
    "text_padded_behind": Tabs(behind=True, breaks=(12,), rests=True),
    "text_full_width": Tabs(spans="all", behind=True, breaks=(3, 15), rests=True),
}
