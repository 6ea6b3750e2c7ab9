"""The pages under docs/ that are written from rules, forms and schema, never by hand.

What must not go here: anything a person words; such pages are ordinary files under docs/.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import example_pages
from pipeline.check.rules import load_rules
from pipeline.paths import PROJECT
from pipeline.registry.forms import TABLES, TableForm, layouts, table_form
from pipeline.registry.tables import read_toml

DOCS = PROJECT / "docs"
NOTICE = "<!-- Written by `make docs`; edit what it is made from, not this page. -->\n\n"


def render_pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    pages = {
        "rules.md": _rules_page(),
        "forms.md": _forms_page(),
        "states.md": _states_page(),
        **example_pages.rendered()[0],
    }
    return {name: NOTICE + text.rstrip() + "\n" for name, text in pages.items()}


def write_pages() -> None:
    """Write the generated pages."""
    for name, text in render_pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


def stale_pages() -> list[str]:
    """Return the names of pages that differ from what would be written."""
    return [
        name
        for name, text in render_pages().items()
        if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    ]


def undescribed() -> tuple[str, ...]:
    """Return what the dictionary of the warehouse lacks or has too much of."""
    return example_pages.rendered()[1]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _rules_page() -> str:
    rows = [
        (
            f"`{r.id}`",
            r.version,
            r.severity,
            f"{r.years[0]}–{r.years[1] or ''}",
            r.title_zh,
            r.title_en,
            r.unit,
            r.authority,
        )
        for r in load_rules()
    ]
    head = ("id", "version", "severity", "years", "规则", "rule", "unit", "authority")
    return (
        "# Rules\n\nOne file in `sql/assertions/` each. Every unit is judged `pass`, `fail` or "
        "`undecided`; [how blanks are judged](judging.md).\n\n" + _table(head, rows)
    )


def _forms_page() -> str:
    parts = ["# Forms\n\nThe statutory tables by layout, from `pipeline/registry/data/forms/`."]
    for layout in layouts():
        years = f"{layout.first_year}–{layout.last_year or ''}"
        parts.append(f"## Layout {layout.layout} (report years {years}, {layout.authority})")
        parts += [_form_part(table_form(code, layout.layout)) for code in TABLES]
    return "\n\n".join(parts)


def _form_part(form: TableForm) -> str:
    rows = [
        (
            f"`{line.line_code}`",
            line.labels[form.layout],
            line.label_en,
            ", ".join(f"`{column}`" for column in form.columns_of(line.line_code))
            if form.table_code == "t2"
            else len(form.columns_of(line.line_code)),
        )
        for line in form.lines
    ]
    columns = [
        (f"`{c.column_code}`", c.labels[form.layout], c.label_en, c.kind, c.unit)
        for c in form.columns
    ]
    return (
        f"### `{form.table_code}`: {len(form.cells)} cells\n\n"
        + _table(("line", "label", "meaning", "columns"), rows)
        + "\n\n"
        + _table(("column", "label", "meaning", "kind", "unit"), columns)
    )


def _states_page() -> str:
    words = read_toml("words.toml")
    states = [(f"`{code}`", w["zh"], w["en"]) for code, w in words["state"].items()]
    issues = [(f"`{code}`", w["zh"], w["en"]) for code, w in sorted(words["issue"].items())]
    return (
        "# States and issues\n\nEvery document ends in one state (`dim_report.read_state`). What "
        "was not understood is an issue with a code and a place (`fact_issue`).\n\n"
        + _table(("state", "中文", "meaning"), states)
        + "\n\n## Issues\n\n"
        + _table(("code", "中文", "meaning"), issues)
    )
