"""What commands share: data folder, language, terminal, bar, the published warehouse."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.load.errors import LoadError
from pipeline.load.publication import open_published
from pipeline.paths import Home, default_home
from pipeline.registry.words import Language, default_language, has_word, word

Command = TypeVar("Command", bound=Callable[..., Any])
PIPE_WIDTH = 160  # columns where the output is no terminal


def home_option(command: Command) -> Command:
    """Add `--home`."""
    return click.option(
        "--home",
        "root",
        type=click.Path(file_okay=False, path_type=Path),
        help="The data folder (default: GOUJI_HOME, else data/).",
    )(command)


def lang_option(command: Command) -> Command:
    """Add `--lang`."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=default_language,
        show_default="the locale's",
        help="Language of what people read.",
    )(command)


def waivers_option(command: Command) -> Command:
    """Add `--waivers`, the file of accepted findings."""
    return click.option(
        "--waivers",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The file of accepted findings (default: waivers.toml of the data folder).",
    )(command)


def home_of(root: Path | None) -> Home:
    """Return the data folder that was named, else the default."""
    return Home(root or default_home())


def console(*, stderr: bool = False) -> Console:
    """Return the terminal, or the pipe in its place."""
    piped = not (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, width=PIPE_WIDTH if piped else None, soft_wrap=False)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the error stream, which a redirected output stays free of.

    Yields:
        What to call with how many are done, of how many.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console(stderr=True),
        transient=True,
    )
    task = bar.add_task(text, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)


def load_words(error: LoadError, lang: Language) -> str:
    """Return what stops a load in words, as the error itself says it where there are none."""
    return word("load_error", error.code, lang, path=error.path) if error.code else str(error)


def refuse_terminal(output: str, target: Path | None, lang: Language) -> None:
    """Refuse to write a spreadsheet to a terminal; a pipe may have it.

    Raises:
        UsageError: the output is one, and goes to a terminal.
    """
    if output == "xlsx" and target is None and sys.stdout.isatty():
        raise click.UsageError(word("say", "no_sheet_on_terminal", lang))


def refuse_unwritable(target: Path | None, lang: Language) -> None:
    """Refuse a file that cannot be written before the work for it is done.

    Raises:
        ClickException: its folder is not there or may not be written to, or it is a folder.
    """
    if target is None:
        return
    folder = target.absolute().parent
    for failed, number, path in (
        (not folder.is_dir(), errno.ENOENT, folder),
        (target.is_dir(), errno.EISDIR, target),
        (not os.access(target if target.exists() else folder, os.W_OK), errno.EACCES, target),
    ):
        if failed:
            raise click.ClickException(system_words(OSError(number, "", str(path)), lang))


def system_words(error: OSError, lang: Language) -> str:
    """Return what the system refused, and of which file."""
    code = errno.errorcode.get(error.errno or 0, "")
    said = word("system", code, lang) if has_word("system", code) else error.strerror or str(error)
    if not error.filename:
        return said
    return word("say", "system", lang, path=os.fsdecode(error.filename), error=said)


def published(home: Home, lang: Language) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for reading; say what to do where that cannot be."""
    if not home.database.exists():
        raise click.ClickException(word("say", "no_warehouse", lang, path=home.database))
    try:
        return open_published(home.database)
    except LoadError as error:
        raise click.ClickException(word("say", "damaged", lang, error=error)) from error
