"""Commands on sites and the archive: preview a source, keep a saved page, export a WARC."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline import steps
from pipeline.book import crawled as crawled_tables
from pipeline.options import console, home_of, home_option, lang_option
from pipeline.registry.sources import STARTER
from pipeline.registry.tables import RegistryError
from pipeline.registry.words import Language, refused_words, word


@click.group()
def sources() -> None:
    """The sites to crawl."""


@sources.command("check")
@click.argument("given", metavar="[FILE|URL]...", nargs=-1)
@click.option("--source", "names", multiple=True, help="Only the source of this id.")
@click.option("--allow-private", is_flag=True, help="Sites on this machine or a private network.")
@lang_option
def check_sources(
    given: tuple[str, ...], names: tuple[str, ...], allow_private: bool, lang: Language
) -> None:
    """Show what sources would fetch, with organ, year and reason: only listings are read.

    Without FILE, the starter sources that come with Gouji.
    """
    try:
        found = steps.candidates(
            given or [str(STARTER)], names, now=datetime.now(UTC), allow_private=allow_private
        )
    except RegistryError as error:
        raise click.ClickException(str(error)) from error
    crawled_tables.print_candidates(console(), [astuple(one) for one in found], lang)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The address at which the page was saved.")
@home_option
@lang_option
def ingest(file: Path, url: str, root: Path | None, lang: Language) -> None:
    """Keep a page saved in a browser as what stands at its address; `gouji run` then reads it.

    For pages that want a script to be run before they show themselves: those are never solved.
    """
    try:
        intake = steps.keep_saved(home_of(root), file, url, now=datetime.now(UTC))
    except RegistryError as error:
        raise click.ClickException(str(error)) from error
    for refused in intake.refused:
        text = refused_words(refused.path, refused.code, refused.detail, lang)
        raise click.ClickException(text)
    said = "ingested" if intake.added else "ingested_before"
    console().print(word("say", said, lang, url=url), highlight=False)


@click.command()
@click.option(
    "--out",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write (default: gouji.warc.gz in the data folder).",
)
@home_option
@lang_option
def warc(target: Path | None, root: Path | None, lang: Language) -> None:
    """Export everything that was ever fetched as one WARC file."""
    home = home_of(root)
    path = target or home.root / "gouji.warc.gz"
    if not home.manifest.exists():
        raise click.ClickException(word("say", "no_archive", lang, path=home.manifest))
    written = steps.write_warc(home, path)
    for url in written.missing:
        click.echo(word("say", "warc_missing", lang, url=url), err=True)
    counts = {"records": written.records, "responses": written.responses}
    console().print(word("say", "warc", lang, path=path, **counts), highlight=False)
