"""Tables in a shape that the form does not have: read right, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import extract
from tests.corpus.containers import CONTAINERS, Renderer
from tests.corpus.damage import Case, sound
from tests.corpus.document import Box, BoxRow, Para, Part, Table, tables_of
from tests.corpus.figures import consistent
from tests.corpus.judge import lost, values, wrong

KINDS = ("html", "docx", "pdf", "text_indented", "text_bare", "text_tabbed", "markdown")
WITH_COLUMNS = ("html", "docx", "markdown")  # where every figure stands under its head
each_kind = pytest.mark.parametrize("render", [CONTAINERS[kind] for kind in KINDS], ids=KINDS)
with_columns = pytest.mark.parametrize("kind", WITH_COLUMNS)


def with_rows(case: Case, rows: list[BoxRow]) -> Case:
    table = replace(case.document.tables()["t3"], rows=tuple(rows))
    return replace(case, document=case.document.with_table(table))


def table3(case: Case) -> tuple[BoxRow, ...]:
    return case.document.tables()["t3"].rows


def reordered(case: Case) -> Case:
    """Print enterprises behind research institutes."""
    rows = []
    for at, row in enumerate(table3(case)):
        figures = [box for box in row if box.key]
        figures[1:3] = reversed(figures[1:3])
        heads = (row[1], row[0], *row[2:]) if at == 2 else row
        rows.append((*(b for b in row if not b.key), *figures) if figures else heads)
    return with_rows(case, rows)


def narrowed(case: Case) -> Case:
    """Leave the research institutes out."""
    head = "科研机构"
    rows = [
        tuple(
            replace(b, colspan=b.colspan - 1) if b.text in ("申请人情况", "法人或其他组织") else b
            for b in row
            if b.text != head and not (b.key and b.key[2] == "org_research")
        )
        for row in table3(case)
    ]
    return with_rows(case, rows)


def numbered(case: Case) -> Case:
    """Count the rows in a column of their own."""
    return with_rows(case, [(Box(f"{n}"), *row) for n, row in enumerate(table3(case), start=1)])


def remarked(case: Case) -> Case:
    """Leave room for remarks behind the figures."""
    texts = ["备注", *("" if n % 5 else "含补正" for n in range(1, len(table3(case))))]
    rows = zip(table3(case), texts, strict=True)
    return with_rows(case, [(*row, Box(text)) for row, text in rows])


@pytest.mark.parametrize("change", [reordered, narrowed, numbered, remarked])
@each_kind
def test_no_figure_is_put_in_another_column(render: Renderer, change: object) -> None:
    case = change(sound(consistent(1, 2021)))  # type: ignore[operator]  # a function of the case
    assert wrong(case, extract(render(case.document)).report) == []


@with_columns
@pytest.mark.parametrize("change", [reordered, numbered, remarked])
def test_figures_under_their_heads_are_found(kind: str, change: object) -> None:
    case = change(sound(consistent(1, 2021)))  # type: ignore[operator]  # a function of the case
    assert lost(case, extract(CONTAINERS[kind](case.document)).report) == []


@each_kind
@pytest.mark.parametrize("code", ["t2", "t3", "t4"])
def test_a_table_printed_again_with_another_figure_leaves_that_figure_open(
    render: Renderer, code: str
) -> None:
    """A draft beside its correction: nobody can tell which of the two holds."""
    case = sound(consistent(1, 2021))
    table = case.document.tables()[code]
    key = next(b.key for row in table.rows for b in row if b.key and b.text not in ("", "0"))
    again = tuple(
        tuple(replace(b, text=f"{b.text}7") if b.key == key else b for b in row)
        for row in table.rows
    )
    parts: list[Part] = []
    for part in case.document.parts:
        parts.append(part)
        if isinstance(part, Table) and part.code == code:
            parts += [Para("更正后的表如下所示，请以其为准。"), replace(part, rows=again)]
    report = extract(render(replace(case.document, parts=tuple(parts)))).report
    assert wrong(case, report) == []
    assert {found[0] for found in lost(case, report)} == {key}
    assert "parse.table_twice" in {issue.code for issue in report.issues}


@each_kind
@pytest.mark.parametrize("code", ["t2", "t3", "t4"])
def test_of_two_tables_the_first_is_read_and_the_other_named(render: Renderer, code: str) -> None:
    case = sound(consistent(1, 2021))
    second = tables_of(consistent(2, 2021))[code]
    parts: list[Part] = []
    for part in case.document.parts:
        between = (Para("其中办公室一家的情况另列一表。"), second)
        is_table = isinstance(part, Table) and part.code == code
        parts += (part, *between) if is_table else (part,)
    report = extract(render(replace(case.document, parts=tuple(parts)))).report
    assert values(report) == dict(case.figures.truth)
    assert "parse.duplicate_row" in {issue.code for issue in report.issues}
