"""The command line: options in, steps called, words out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline import __version__, evidence, steps
from pipeline.book import crawled as crawled_tables
from pipeline.book import export, listing, terminal
from pipeline.book.notice import notice_word
from pipeline.book.notice_files import write_notices
from pipeline.book.revisions import list_revisions, print_revisions
from pipeline.check.waivers import WaiverError
from pipeline.crawl_commands import ingest, sources, warc
from pipeline.load.errors import LoadError
from pipeline.options import console as _console
from pipeline.options import home_of as _home
from pipeline.options import home_option as _home_option
from pipeline.options import lang_option as _lang_option
from pipeline.options import published as _published
from pipeline.options import waivers_option as _waivers_option
from pipeline.registry.tables import RegistryError
from pipeline.registry.words import Language, word
from pipeline.samplesite.command import sample_site as sample_site_command
from pipeline.samplesite.command import served_source
from pipeline.warehouse_commands import export as export_tables
from pipeline.warehouse_commands import rollback, sql

FAILED = 2
MOST_CAUSES = 100  # printed at the end of a run: beyond that a list is for a file


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gouji")
def main() -> None:
    """Gouji 勾稽: which yearly disclosure reports do not reconcile, and where.

    读取政府信息公开工作年度报告的三张表, 逐项核对勾稽关系。
    """


@main.command()
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
    type=click.Path(dir_okay=False, path_type=Path),
    help="A CSV file of the organs that must report; it is kept for later runs.",
)
@click.argument("more", nargs=-1)
@_waivers_option
@_home_option
@_lang_option
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

    home, console = _home(root), _console()
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
    with _progress(word("say", "reading", lang)) as advance, ExitStack() as stack:
        if sample_site:
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
    with _published(home, lang) as connection:
        _print_all(console, connection, lang)
    for refused in outcome.refused:
        console.print(word("say", "refused_path", lang, **refused), style="yellow")
    crawled_tables.print_crawl(console, outcome.crawled, outcome.sources, lang)
    counts = outcome.counts
    archived = {"documents": counts.get("given", 0), "added": counts.get("new", 0)}
    extracted = {"extracted": counts.get("extracted", 0), "already": counts.get("unchanged", 0)}
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
    terminal.print_findings(console, listing.standing(found), lang, most=MOST_CAUSES)
    terminal.print_reports(console, listing.list_reports(connection), lang)
    print_revisions(console, list_revisions(connection), lang)
    terminal.print_waivers(console, listing.list_waivers(connection), lang)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "output", type=click.Choice(["text", "json", "xlsx"]), default="text")
@click.option("--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="A warehouse, or a data folder: last year's report of each organ is taken from there.",
)
@_waivers_option
@_lang_option
def check(
    files: tuple[Path, ...],
    output: str,
    target: Path | None,
    against: Path | None,
    waivers: Path | None,
    lang: Language,
) -> None:
    """Judge drafts on their own, or against last year's reports: files, or folders of files.

    Ends with 0 where no error was found, 1 where some was, 2 where a file could not be read.
    """
    try:
        with (
            _progress(word("say", "reading", lang)) as advance,
            steps.judged_drafts(
                files,
                now=datetime.now(UTC),
                against=against,
                waivers=waivers,
                on_progress=advance,
            ) as (connection, intake),
        ):
            reports = listing.list_reports(connection)
            findings = listing.list_findings(connection)
            accepted = listing.list_waivers(connection)
    except (WaiverError, LoadError) as error:
        raise click.ClickException(str(error)) from error
    if output == "text":
        console = _console()
        terminal.print_findings(console, listing.standing(findings), lang)
        terminal.print_reports(console, reports, lang)
        terminal.print_waivers(console, accepted, lang)
    elif output == "json":
        _write(export.reports_json(reports, findings, lang).encode() + b"\n", target)
    else:
        _write(export.findings_xlsx(findings, lang), target)
    for refused in intake.refused:
        text = word("say", "refused_path", lang, path=refused.path, detail=refused.detail)
        click.echo(text, err=True)
    sys.exit(_verdict(reports, findings, bool(intake.refused)))


def _verdict(
    reports: list[listing.ReportLine], findings: list[listing.FindingLine], refused: bool
) -> int:
    unread = [r for r in reports if r.state not in ("read", "partial", "older_form")]
    empty = [r for r in reports if r.state == "partial" and not r.cells_read]
    if refused or unread or empty or not reports:
        return FAILED
    standing = listing.standing(findings)
    return int(any(f.outcome == "fail" and f.severity == "error" for f in standing))


class _progress:  # noqa: N801 - used as a function that opens a block
    """A bar on the error stream, which a redirected output stays free of."""

    def __init__(self, text: str) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=_console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(text, total=None)

    def __enter__(self) -> steps.Progress:
        self._bar.start()
        return lambda done, total: self._bar.update(self._task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


@main.command()
@click.option(
    "--format", "output", type=click.Choice(["table", "csv", "json", "xlsx"]), default="table"
)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
@_home_option
@_lang_option
def findings(output: str, target: Path | None, root: Path | None, lang: Language) -> None:
    """List what does not reconcile."""
    with _published(_home(root), lang) as connection:
        found = listing.current(listing.list_findings(connection))
        revisions = list_revisions(connection)
    if output == "table":
        terminal.print_findings(_console(), listing.standing(found), lang)
        print_revisions(_console(), revisions, lang)
        return
    _write(export.findings_bytes(found, output, lang), target)


@main.command()
@click.option("--organ", "organs", multiple=True, help="Only this organ; may be given repeatedly.")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the notices go (default: notices/ in the data folder).",
)
@_home_option
@_lang_option
def notice(organs: tuple[str, ...], folder: Path | None, root: Path | None, lang: Language) -> None:
    """Write a notice for each organ: what to change where, and how to answer (DOCX and HTML)."""
    home = _home(root)
    with _published(home, lang) as connection:
        found = listing.standing(listing.current(listing.list_findings(connection)))
    if unknown := sorted(set(organs) - {f.organ for f in found}):
        raise click.ClickException(notice_word("no_organ", lang, organ=unknown[0]))
    chosen = [f for f in found if not organs or f.organ in organs]
    target = folder or home.root / "notices"
    written = write_notices(chosen, target, lang, today=datetime.now().astimezone().date())
    if not written:
        click.echo(notice_word("none", lang))
        return
    for path in written:
        click.echo(path)
    click.echo(notice_word("done", lang, organs=len(written) // 2, folder=target))


def _write(data: bytes, target: Path | None) -> None:
    if target is not None:
        target.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)


@main.command()
@click.argument("identifier", metavar="FINDING")
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where pictures of PDF pages go (default: show/ beside the warehouse).",
)
@_home_option
@_lang_option
def show(identifier: str, folder: Path | None, root: Path | None, lang: Language) -> None:
    """Show where a finding stands: its cells, the lines of a text, the page of a PDF.

    FINDING is the id of a finding or of a cause, or how it begins.
    """
    home, console = _home(root), _console()
    with _published(home, lang) as connection:
        found = [
            f
            for f in listing.list_findings(connection)
            if f.finding_id.startswith(identifier) or f.cause_id.startswith(identifier)
        ]
    if not found:
        raise click.ClickException(word("say", "no_finding", lang, id=identifier))
    for finding in found:
        terminal.print_finding(console, finding, lang)
        terminal.print_lines(console, evidence.source_lines(home, finding))
        for path in evidence.write_pages(home, finding, folder or home.warehouse / "show"):
            console.print(word("say", "picture", lang, path=path), highlight=False)
        console.print()


@main.command()
@click.option("--port", default=3000, show_default=True)
@_home_option
def ui(port: int, root: Path | None) -> None:
    """Open the Dagster UI with the schedule's daemon, on this machine only."""
    from pipeline.orchestration.ui import serve

    sys.exit(serve(_home(root), port))


@main.command()
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


for command in (sources, ingest, warc, sql, export_tables, rollback, sample_site_command):
    main.add_command(command)

if __name__ == "__main__":
    main()
