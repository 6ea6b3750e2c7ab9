"""What every table, view and column of the warehouse means, from `data/dictionary.toml`.

What must not go here: types and order of columns (the warehouse has them), Markdown, SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.registry.tables import RegistryError, read_toml

NAME = "dictionary.toml"
_TEXTS = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """What a column means; `unit` is empty where it has none, `note` is what to beware of."""

    name: str
    text: Text
    unit: str
    note: Text | None

    def comment(self) -> str:
        """Return the description as one line, Chinese first."""
        unit = f" [{self.unit}]" if self.unit else ""
        return _joined(self.text, self.note, unit)


@dataclass(frozen=True, slots=True)
class TableEntry:
    """What a table or view is, what one row of it is, and what to beware of."""

    name: str
    text: Text
    grain: Text
    note: Text | None
    columns: Mapping[str, ColumnEntry]

    def comment(self) -> str:
        """Return the description as one line, Chinese first."""
        zh = f"{self.text.zh}（{self.grain.zh}）"
        return _joined(Text(zh, f"{self.text.en}, one row: {self.grain.en}"), self.note, "")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Entries of tables, and the meaning that column names share."""

    tables: Mapping[str, TableEntry]
    shared: Mapping[str, ColumnEntry]

    def column(self, table: str, column: str) -> ColumnEntry | None:
        """Return what the column means in this table: its own entry, else the shared one."""
        own = self.tables[table].columns if table in self.tables else {}
        return own.get(column) or self.shared.get(column)


@lru_cache
def dictionary() -> Dictionary:
    """Return the dictionary.

    Raises:
        RegistryError: an entry lacks a text, or has a key that means nothing.
    """
    data = read_toml(NAME)
    shared = {name: _column(f"columns.{name}", name, e) for name, e in data["columns"].items()}
    tables = {name: _table(name, entry) for name, entry in data["tables"].items()}
    return Dictionary(tables, shared)


def problems(warehouse: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what to mend so that the dictionary and the warehouse have the same columns.

    Args:
        warehouse: the columns of every table and view.
    """
    yield from _missing(dictionary(), warehouse)
    yield from _needless(dictionary(), warehouse)


def _missing(entries: Dictionary, warehouse: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for table, columns in warehouse.items():
        if table not in entries.tables:
            yield f"describe {table}: add [tables.{table}]"
        for column in columns:
            if entries.column(table, column) is None:
                yield f"describe {table}.{column}: add it to [columns] or [tables.{table}]"


def _needless(entries: Dictionary, warehouse: Mapping[str, Sequence[str]]) -> Iterator[str]:
    used = {column for columns in warehouse.values() for column in columns}
    for table, entry in entries.tables.items():
        if table not in warehouse:
            yield f"there is no table or view {table}: remove [tables.{table}]"
        for column in entry.columns:
            if column not in warehouse.get(table, ()):
                yield f"there is no column {table}.{column}: remove it from [tables.{table}]"
    for column in entries.shared:
        if column not in used:
            yield f"no table has a column {column}: remove it from [columns]"


def _table(name: str, entry: Mapping[str, Any]) -> TableEntry:
    where = f"tables.{name}"
    _check(where, entry, ("zh", "en", "grain"), ("note", "columns"))
    columns = entry.get("columns", {})
    return TableEntry(
        name,
        Text(entry["zh"], entry["en"]),
        _text(f"{where}.grain", entry["grain"]),
        _note(where, entry),
        {key: _column(f"{where}.columns.{key}", key, value) for key, value in columns.items()},
    )


def _column(where: str, name: str, entry: Mapping[str, Any]) -> ColumnEntry:
    _check(where, entry, _TEXTS, ("unit", "note"))
    text = Text(entry["zh"], entry["en"])
    return ColumnEntry(name, text, entry.get("unit", ""), _note(where, entry))


def _note(where: str, entry: Mapping[str, Any]) -> Text | None:
    return _text(f"{where}.note", entry["note"]) if "note" in entry else None


def _text(where: str, entry: Mapping[str, Any]) -> Text:
    _check(where, entry, _TEXTS, ())
    return Text(entry["zh"], entry["en"])


def _check(
    where: str, entry: Mapping[str, Any], required: Sequence[str], optional: Sequence[str]
) -> None:
    if missing := [key for key in required if not entry.get(key)]:
        raise RegistryError(f"{NAME} [{where}]: add {', '.join(missing)}")
    if unknown := [key for key in entry if key not in (*required, *optional)]:
        raise RegistryError(f"{NAME} [{where}]: {', '.join(unknown)} means nothing here")


def _joined(text: Text, note: Text | None, unit: str) -> str:
    zh, en = text.zh, text.en + unit
    return f"{zh}。{note.zh} | {en}. {note.en}" if note else f"{zh} | {en}"
