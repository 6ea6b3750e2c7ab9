"""The code location in one pure builder, so that tests and the command line get the same one."""

import dagster as dg

from pipeline.orchestration.assets import (
    build_warehouse,
    crawled_pages,
    extracted_cells,
    raw_documents,
)
from pipeline.orchestration.resources import HomeResource
from pipeline.steps import Progress

JOB = "nightly"


def _silent(done: int, total: int) -> None:
    """Report progress to nobody: the UI has the log."""


def build_defs(home: HomeResource | None = None, progress: Progress = _silent) -> dg.Definitions:
    """Return assets, checks, the nightly job and its schedule.

    The steps share one machine's two cores and one database file, so they run in one process;
    the work inside a step is spread over processes.
    """
    nightly = dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="The whole line: take in, extract, build, judge, publish.",
        executor_def=dg.in_process_executor,
    )
    schedule = dg.ScheduleDefinition(
        name="nightly_schedule",
        job=nightly,
        cron_schedule="30 2 * * *",
        execution_timezone="Asia/Shanghai",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Every night at 02:30 Beijing time, once it is switched on in the UI.",
    )
    return dg.Definitions(
        assets=[crawled_pages, raw_documents, extracted_cells, build_warehouse],
        jobs=[nightly],
        schedules=[schedule],
        resources={"home": home or HomeResource(), "progress": progress},
    )
