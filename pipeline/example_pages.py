"""The pages that need a filled warehouse: its dictionary, and the example queries with answers.

The warehouse is that of the samples and the sample site's reports, made here and thrown away.
What must not go here: wording of the dictionary (the registry has it), queries (sql/examples/).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import duckdb

from pipeline.check.runner import judge
from pipeline.extract import extract
from pipeline.load.describe import columns, objects
from pipeline.load.parts import write_part
from pipeline.load.release import SCHEMA_VERSION, Stamp, write_release
from pipeline.load.warehouse import build
from pipeline.paths import SAMPLES, SQL, Home
from pipeline.records import Document, Extraction
from pipeline.registry.dictionary import dictionary, problems
from pipeline.samplesite.cases import reports
from pipeline.samplesite.pages import report_page

VERSION = "sample"
MOST_ROWS = 8  # of an answer on the page
SEEN = datetime(2024, 1, 15, tzinfo=UTC)
REVISED = "finance-2022"  # one report that was changed after it was first seen
_TYPES = """
    select table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database() and schema_name = 'main' and not internal
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One query of sql/examples with its question in both languages."""

    name: str
    zh: str
    en: str
    query: str


@lru_cache
def examples() -> tuple[Example, ...]:
    """Return the example queries in name order.

    Raises:
        ValueError: a file does not begin with its question in both languages.
    """
    found = []
    for path in sorted((SQL / "examples").glob("*.sql")):
        query = path.read_text(encoding="utf-8")
        lines = query.splitlines()
        if len(lines) < 2 or lines[0][:7] != "-- zh: " or lines[1][:7] != "-- en: ":
            raise ValueError(f"{path.name}: begin with `-- zh:` and `-- en:`, the question")
        found.append(Example(path.stem, lines[0][7:], lines[1][7:], query))
    return tuple(found)


@lru_cache
def rendered() -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the pages by file name, and what the dictionary lacks or has too much of."""
    with sample_warehouse() as connection:
        found = columns(connection)
        pages = {
            "dictionary.md": dictionary_page(connection),
            "examples.md": examples_page(connection),
        }
    return pages, tuple(problems(found))


@contextmanager
def sample_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Build and judge the warehouse of all sample reports; it goes away at the end."""
    found = list(_extracted())
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        home = Home(Path(folder))
        write_part([extraction for extraction, _ in found], home, VERSION)
        documents = [document for _, document in found]
        with build(home, VERSION, documents) as made:
            judge(made.connection)
            write_release(made.connection, VERSION, Stamp(None, SEEN))
            yield made.connection


def _extracted() -> Iterator[tuple[Extraction, Document]]:
    """Yield the reports of the sample site, one of them twice, and the samples of the package."""
    pages = {f"{name}.html": report_page(report) for name, report in reports().items()}
    later = f"{REVISED}-changed.html"
    pages[later] = report_page(reports()[REVISED], "figures")
    for path in sorted(SAMPLES.iterdir()):
        pages[path.name] = path.read_bytes()
    for name, data in pages.items():
        extraction = extract(data)
        seen = SEEN + timedelta(days=60 if name == later else 0)
        yield extraction, Document(extraction.sha256, len(data), seen, VERSION, name)


def dictionary_page(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the page of every table, view and column."""
    types = {(t, c): kind for t, c, kind in connection.execute(_TYPES).fetchall()}
    kinds = objects(connection)
    parts = [
        "# Dictionary 数据字典",
        f"Every table and view of `gouji.duckdb`, schema `main`, version {SCHEMA_VERSION}. The "
        "same words stand in the file as comments: the column `comment` of `duckdb_columns()`.",
        "[Tables](#tables) carry what was reported, [views](#views) what people ask of it; "
        "[examples](examples.md) show both at work.",
    ]
    for kind, title in (("table", "Tables"), ("view", "Views")):
        parts.append(f"## {title}")
        for table, names in columns(connection).items():
            if kinds[table] == kind:
                parts.append(_table_part(table, [(name, types[table, name]) for name in names]))
    return "\n\n".join(parts)


def _table_part(table: str, named: Sequence[tuple[str, str]]) -> str:
    entry = dictionary().tables.get(table)
    lines = [f"### `{table}`"]
    if entry is not None:
        lines.append(f"**{entry.text.zh}** · {entry.text.en}")
        lines.append(f"一行：{entry.grain.zh} · one row: {entry.grain.en}")
        if entry.note is not None:
            lines.append(f"> {entry.note.zh} {entry.note.en}")
    rows = []
    for name, data_type in named:
        column = dictionary().column(table, name)
        if column is None:
            rows.append((f"`{name}`", data_type.lower(), "", "", "", ""))
            continue
        note = f"{column.note.zh} {column.note.en}" if column.note else ""
        texts = (column.text.zh, column.text.en, column.unit, note)
        rows.append((f"`{name}`", data_type.lower(), *texts))
    lines.append(markdown(("column", "type", "含义", "meaning", "unit", "note"), rows))
    return "\n\n".join(lines)


def examples_page(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the page of questions, queries, and their answers on the sample site's reports."""
    parts = [
        "# Examples 查询示例",
        "Questions that offices and researchers ask, each a file in `sql/examples/`: "
        '`gouji sql "$(cat sql/examples/NAME.sql)"`. The answers are of the samples, reports of '
        f"invented organs, {MOST_ROWS} rows at most.",
    ]
    for example in examples():
        cursor = connection.execute(example.query)
        heads = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
        more = f"\n\n… {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
        answer = markdown(heads, rows[:MOST_ROWS]) + more if rows else "No row: 没有。"
        statement = "\n".join(example.query.rstrip().splitlines()[2:])
        parts.append(
            f"## {example.zh}\n\n{example.en} · `{example.name}.sql`\n\n"
            f"```sql\n{statement}\n```\n\n{answer}"
        )
    return "\n\n".join(parts)


def markdown(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a Markdown table; a missing value is an empty cell."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    return str(value).replace("|", "\\|").replace("\n", " ")
