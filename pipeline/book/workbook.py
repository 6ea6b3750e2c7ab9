"""All tables as one workbook for people: a sheet a table, and the dictionary in front.

Two head rows: what a column is in words, then its name as in SQL. What must not go here: which
tables there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from pipeline.book.descriptor import HEAD_ROWS
from pipeline.registry.dictionary import Text, dictionary
from pipeline.registry.words import Language, word

MOST_ROWS = 1_048_576 - HEAD_ROWS  # a sheet of the format ends there
_CHUNK = 10_000
_WIDTH = 16
_PLAIN = {
    "constant_memory": True,
    # a printed text that begins like a formula or an address stays a text
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    columns: Mapping[str, Sequence[tuple[str, str]]],
    lang: Language,
) -> None:
    """Write the tables, each on its own sheet, streamed so that memory does not grow with rows."""
    with xlsxwriter.Workbook(path, _PLAIN) as book:
        bold = book.add_format({"bold": True})
        times = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        _dictionary_sheet(book.add_worksheet(word("column", "dictionary", lang)), columns, lang)
        for table, named in columns.items():
            sheet = book.add_worksheet(table)
            sheet.set_column(0, len(named) - 1, _WIDTH)
            for place, (name, _) in enumerate(named):
                entry = dictionary().column(table, name)
                sheet.write_string(0, place, _said(entry.text if entry else None, lang), bold)
            for place, (name, _) in enumerate(named):
                sheet.write_string(1, place, name)
            sheet.freeze_panes(HEAD_ROWS, 0)
            last = _rows(connection, table, sheet, times)
            sheet.autofilter(HEAD_ROWS - 1, 0, last, len(named) - 1)


def _rows(connection: duckdb.DuckDBPyConnection, table: str, sheet: Any, times: Any) -> int:
    """Write all rows and return the number of the last, counted from 0."""
    cursor = connection.execute(f'from "{table}"')
    written = HEAD_ROWS
    while chunk := cursor.fetchmany(_CHUNK):
        for number, row in enumerate(chunk, start=written):
            for place, value in enumerate(row):
                _cell(sheet, number, place, value, times)
        written += len(chunk)
    return written - 1


def _cell(sheet: Any, row: int, place: int, value: object, times: Any) -> None:
    """Write one value; a missing one leaves the cell empty."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, str):
        sheet.write_string(row, place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, value, times)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value)
    else:
        sheet.write_number(row, place, value)


def _dictionary_sheet(
    sheet: Any, columns: Mapping[str, Sequence[tuple[str, str]]], lang: Language
) -> None:
    heads = ("table", "name", "meaning", "unit", "note")
    lines = [[word("column", head, lang) for head in heads]]
    for table, named in columns.items():
        entry = dictionary().tables.get(table)
        grain = f"{_said(entry.text, lang)} ({_said(entry.grain, lang)})" if entry else ""
        lines.append([table, "", grain, "", _said(entry.note if entry else None, lang)])
        for name, _ in named:
            column = dictionary().column(table, name)
            if column is not None:
                words = [_said(column.text, lang), column.unit, _said(column.note, lang)]
                lines.append([table, name, *words])
    for row, line in enumerate(lines):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 4, 48)
    sheet.freeze_panes(1, 0)


def _said(text: Text | None, lang: Language) -> str:
    if text is None:
        return ""
    return text.zh if lang == "zh" else text.en
