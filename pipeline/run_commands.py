"""Commands that run the whole line, open its UI, or write its pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import click
import duckdb
from rich.console import Console

from pipeline import steps
from pipeline.book import crawled as crawled_tables
from pipeline.book import listing, terminal
from pipeline.book.revisions import list_revisions, print_revisions
from pipeline.check.waivers import WaiverError
from pipeline.options import console as open_console
from pipeline.options import (
    home_of,
    home_option,
    lang_option,
    progress,
    published,
    waivers_option,
)
from pipeline.registry.tables import RegistryError
from pipeline.registry.words import Language, refused_words, word

MOST_CAUSES = 100  # printed at the end of a run: beyond that a list is for a file


@click.command()
@click.option(
    "--documents",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file or folder to take in; may be given several times, and more may follow it.",
)
@click.option("--sample", is_flag=True, help="Take in the built-in sample reports.")
@click.option(
    "--sample-site", is_flag=True, help="Serve the built-in sample site here, and crawl it."
)
@click.option(
    "--sources",
    multiple=True,
    metavar="FILE|URL",
    help="A file of sites to crawl, or the address of a listing page; more may follow it.",
)
@click.option("--allow-private", is_flag=True, help="Sites on this machine or a private network.")
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file of the organs that must report; it is kept for later runs.",
)
@click.argument("more", nargs=-1)
@waivers_option
@home_option
@lang_option
def run(
    paths: tuple[Path, ...],
    sources: tuple[str, ...],
    allow_private: bool,
    roster: Path | None,
    more: tuple[str, ...],
    sample: bool,
    sample_site: bool,
    waivers: Path | None,
    root: Path | None,
    lang: Language,
) -> None:
    """Take documents in, extract, build the warehouse, judge and publish it."""
    from pipeline.orchestration.run import run_job  # Dagster takes seconds to import

    home, console = home_of(root), open_console()
    crawled = [*sources, *(name for name in more if _is_source(name, sources))]
    given = [*paths, *(Path(name) for name in more if name not in crawled)]
    standing = (home.root / "sources.toml").exists()
    if not (
        given or crawled or sample or sample_site or roster or standing or home.manifest.exists()
    ):
        raise click.UsageError(word("say", "nothing", lang))
    _checked_sources(crawled)
    if roster is not None:
        _checked(lambda: steps.take_roster(home, roster))
    _checked(lambda: steps.given_waivers(waivers or home.waivers))
    with progress(word("say", "reading", lang)) as advance, ExitStack() as stack:
        if sample_site:
            from pipeline.samplesite.command import served_source

            crawled.append(str(stack.enter_context(served_source())))
        outcome = run_job(
            home,
            given,
            sample=sample,
            on_progress=advance,
            sources=crawled,
            allow_private=allow_private or sample_site,
            waivers=waivers,
        )
    if outcome.error is not None:
        console.print(word("say", "failed", lang, error=outcome.error), style="bold red")
        sys.exit(1)
    with published(home, lang) as connection:
        _print_all(console, connection, lang)
    for refused in outcome.refused:
        console.print(refused_words(**refused, lang=lang), style="yellow")
    crawled_tables.print_crawl(console, outcome.crawled, outcome.sources, lang)
    counts = outcome.counts
    archived = {"documents": counts.get("given", 0), "added": counts.get("new", 0)}
    extracted = {"extracted": counts.get("extracted", 0), "already": counts.get("unchanged", 0)}
    if archived["documents"]:  # a crawl has its own account
        console.print(word("say", "archived", lang, **archived), highlight=False)
    console.print(word("say", "extracted", lang, **extracted), highlight=False)
    if sample or sample_site:
        console.print(word("say", "samples", lang), highlight=False)
    console.print(word("say", "published", lang, path=home.database), highlight=False)
    console.print(word("say", "next", lang), highlight=False)


def _is_source(name: str, sources: tuple[str, ...]) -> bool:
    """Whether an argument goes on with the sources: addresses do, and TOML files behind one."""
    return "://" in name or (bool(sources) and name.endswith(".toml"))


def _checked_sources(given: list[str]) -> None:
    _checked(lambda: steps.given_sources(given))


def _checked(read: Callable[[], object]) -> None:
    try:
        read()
    except (RegistryError, WaiverError) as error:
        raise click.ClickException(str(error)) from error


def _print_all(console: Console, connection: duckdb.DuckDBPyConnection, lang: Language) -> None:
    found = listing.current(listing.list_findings(connection))
    reports = listing.list_reports(connection)
    if found or any(report.cells_read for report in reports):
        terminal.print_findings(console, listing.standing(found), lang, most=MOST_CAUSES)
    else:
        console.print(word("say", "nothing_read", lang))
    terminal.print_reports(console, reports, lang)
    print_revisions(console, list_revisions(connection), lang)
    terminal.print_waivers(console, listing.list_waivers(connection), lang)


@click.command()
@click.option("--port", default=3000, show_default=True)
@home_option
def ui(port: int, root: Path | None) -> None:
    """Open the Dagster UI with the schedule's daemon, on this machine only."""
    from pipeline.orchestration.ui import serve

    sys.exit(serve(home_of(root), port))


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Fail where a page is out of date.")
def docs(only_check: bool) -> None:
    """Write the pages under docs/ that come from the rules and the forms."""
    from pipeline.pages import stale_pages, undescribed, write_pages

    if missing := undescribed():
        raise click.ClickException("pipeline/registry/data/dictionary.toml: " + "; ".join(missing))
    if not only_check:
        write_pages()
        return
    if stale := stale_pages():
        raise click.ClickException(f"out of date, run `make docs`: {', '.join(stale)}")
