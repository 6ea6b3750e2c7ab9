"""The command line: which command stands in which module. A module is imported when it is called.

Worker processes import the main module again, so what is imported here is paid for by each.
What must not go here: what any command does.
"""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from pipeline import __version__
from pipeline.help_words import in_language, language_asked, speak
from pipeline.registry.words import Language

COMMANDS = {
    "run": "pipeline.run_commands",
    "ui": "pipeline.run_commands",
    "docs": "pipeline.run_commands",
    "check": "pipeline.findings_commands",
    "findings": "pipeline.findings_commands",
    "show": "pipeline.findings_commands",
    "notice": "pipeline.findings_commands",
    "sources": "pipeline.crawl_commands",
    "ingest": "pipeline.crawl_commands",
    "warc": "pipeline.crawl_commands",
    "sample-site": "pipeline.samplesite.command",
    "sql": "pipeline.warehouse_commands",
    "export": "pipeline.warehouse_commands",
    "rollback": "pipeline.warehouse_commands",
}


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_")
        )
        return in_language(command, _language(ctx), cmd_name)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context of a call, and from here on speak the language that it asks for."""
        lang = language_asked(args)
        speak(lang)
        return super().make_context(info_name, args, parent, obj=lang, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the system refuses is said in words, and is no crash.

        Raises:
            ClickException: a file cannot be read or written.
        """
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who reads the output has left: click knows how to
                raise
            from pipeline.options import system_words

            raise click.ClickException(system_words(error, _language(ctx))) from error


def _language(ctx: click.Context) -> Language:
    return "zh" if ctx.find_root().obj == "zh" else "en"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gouji")
def main() -> None:
    """Gouji 勾稽: which yearly disclosure reports do not reconcile, and where.

    读取政府信息公开工作年度报告的三张表, 逐项核对勾稽关系。
    """


if __name__ == "__main__":
    main()
