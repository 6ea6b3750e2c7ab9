"""The help of the commands in the reader's language: English stands in the code, Chinese beside it.

What must not go here: what a command prints of reports, any Chinese text.
"""

from __future__ import annotations

import copy
import gettext
from collections.abc import Callable, Sequence

import click
from click import core, decorators, exceptions, formatting, parser, types

from pipeline.registry.tables import read_toml
from pipeline.registry.words import Language, default_language

WORDS = "help.toml"
SPEAKING = (core, decorators, exceptions, formatting, parser, types)  # modules of click


def language_asked(args: Sequence[str]) -> Language:
    """Return the language that `--lang` names anywhere on the line, else the locale's."""
    for arg, after in zip(args, [*args[1:], ""], strict=True):
        name, _, value = arg.partition("=")
        value = value or after
        if name == "--lang" and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return default_language()


def speak(lang: Language) -> None:
    """Let click say what it says of itself in the language.

    Click looks its sentences up by gettext and ships no translation; a catalogue would have to be
    a binary file. A sentence that click words differently one day comes in English.
    """
    said: Callable[[str], str] = gettext.gettext
    if lang == "zh":
        known: dict[str, str] = read_toml(WORDS)["click"]

        def said(message: str) -> str:
            return known.get(message) or gettext.gettext(message)

    def counted(one: str, several: str, count: int) -> str:
        return said(one if count == 1 else several)

    for module in SPEAKING:
        for name, function in (("_", said), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, function)


def in_language(command: click.Command, lang: Language, path: str) -> click.Command:
    """Return the command with its help in the language; `path` is how it is called."""
    if lang == "en":
        return command
    words: dict[str, str] = read_toml(WORDS)["commands"][path]
    shared: dict[str, str] = read_toml(WORDS)["shared"]
    told = copy.copy(command)
    vars(told).update(_help_option=None)  # click keeps it once it was said, in that language
    told.help, told.short_help = words["help"], words["short"]
    told.params = [_told(param, words, shared) for param in command.params]
    if isinstance(command, click.Group) and isinstance(told, click.Group):
        told.commands = {
            name: in_language(inner, lang, f"{path} {name}")
            for name, inner in command.commands.items()
        }
    return told


def _told(param: click.Parameter, words: dict[str, str], shared: dict[str, str]) -> click.Parameter:
    if not isinstance(param, click.Option) or param.name is None:
        return param
    told = copy.copy(param)
    told.help = words.get(param.name) or shared[param.name]
    if isinstance(told.show_default, str):
        told.show_default = shared["by_locale"]
    return told
