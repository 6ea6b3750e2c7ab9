"""Reports that were changed after they were first seen, in words.

What must not go here: which change is a revision (that is decided when the warehouse is built).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb
from rich.console import Console

from pipeline.paths import SQL
from pipeline.registry.words import Language, word

MOST_CELLS = 20  # printed; the rest are counted


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell as it was and as it is; `level` is `figures`, or `conflict` with another address."""

    level: str
    organ: str
    year: int
    line_zh: str
    line_en: str
    column_zh: str
    column_en: str
    old: str
    new: str
    seen: date


@dataclass(frozen=True, slots=True)
class Revisions:
    """How many reports were changed in their figures or words, or stand elsewhere otherwise."""

    figures: int
    texts: int
    conflicts: int
    cells: tuple[ChangedCell, ...]

    def cells_of(self, level: str) -> int:
        """Return how many cells differ at that level."""
        return sum(cell.level == level for cell in self.cells)


def list_revisions(connection: duckdb.DuckDBPyConnection) -> Revisions:
    """Return what the warehouse knows of revisions."""
    levels = [row[0] for row in connection.execute(_statement("revisions")).fetchall()]
    cells = connection.execute(_statement("revision_cells")).fetchall()
    figures, texts, conflicts = (levels.count(x) for x in ("figures", "text", "conflict"))
    return Revisions(figures, texts, conflicts, tuple(ChangedCell(*row) for row in cells))


def print_revisions(console: Console, found: Revisions, lang: Language) -> None:
    """Print what was revised, cell by cell, and what is in conflict; nothing where nothing is."""
    if found.figures or found.texts:
        cells = found.cells_of("figures")
        said = word("say", "revised", lang, reports=found.figures, cells=cells, texts=found.texts)
        console.print(said, style="bold", highlight=False)
        _print_cells(console, found, "figures", lang)
    if found.conflicts:
        cells = found.cells_of("conflict")
        said = word("say", "conflicts", lang, reports=found.conflicts, cells=cells)
        console.print(said, style="bold", highlight=False)
        _print_cells(console, found, "conflict", lang)


def _print_cells(console: Console, found: Revisions, level: str, lang: Language) -> None:
    cells = [cell for cell in found.cells if cell.level == level]
    for cell in cells[:MOST_CELLS]:
        words = {
            "organ": cell.organ,
            "year": cell.year,
            "line": cell.line_zh if lang == "zh" else cell.line_en,
            "column": cell.column_zh if lang == "zh" else cell.column_en,
            "old": cell.old or "□",
            "new": cell.new or "□",
            "seen": cell.seen,
        }
        console.print("  " + word("say", "revised_cell", lang, **words), highlight=False)
    if len(cells) > MOST_CELLS:
        more = len(cells) - MOST_CELLS
        console.print("  " + word("say", "more_cells", lang, more=more), highlight=False)


def _statement(name: str) -> str:
    return (SQL / "book" / f"{name}.sql").read_text(encoding="utf-8")
