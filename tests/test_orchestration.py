"""The Dagster code location: it loads, it is whole, and the schedule is in Beijing time."""

from __future__ import annotations

import dagster as dg

from pipeline.check.rules import load_rules
from pipeline.definitions import defs
from pipeline.orchestration.tables import markdown


def test_code_location_loads() -> None:
    dg.Definitions.validate_loadable(defs)


def test_every_stage_is_an_asset() -> None:
    keys = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
    assert keys == {
        "crawled_pages",
        "raw_documents",
        "extracted_cells",
        "star_schema",
        "findings",
        "warehouse",
    }


def test_every_assertion_file_is_a_check() -> None:
    checks = {key.name for key in defs.resolve_asset_graph().asset_check_keys}
    crawl = {"every_address_has_an_end", "no_source_lost_reports"}
    assert checks == {rule.id.replace("-", "_") for rule in load_rules()} | crawl


def test_schedule_is_nightly_in_beijing() -> None:
    schedule = defs.resolve_schedule_def("nightly_schedule")
    assert schedule.execution_timezone == "Asia/Shanghai"
    assert schedule.job_name == "nightly"


def test_markdown_keeps_cells_apart() -> None:
    assert markdown(["a", "b"], [("x|y", None)]) == "| a | b |\n| --- | --- |\n| x\\|y |  |"
