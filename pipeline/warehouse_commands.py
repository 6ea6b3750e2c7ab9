"""Commands on the published warehouse: query it, export it, go back to the one before."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
import duckdb

from pipeline.book.dataset import FORMATS, ExportError, write_dataset
from pipeline.load.errors import LoadError
from pipeline.load.publication import roll_back
from pipeline.load.release import read_release
from pipeline.options import (
    PIPE_WIDTH,
    home_of,
    home_option,
    lang_option,
    load_words,
    published,
)
from pipeline.paths import Home
from pipeline.registry.words import Language, word


@click.command()
@click.argument("query", required=False)
@home_option
@lang_option
def sql(query: str | None, root: Path | None, lang: Language) -> None:
    """Query the warehouse, read-only. Without QUERY, statements are read from the input.

    The file is opened for each statement, so that every answer is of the latest publication.
    """
    home = home_of(root)
    if query is not None:
        _show(home, query, lang)
        return
    if sys.stdin.isatty():
        click.echo(word("say", "prompt", lang))
    for statement in duckdb.extract_statements(_typed() or sys.stdin.read()):
        _show(home, statement.query, lang)


def _typed() -> str:
    """Return lines up to an empty one where somebody types; nothing where input is piped."""
    if not sys.stdin.isatty():
        return ""
    lines = []
    while (line := sys.stdin.readline()).strip():
        lines.append(line)
    return "".join(lines)


def _show(home: Home, query: str, lang: Language) -> None:
    with published(home, lang) as connection:
        release = read_release(connection, home.database)
        try:
            relation = connection.sql(query)
            if relation is not None:
                relation.show(max_width=shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)
        except duckdb.Error as error:
            raise click.ClickException(word("say", "bad_query", lang, error=error)) from error
    named = {"release": release.release, "version": release.schema_version}
    click.echo(word("say", "cite", lang, **named), err=True)


@click.command()
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder, an empty one, or one of an earlier export, which is replaced.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="The form of the files.",
)
@home_option
@lang_option
def export(folder: Path, form: str, root: Path | None, lang: Language) -> None:
    """Write every table and view, with a descriptor of all columns beside them."""
    with published(home_of(root), lang) as connection:
        try:
            written = write_dataset(connection, folder, form, lang)
        except ExportError as error:
            raise click.ClickException(str(error)) from error
    for name, rows in written.left_out.items():
        click.echo(word("say", "left_out", lang, name=name, rows=rows), err=True)
    click.echo(word("say", "exported", lang, count=len(written.tables), path=folder))


@click.command()
@home_option
@lang_option
def rollback(root: Path | None, lang: Language) -> None:
    """Publish the previous generation of the warehouse again."""
    try:
        release = roll_back(home_of(root))
    except LoadError as error:
        raise click.ClickException(load_words(error, lang)) from error
    click.echo(word("say", "rolled_back", lang, release=release.release))
