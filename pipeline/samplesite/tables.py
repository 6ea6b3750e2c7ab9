"""The statutory tables as HTML, straight from the registry's forms.

What must not go here: figures, and the words around the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from pipeline.registry.forms import FormLine, TableForm, group_labels, table_form
from pipeline.samplesite.cases import words

Printed = Mapping[tuple[str, str], tuple[str, ...]]
Box = tuple[str, int, int]  # text, colspan, rowspan
NOUGHT = "0"
BLANK = "_"
LABEL_COLUMNS = 3  # of table 3: outcomes, group, line


def table(code: str, layout: int, printed: Printed, *, word: bool = False) -> str:
    """Return one table of a layout with these figures; `word` adds a word processor's mark-up."""
    form = table_form(code, layout)
    rows = {"t2": _table2, "t3": _table3, "t4": _table4}[code](form, printed)
    body = "\n".join(f"<tr>{''.join(_cell(box, word) for box in row)}</tr>" for row in rows)
    return f'<table border="1">\n{body}\n</table>'


def values_of(form: TableForm, line_code: str, printed: Printed) -> tuple[str, ...]:
    """Return what is printed in a line: noughts where the data leave it out."""
    columns = form.columns_of(line_code)
    given = printed.get((form.table_code, line_code), (NOUGHT,) * len(columns))
    return tuple("" if text == BLANK else text for text in given)


def _cell(box: Box, word: bool) -> str:
    text, colspan, rowspan = box
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", colspan), ("rowspan", rowspan))
        if span > 1
    )
    inner = escape(text) or "&nbsp;"
    if word:
        inner = f'<p class="MsoNormal"><span lang="EN-US">{inner}<o:p></o:p></span></p>'
    return f"<td{spans}>{inner}</td>"


def _boxes(texts: tuple[str, ...]) -> list[Box]:
    return [(text, 1, 1) for text in texts]


def _table2(form: TableForm, printed: Printed) -> Iterator[list[Box]]:
    width = 1 + max(len(form.columns_of(line.line_code)) for line in form.lines)
    for group, entries in groupby(form.lines, key=lambda line: line.group_code):
        lines = list(entries)
        yield [(group_labels("t2")[group], width, 1)]
        columns = form.columns_of(lines[0].line_code)
        heads = tuple(form.column(code).labels[form.layout] for code in columns)
        yield _widened([(words()["table"]["clause_head"], 1, 1), *_boxes(heads)], width)
        for line in lines:
            label: Box = (line.labels[form.layout], 1, 1)
            yield _widened([label, *_boxes(values_of(form, line.line_code, printed))], width)


def _widened(row: list[Box], width: int) -> list[Box]:
    """Let the last box reach to the right edge."""
    text, colspan, rowspan = row[-1]
    return [*row[:-1], (text, colspan + width - sum(box[1] for box in row), rowspan)]


def _table3(form: TableForm, printed: Printed) -> Iterator[list[Box]]:
    said = words()["table"]
    heads = {column.column_code: column.labels[form.layout] for column in form.columns}
    organisations = tuple(head for code, head in heads.items() if code.startswith("org_"))
    first, *rest = [head for code, head in heads.items() if not code.startswith("org_")]
    yield [(said["rule"], LABEL_COLUMNS, 3), (said["applicants"], len(heads), 1)]
    spanning: list[Box] = [(head, 1, 2) for head in rest]
    yield [(first, 1, 2), (said["organisations"], len(organisations), 1), *spanning]
    yield _boxes(organisations)
    outcomes = [line for line in form.lines if line.role.startswith("outcome")]
    for line in form.lines:
        labels = _labels3(form, line, outcomes)
        yield [*labels, *_boxes(values_of(form, line.line_code, printed))]


def _labels3(form: TableForm, line: FormLine, outcomes: list[FormLine]) -> list[Box]:
    """Return the boxes left of the figures: the outcomes' own, the group's, the line's."""
    label = line.labels[form.layout]
    if line not in outcomes:
        return [(label, LABEL_COLUMNS, 1)]
    groups = group_labels("t3")
    boxes: list[Box] = [(groups["outcomes"], 1, len(outcomes))] if line is outcomes[0] else []
    if not line.group_code:
        return [*boxes, (label, LABEL_COLUMNS - 1, 1)]
    members = [other for other in outcomes if other.group_code == line.group_code]
    if line is members[0]:
        boxes.append((groups[line.group_code], 1, len(members)))
    return [*boxes, (label, 1, 1)]


def _table4(form: TableForm, printed: Printed) -> Iterator[list[Box]]:
    results = tuple(column.labels[form.layout] for column in form.columns)
    alone = [line for line in form.lines if not line.group_code]
    grouped = [line for line in form.lines if line.group_code]
    group = group_labels("t4")[grouped[0].group_code]
    width = len(results)
    heads: list[Box] = [(line.labels[form.layout], width, 1) for line in alone]
    yield [*heads, (group, width * len(grouped), 1)]
    below: list[Box] = [(line.labels[form.layout], width, 1) for line in grouped]
    yield [*((result, 1, 2) for _ in alone for result in results), *below]
    yield [(result, 1, 1) for _ in grouped for result in results]
    yield [box for line in form.lines for box in _boxes(values_of(form, line.line_code, printed))]
