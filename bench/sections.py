"""Sections of docs/accuracy.md that have a command of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.paths import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- begin {name}: `python -m bench.{name}` -->", f"<!-- end {name} -->"


def kept_section(name: str) -> list[str]:
    """Return the lines of a section as it stands on the page, nothing where it has none."""
    begin, end = _marks(name)
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    if begin not in lines or end not in lines:
        return []
    return lines[lines.index(begin) : lines.index(end) + 1]


def write_section(name: str, title: str, lines: Sequence[str]) -> None:
    """Put a section onto the page: in place of the one of that name, else at the end."""
    begin, end = _marks(name)
    new = [begin, f"## {title}", "", *lines, end]
    page = PAGE.read_text(encoding="utf-8").splitlines()
    if old := kept_section(name):
        at = page.index(old[0])
        page[at : at + len(old)] = new
    else:
        page += ["", *new]
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")
