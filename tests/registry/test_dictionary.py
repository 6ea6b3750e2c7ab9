"""The dictionary and the warehouse have the same tables and columns, and say so when not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.load.describe import columns
from pipeline.load.warehouse import build
from pipeline.paths import Home
from pipeline.registry import tables
from pipeline.registry.dictionary import dictionary, problems
from pipeline.registry.tables import RegistryError, read_toml, registry_digest


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the file of another dictionary."""
    monkeypatch.setattr(tables, "DATA", tmp_path)
    read_toml.cache_clear()
    dictionary.cache_clear()
    yield tmp_path / "dictionary.toml"
    read_toml.cache_clear()
    dictionary.cache_clear()


def test_everything_in_the_warehouse_is_described(home: Home) -> None:
    with build(home, "test", []) as made:
        assert list(problems(columns(made.connection))) == []


def test_what_is_missing_or_stale_is_named() -> None:
    found = list(problems({"dim_new": ["organ_key", "odd"]}))
    assert found[:2] == [
        "describe dim_new: add [tables.dim_new]",
        "describe dim_new.odd: add it to [columns] or [tables.dim_new]",
    ]
    assert "there is no table or view v_report: remove [tables.v_report]" in found
    assert any(text.startswith("there is no column dim_report.scope") for text in found)
    assert "no table has a column total: remove it from [columns]" in found


def test_the_published_file_explains_itself(home: Home) -> None:
    with build(home, "test", []) as made:
        made.publish()
    with duckdb.connect(home.database, read_only=True) as reader:
        silent = reader.execute(
            "select table_name, column_name from duckdb_columns() "
            "where not internal and comment is null"
        ).fetchall()
        comments = dict(
            reader.execute("select view_name, comment from duckdb_views() where not internal")
            .fetchall()
        )  # fmt: skip
        unit = reader.execute(
            "select comment from duckdb_columns() "
            "where table_name = 'v_rates' and column_name = 'carry_rate'"
        ).fetchall()[0][0]
    assert silent == []
    assert comments["v_request_leaf"].endswith("A blank stays NULL.")
    assert "[0–1]" in unit


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[columns]\na = { zh = '甲' }\n[tables]", r"\[columns\.a\]: add en"),
        ("[columns]\na = { zh = '甲', en = 'a', size = 3 }\n[tables]", "size means nothing"),
        ("[columns]\n[tables.t]\nzh = '表'\nen = 't'", r"\[tables\.t\]: add grain"),
        (
            "[columns]\n[tables.t]\nzh = '表'\nen = 't'\ngrain = { zh = '行', en = 'row' }\n"
            "note = { zh = '注' }",
            r"\[tables\.t\.note\]: add en",
        ),
    ],
)
def test_a_broken_entry_is_refused_by_name(words: Path, text: str, problem: str) -> None:
    words.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=problem):
        dictionary()


def test_new_words_do_not_have_documents_read_again(words: Path) -> None:
    words.write_text("[columns]", encoding="utf-8")
    registry_digest.cache_clear()
    before = registry_digest()
    words.write_text("[columns]\n# other words", encoding="utf-8")
    registry_digest.cache_clear()
    assert registry_digest() == before
    registry_digest.cache_clear()
