"""What a start of the command line costs: commands import what they need, workers hardly any."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from pipeline.cli import COMMANDS, main


def loaded(code: str) -> set[str]:
    """Return the packages that a new interpreter has imported after some code."""
    tail = "import sys; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tail}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_where_the_table_says(name: str) -> None:
    with click.Context(main) as context:
        command = main.get_command(context, name)
    assert command is not None
    assert command.name == name


def test_no_other_command_is_known() -> None:
    with click.Context(main) as context:
        assert main.get_command(context, "no-such-command") is None
        assert main.list_commands(context) == sorted(COMMANDS)


def test_the_main_module_that_workers_import_again_is_light() -> None:
    assert loaded("import pipeline.cli, pipeline.workers").isdisjoint(
        {"duckdb", "pyarrow", "dagster", "pdfplumber", "scrapy", "rich", "numpy"}
    )


def test_checking_drafts_imports_no_reader_and_no_crawler() -> None:
    assert loaded("import pipeline.findings_commands").isdisjoint(
        {"dagster", "pdfplumber", "pypdfium2", "PIL", "scrapy", "xlsxwriter", "docx", "pandas"}
    )


def test_arrow_finds_no_pandas_unless_it_is_asked_for() -> None:
    pytest.importorskip("pandas")
    start = "import pyarrow as pa; from pipeline.arrow import spare_pandas; spare_pandas()"
    assert "pandas" not in loaded(f"{start}; pa.table({{'a': ['x', None]}})")
    assert "pandas" in loaded(f"{start}; pa.table({{'a': [1]}}).to_pandas()")
