"""Commands on findings: judge drafts, list findings, show where one stands, write notices."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import click

from pipeline import steps
from pipeline.book import listing, terminal
from pipeline.book.notice import notice_word
from pipeline.book.revisions import list_revisions, print_revisions
from pipeline.check.waivers import WaiverError
from pipeline.load.errors import LoadError
from pipeline.options import (
    console,
    home_of,
    home_option,
    lang_option,
    load_words,
    progress,
    published,
    refuse_terminal,
    refuse_unwritable,
    waivers_option,
)
from pipeline.registry.words import Language, refused_words, word

FAILED = 2


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help="The form of the output.",
)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="A warehouse, or a data folder: last year's report of each organ is taken from there.",
)
@waivers_option
@lang_option
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
    refuse_terminal(output, target, lang)
    refuse_unwritable(target, lang)
    try:
        with (
            progress(word("say", "reading", lang)) as advance,
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
    except LoadError as error:
        raise click.ClickException(load_words(error, lang)) from error
    except WaiverError as error:
        raise click.ClickException(str(error)) from error
    screen = console()
    refused_files = [
        (str(one.path), refused_words(one.path, one.code, one.detail, lang))
        for one in intake.refused
    ]
    if output == "text":
        if findings or any(report.cells_read for report in reports):
            terminal.print_findings(screen, listing.standing(findings), lang)
        else:
            screen.print(word("say", "nothing_read", lang))
        terminal.print_reports(screen, reports, lang)
        terminal.print_waivers(screen, accepted, lang)
    elif output == "json":
        _write(_export().reports_json(reports, findings, lang).encode() + b"\n", target)
    else:
        _write(_workbook(findings, lang, reports, refused_files), target)
    for _, said in refused_files:
        click.echo(said, err=True)
    sys.exit(_verdict(reports, findings, bool(intake.refused)))


def _export() -> ModuleType:
    """Return the module that writes files: what it needs takes half a second to import."""
    from pipeline.book import export

    return export


def _workbook(
    found: Sequence[listing.FindingLine],
    lang: Language,
    reports: Sequence[listing.ReportLine],
    refused: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the workbook of findings; what writes it is imported only where it is asked for."""
    from pipeline.book import sheet

    try:
        return sheet.findings_xlsx(found, lang, reports, refused)
    except sheet.SheetFullError as error:
        raise click.ClickException(str(error)) from error


def _verdict(
    reports: list[listing.ReportLine], findings: list[listing.FindingLine], refused: bool
) -> int:
    unread = [r for r in reports if r.state not in ("read", "partial", "older_form")]
    empty = [r for r in reports if r.state == "partial" and not r.cells_read]
    if refused or unread or empty or not reports:
        return FAILED
    standing = listing.standing(findings)
    return int(any(f.outcome == "fail" and f.severity == "error" for f in standing))


@click.command()
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
    default="table",
    help="The form of the output.",
)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
@home_option
@lang_option
def findings(output: str, target: Path | None, root: Path | None, lang: Language) -> None:
    """List what does not reconcile."""
    refuse_terminal(output, target, lang)
    refuse_unwritable(target, lang)
    with published(home_of(root), lang) as connection:
        found = listing.current(listing.list_findings(connection))
        reports = [r for r in listing.list_reports(connection) if r.is_current]
        revisions = list_revisions(connection)
    if output == "table":
        screen = console()
        terminal.print_findings(screen, listing.standing(found), lang)
        print_revisions(screen, revisions, lang)
        return
    if output == "xlsx":
        _write(_workbook(found, lang, reports), target)
        return
    _write(_export().findings_bytes(found, output), target)


@click.command()
@click.option("--organ", "organs", multiple=True, help="Only this organ; may be given repeatedly.")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the notices go (default: notices/ in the data folder).",
)
@home_option
@lang_option
def notice(organs: tuple[str, ...], folder: Path | None, root: Path | None, lang: Language) -> None:
    """Write a notice for each organ: what to change where, and how to answer (DOCX and HTML)."""
    home = home_of(root)
    with published(home, lang) as connection:
        found = listing.standing(listing.current(listing.list_findings(connection)))
    if unknown := sorted(set(organs) - {f.organ for f in found}):
        raise click.ClickException(notice_word("no_organ", lang, organ=unknown[0]))
    chosen = [f for f in found if not organs or f.organ in organs]
    target = folder or home.root / "notices"
    from pipeline.book.notice_files import write_notices  # Word and HTML: only where asked for

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


@click.command()
@click.argument("identifier", metavar="FINDING")
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where pictures of PDF pages go (default: show/ beside the warehouse).",
)
@home_option
@lang_option
def show(identifier: str, folder: Path | None, root: Path | None, lang: Language) -> None:
    """Show where a finding stands: its cells, the lines of a text, the page of a PDF.

    FINDING is the id of a finding or of a cause, or how it begins.
    """
    home, screen = home_of(root), console()
    with published(home, lang) as connection:
        found = [
            f
            for f in listing.list_findings(connection)
            if f.finding_id.startswith(identifier) or f.cause_id.startswith(identifier)
        ]
    if not found or not identifier:  # nothing would be how every id begins
        raise click.ClickException(word("say", "no_finding", lang, id=identifier))
    from pipeline import evidence  # the readers of pictures and pages: only where they are shown

    for finding in found:
        terminal.print_finding(screen, finding, lang)
        lines = evidence.source_lines(home, finding)
        pages = evidence.write_pages(home, finding, folder or home.warehouse / "show")
        terminal.print_lines(screen, lines)
        if not (lines or pages):
            terminal.print_rows(screen, evidence.source_rows(home, finding))
        for path in pages:
            screen.print(word("say", "picture", lang, path=path), highlight=False)
        screen.print()
