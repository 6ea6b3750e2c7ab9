"""Every cell of both forms is in the crosswalk, comparable or with the reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.registry import tables
from pipeline.registry.crosswalk import crosswalk
from pipeline.registry.forms import table_form
from pipeline.registry.tables import RegistryError


@pytest.mark.parametrize("layout", [2019, 2021])
@pytest.mark.parametrize("table_code", ["t2", "t3", "t4"])
def test_every_line_of_a_form_counts_one_concept(layout: int, table_code: str) -> None:
    form = table_form(table_code, layout)
    cells = form.cells if table_code == "t2" else {(line.line_code, "") for line in form.lines}
    found = [c for c in crosswalk() if (c.layout, c.table_code) == (layout, table_code)]
    assert {(c.line_code, c.column_code) for c in found} == set(cells)


def test_what_is_comparable_is_in_both_forms_and_nothing_else_is() -> None:
    layouts: dict[str, set[int]] = {}
    for concept in crosswalk():
        if concept.is_comparable:
            layouts.setdefault(concept.concept_code, set()).add(concept.layout)
    assert set(map(frozenset, layouts.values())) == {frozenset({2019, 2021})}


def test_figures_with_other_meanings_are_never_chained() -> None:
    lines = {c.column_code for c in crosswalk() if c.table_code == "t2" and c.is_comparable}
    assert lines == {"decisions"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,2019,t2,rules,in_force,0,,", "line 3: give reasons"),
        ("a,2019,t2,rules,in_force,1,x,x", "line 3: give reasons"),
        ("a,2019,t3,carried_in,,1,,", "line 3: 2019/t3/carried_in/ stands there already"),
    ],
)
def test_a_malformed_entry_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, message: str
) -> None:
    head = "concept_code,layout,table_code,line_code,column_code,is_comparable,reason_zh,reason_en"
    (tmp_path / "forms").mkdir()
    text = f"{head}\ncarried_in,2019,t3,carried_in,,1,,\n{line}\n"
    (tmp_path / "forms" / "crosswalk.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(RegistryError, match=message):
        crosswalk.__wrapped__()
