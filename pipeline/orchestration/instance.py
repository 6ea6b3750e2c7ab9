"""The Dagster instance of a data folder: runs, events and schedules, all in local files."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipeline.paths import Home

# No telemetry, and no invitation to a mailing list over the first page.
SETTINGS = "telemetry:\n  enabled: false\nnux:\n  enabled: false\n"


def prepare_instance(home: Home) -> None:
    """Create the instance's folder with its settings, unless it is there."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = home.dagster / "dagster.yaml"
    if not settings.exists():
        settings.write_text(SETTINGS, encoding="utf-8")


@contextmanager
def open_instance(home: Home) -> Iterator[dg.DagsterInstance]:
    """Open the instance of the data folder, and close it again."""
    prepare_instance(home)
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        yield instance
