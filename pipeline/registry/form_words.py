"""Places of a form in its own words: tables, lines, columns, cells, sections.

What must not go here: figures; Chinese text (the registry holds it).
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.registry.forms import FormColumn, FormLine, form_columns, form_lines, group_labels
from pipeline.registry.rules import has_word, rule_word
from pipeline.registry.sums import line_codes, scope_parts
from pipeline.registry.words import Language


def _label(item: FormLine | FormColumn, layout: int | None, lang: Language) -> str:
    if lang == "en":
        return item.label_en
    return item.labels.get(layout or 0, item.label_zh)


@lru_cache(maxsize=4096)
def place_words(scope: str, layout: int | None, lang: Language) -> str:
    """Return a scope in the words of the form."""
    if words := _claimed_words(scope, layout, lang):
        return words
    parts = scope_parts(scope)
    if has_word("part", parts.table):
        return rule_word("part", parts.table, lang)
    names = {"table": rule_word("table", parts.table, lang)}
    for line in form_lines():
        if (line.table_code, line.line_code) == (parts.table, parts.line):
            names["line"] = _line_words(line, layout, lang)
    for column in form_columns():
        if (column.table_code, column.column_code) == (parts.table, parts.column):
            names["column"] = _column_words(column, layout, lang)
    if len(names) == 1:
        return names["table"]
    kind = "cell" if len(names) == 3 else "line" if "line" in names else "column"
    return rule_word("place", kind, lang).format(**names)


def _claimed_words(scope: str, layout: int | None, lang: Language) -> str | None:
    """Return several lines, or a group of them, in the words of the form; None for other scopes."""
    table, *rest = scope.split(".")
    if len(rest) != 2 or rest[0] in line_codes(table):
        return None
    known = {x.line_code: _label(x, layout, lang) for x in form_lines() if x.table_code == table}
    groups = group_labels(table, lang)
    names = [known.get(term) or groups[term] for term in rest[0].split("+")]
    column = next(c for c in form_columns() if (c.table_code, c.column_code) == (table, rest[1]))
    return rule_word("place", "cell", lang).format(
        table=rule_word("table", table, lang),
        line=rule_word("place", "and", lang).join(names),
        column=_column_words(column, layout, lang),
    )


def _line_words(line: FormLine, layout: int | None, lang: Language) -> str:
    label = _label(line, layout, lang)
    group = group_labels(line.table_code).get(line.group_code)
    if group is None or line.table_code == "t2":
        return label
    return rule_word("place", "group", lang).format(group=group, line=label)


def _column_words(column: FormColumn, layout: int | None, lang: Language) -> str:
    label = _label(column, layout, lang)
    if column.table_code == "t3" and has_word("column_heading", column.column_code):
        return rule_word("column_heading", column.column_code, lang) + label
    return label
