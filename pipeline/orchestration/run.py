"""`gouji run`: the nightly job, executed here and recorded where the UI shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.orchestration.build import JOB, build_defs
from pipeline.orchestration.instance import open_instance
from pipeline.orchestration.resources import HomeResource
from pipeline.paths import Home
from pipeline.steps import Progress


@dataclass(frozen=True)
class RunOutcome:
    """One run of the job. `error` is what stopped it; a wrong report never does."""

    run_id: str
    error: str | None
    counts: dict[str, int]
    refused: list[dict[str, str]]
    crawled: dict[str, int]
    sources: list[dict[str, Any]]


def run_job(
    home: Home,
    paths: Sequence[Path],
    *,
    sample: bool,
    on_progress: Progress,
    sources: Sequence[str] = (),
    allow_private: bool = False,
    waivers: Path | None = None,
) -> RunOutcome:
    """Execute the nightly job in this process, recorded in the instance of the data folder.

    `counts` holds the whole-number metadata of the assets by name, `refused` path, code and
    detail of each file that could not be taken in.
    """
    root = str(home.root.absolute())
    defs = build_defs(HomeResource(root=root), on_progress)
    config: dict[str, Any] = {
        "ops": {
            "crawled_pages": {"config": {"sources": list(sources), "allow_private": allow_private}},
            "raw_documents": {
                "config": {"paths": [str(p.absolute()) for p in paths], "sample": sample}
            },
            "build_warehouse": {"config": {"waivers": str(waivers.absolute()) if waivers else ""}},
        },
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with open_instance(home) as instance:
        result = defs.resolve_job_def(JOB).execute_in_process(
            run_config=config, instance=instance, raise_on_error=False
        )
    return RunOutcome(result.run_id, _error(result), **_metadata(result))


def _error(result: Any) -> str | None:
    """Return the innermost message of the first failed step."""
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            return str(error.message).strip() if error else "?"
    return None if result.success else "?"


def _metadata(result: Any) -> dict[str, Any]:
    """Return the whole numbers that the assets reported, and the paths that were not taken in."""
    found: dict[str, Any] = {}
    for event in result.all_events:
        if event.is_step_materialization:
            found |= {k: v.value for k, v in event.materialization.metadata.items()}
    counts = {k: v for k, v in found.items() if isinstance(v, int)}
    return {
        "counts": counts,
        "refused": found.get("not_taken_in", []),
        "crawled": found.get("fetch_states", {}),
        "sources": found.get("crawled_sources", []),
    }
