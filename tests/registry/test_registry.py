"""The registry holds together: forms, identities, spellings, words of the law."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.registry import tables
from pipeline.registry.forms import (
    TABLES,
    expected_layout,
    form_columns,
    form_lines,
    identities,
    layouts,
    table_form,
)
from pipeline.registry.labels import best_spelling, column_spellings, line_spellings
from pipeline.registry.tables import RegistryError, read_csv, registry_digest

LAYOUTS = [layout.layout for layout in layouts()]


def test_cells_of_the_statutory_forms() -> None:
    counts = {
        (code, layout): len(table_form(code, layout).cells)
        for code in TABLES
        for layout in (2019, 2021)
    }
    assert counts == {
        ("t2", 2019): 22, ("t2", 2021): 10,
        ("t3", 2019): 161, ("t3", 2021): 175,
        ("t4", 2019): 15, ("t4", 2021): 15,
    }  # fmt: skip


def test_years_belong_to_layouts() -> None:
    assert expected_layout(2018) is None
    assert [expected_layout(year) for year in (2019, 2020, 2021)] == [2019, 2019, 2021]
    assert expected_layout(2999) == LAYOUTS[-1]
    for earlier, later in zip(layouts(), layouts()[1:], strict=False):
        assert earlier.last_year == later.first_year - 1
    assert layouts()[-1].last_year is None


def test_every_term_of_a_sum_is_in_a_form() -> None:
    lines = {(line.table_code, line.line_code) for line in form_lines()}
    columns = {(column.table_code, column.column_code) for column in form_columns()}
    for term in identities():
        known = lines if term.axis == "line" else columns
        assert (term.table_code, term.code) in known, term


def test_outcomes_are_the_leaves_and_all_of_them_are_summed() -> None:
    leaves = {x.line_code for x in form_lines() if x.is_leaf}
    assert leaves == {x.line_code for x in form_lines() if x.role == "outcome"}
    summed = {t.code for t in identities() if (t.rule_id, t.side) == ("T3-OUT", "rhs")}
    assert summed == leaves


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("table_code", TABLES)
def test_every_spelling_fits_its_own_line_best(table_code: str, layout: int) -> None:
    for spellings in (line_spellings(table_code, layout), column_spellings(table_code, layout)):
        for spelling in spellings:
            for text in (spelling.official, *spelling.bare):
                assert best_spelling(text, spellings, 0.9) is not None
                code, _ = best_spelling(text, spellings, 0.9) or ("", 0.0)
                assert code == spelling.code, f"{text} of {spelling.code} reads as {code}"


def test_a_broken_registry_file_names_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    (tmp_path / "a.csv").write_text("code,label\nx,1\ny\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"a\.csv line 3: give exactly 2 fields"):
        read_csv("a.csv", ("code",))
    with pytest.raises(RegistryError, match=r"a\.csv: add the column\(s\) unit"):
        read_csv("a.csv", ("code", "unit"))
    (tmp_path / "b.toml").write_text("x = ", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"b\.toml"):
        tables.read_toml("b.toml")


def test_any_change_of_the_registry_changes_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    registry_digest.cache_clear()
    before = registry_digest()
    (tmp_path / "a.csv").write_text("2", encoding="utf-8")
    registry_digest.cache_clear()
    assert registry_digest() != before
    registry_digest.cache_clear()
