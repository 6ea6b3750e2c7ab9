"""Tables of crawls for the terminal: how addresses ended, what a source would fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.registry.words import Language, word

COLUMNS = ("source", "organ", "year", "kind", "reason", "fetch_state", "link", "url")
GOOD = ("fetched", "not_modified", "duplicate_of")


def print_crawl(
    console: Console,
    states: Mapping[str, int],
    sources: Sequence[Mapping[str, object]],
    lang: Language,
) -> None:
    """Print what became of the addresses, their sum, and each source against what it had before."""
    if not states:
        return
    table = Table(box=box.SIMPLE, title=word("say", "crawl", lang))
    table.add_column(word("column", "fetch_state", lang))
    table.add_column(word("column", "addresses", lang), justify="right")
    for state, count in sorted(states.items(), key=lambda item: (item[0] not in GOOD, -item[1])):
        table.add_row(word("fetch", state, lang), str(count))
    console.print(table)
    total = sum(states.values())
    console.print(word("say", "discovered", lang, count=total), highlight=False)
    for source in sources:
        before = source["before"] if source["before"] is not None else "-"
        said = word("say", "source_found", lang, **{**source, "before": before})
        console.print(said + _years(source), highlight=False)
        if isinstance(fewer := source.get("fewer"), Mapping):
            told = word("say", "source_fewer", lang, source=source["source"], **fewer)
            console.print(told, highlight=False, style="yellow")


def _years(source: Mapping[str, object]) -> str:
    """Return the reports of a source by the year they are of, the latest first."""
    years = source.get("years")
    if not isinstance(years, Mapping) or not years:
        return ""
    return "  " + "  ".join(f"{year}: {count}" for year, count in years.items())


def print_candidates(console: Console, rows: Sequence[Sequence[object]], lang: Language) -> None:
    """Print what a source would fetch.

    Rows are source, address, title, kind, organ, year, reason and state.
    """
    table = Table(box=box.SIMPLE)
    for column in COLUMNS:
        table.add_column(word("column", column, lang), overflow="fold")
    for source, url, title, kind, organ, year, reason, state in rows:
        table.add_row(
            str(source),
            str(organ or "-"),
            str(year or "-"),
            word("link_kind", str(kind), lang),
            word("reason", str(reason or "start"), lang),
            word("fetch", str(state), lang),
            str(title or "-"),
            str(url),
        )
    console.print(table)
    console.print(word("say", "candidates", lang, count=len(rows)), highlight=False)
