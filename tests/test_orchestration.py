"""The Dagster code location: it loads, it is whole, and the schedule is in Beijing time."""

from __future__ import annotations

from dataclasses import replace

import dagster as dg
import pytest

from pipeline.check.rules import load_rules
from pipeline.crawl.runner import Crawled
from pipeline.crawl.shortfalls import Shortfall
from pipeline.definitions import defs
from pipeline.orchestration.crawling import CHECKS, crawl_metadata, crawl_results
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
    assert checks == {rule.id.replace("-", "_") for rule in load_rules()} | set(CHECKS)


def _crawled(**changes: object) -> Crawled:
    states = {"fetched": 9, "robots_disallowed": 1}
    whole = Crawled("r", 10, states, {"a": 9}, {"a": 10}, 10, (), {"a": states}, {"a": {2024: 9}})
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields of one case


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({}, set()),
        ({"discovered": 11}, {"every_address_has_an_end"}),
        ({"unfinished": ("http://a.gov.cn/",)}, {"every_address_has_an_end"}),
        ({"found": {"a": 8}}, {"no_source_lost_reports"}),
        ({"before": {}}, set()),
        ({"fewer": {"a": Shortfall(2024, 9, 20)}}, {"no_source_lacks_a_year"}),
        ({"by_source": {"a": {"fetched": 8, "blocked_challenge": 1}}}, {"no_source_is_blocked"}),
        ({"by_source": {"a": {"fetched": 8, "soft_error_page": 4}}}, {"no_error_pages"}),
    ],
)
def test_what_a_crawl_lost_or_was_refused_is_checked(
    changes: dict[str, object], failed: set[str]
) -> None:
    results = crawl_results(_crawled(**changes))
    assert {result.check_name for result in results} == set(CHECKS)
    assert {result.check_name for result in results if not result.passed} == failed


def test_the_sum_of_states_stands_beside_what_was_discovered() -> None:
    metadata = crawl_metadata(_crawled())
    assert (metadata["discovered"], metadata["sum_of_states"]) == (10, 10)
    assert metadata["share_blocked"] == 0.1
    assert metadata["crawled_sources"].value[0]["years"] == {"2024": 9}
    assert crawl_metadata(None) == {"discovered": 0}
    assert all(result.passed for result in crawl_results(None))


def test_schedule_is_nightly_in_beijing() -> None:
    schedule = defs.resolve_schedule_def("nightly_schedule")
    assert schedule.execution_timezone == "Asia/Shanghai"
    assert schedule.job_name == "nightly"


def test_markdown_keeps_cells_apart() -> None:
    assert markdown(["a", "b"], [("x|y", None)]) == "| a | b |\n| --- | --- |\n| x\\|y |  |"
