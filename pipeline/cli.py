"""The command line: which command stands in which module. A module is imported when it is called.

Worker processes import the main module again, so what is imported here is paid for by each.
What must not go here: what any command does.
"""

from __future__ import annotations

from importlib import import_module

import click

from pipeline import __version__

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
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gouji")
def main() -> None:
    """Gouji 勾稽: which yearly disclosure reports do not reconcile, and where.

    读取政府信息公开工作年度报告的三张表, 逐项核对勾稽关系。
    """


if __name__ == "__main__":
    main()
