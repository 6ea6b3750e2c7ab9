"""Who is present, late, unreadable or missing; and what may be compared over years and organs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.load.organs import Surroundings
from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import Home
from pipeline.records import Extraction
from pipeline.registry.roster import RosterLine
from pipeline.registry.tables import RegistryError
from pipeline.steps import surroundings, take_roster
from tests.load.builders import VERSION, consistent, document, extraction

Open = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture
def opened(home: Home) -> Iterator[Open]:
    """Give a function that builds the extractions with a roster and returns the connection."""
    builds = []

    def open_build(*entries: Extraction, roster: tuple[RosterLine, ...] = ()) -> object:
        write_part(entries, home, VERSION)
        documents = [document(entry) for entry in entries]
        around = Surroundings(roster=roster)
        builds.append(build(home, VERSION, documents, around=around))
        return builds[-1].__enter__().connection

    yield open_build
    for made in builds:
        made.__exit__(None, None, None)


COVERAGE = """
    select organ_name, report_year, coverage, is_listed from v_coverage
    order by organ_name, report_year
"""


def test_a_roster_says_who_is_missing(opened: Open) -> None:
    roster = (
        RosterLine("博山区教育局", 2020, 2021, None),
        RosterLine("淄博市博山区财政局", 2021, None, None),
        RosterLine("朝阳区财政局", 2021, None, "220104"),
    )
    connection = opened(extraction("a", "淄博市博山区教育局", 2021), roster=roster)
    assert connection.execute(COVERAGE).fetchall() == [
        ("朝阳区财政局", 2021, "missing", True),
        ("淄博市博山区教育局", 2020, "missing", True),
        ("淄博市博山区教育局", 2021, "present", True),
        ("淄博市博山区财政局", 2021, "missing", True),
    ]
    query = "select region_code from v_coverage where organ_name = '朝阳区财政局'"
    assert set(connection.execute(query).fetchall()) == {("220104",)}


def test_without_a_roster_nobody_is_known_to_be_listed(opened: Open) -> None:
    connection = opened(extraction("a", "博山区教育局", 2021))
    assert connection.execute(COVERAGE).fetchall() == [("博山区教育局", 2021, "present", None)]


def test_a_roster_alone_is_all_missing(opened: Open) -> None:
    broken = extraction("x", None, None, state="unreadable")
    connection = opened(broken, roster=(RosterLine("博山区教育局", 2020, 2022, None),))
    rows = connection.execute(COVERAGE).fetchall()
    assert [row[1:] for row in rows] == [(year, "missing", True) for year in (2020, 2021, 2022)]


@pytest.mark.parametrize(
    ("organ", "published", "state", "coverage", "days"),
    [
        ("博山区教育局", date(2023, 1, 31), "read", "present", 0),
        ("博山区教育局", date(2023, 2, 1), "read", "late", 1),
        ("博山区", date(2023, 3, 31), "read", "present", 0),
        ("博山区", date(2023, 4, 10), "partial", "late", 10),
        ("环翠区张村镇人民政府", date(2023, 2, 2), "read", "late", 2),
        ("博山区", None, "read", "present", None),
        ("博山区", date(2023, 4, 10), "unreadable", "unreadable", None),
        ("博山区", None, "not_a_report", "missing", None),
    ],
)
def test_late_is_behind_the_day_of_its_class(
    opened: Open, organ: str, published: date | None, state: str, coverage: str, days: int | None
) -> None:
    entry = extraction("a", organ, 2022, state=state, published_on=published)  # type: ignore[arg-type]  # one of the states
    query = "select coverage, days_late from v_coverage"
    assert opened(entry).execute(query).fetchall() == [(coverage, days)]


def test_a_correction_does_not_make_a_report_late(opened: Open) -> None:
    connection = opened(
        extraction("a", "博山区教育局", 2022, published_on=date(2023, 1, 20)),
        extraction("b", "博山区教育局", 2022, published_on=date(2023, 5, 1)),
    )
    assert connection.execute("select coverage from v_coverage").fetchall() == [("present",)]


def test_other_processing_is_compared_over_the_forms(opened: Open) -> None:
    parts = ("other_no_correction_in_time", "other_fee_unpaid", "other_misc")
    new = {("t3", line, "total"): value for line, value in zip(parts, (1, 2, 4), strict=True)}
    connection = opened(
        extraction(
            "a", year=2020, figures={("t3", "other_processing", "total"): 5}, layouts=(2019, 2019)
        ),
        extraction("b", year=2021, figures=new),
        extraction("c", year=2022, figures={**new, ("t3", "other_misc", "total"): None}),
    )
    query = """
        select report_year, total, natural_person from v_request_panel
        where concept_code = 'other_processing' order by report_year
    """
    assert connection.execute(query).fetchall() == [(2020, 5, 0), (2021, 7, 0), (2022, None, 0)]
    query = "select report_year, count(*) from v_request_panel group by 1 order by 1"
    assert connection.execute(query).fetchall() == [(2020, 23), (2021, 23), (2022, 23)]


def test_table_two_says_what_must_not_be_chained(opened: Open) -> None:
    connection = opened(
        extraction("a", year=2020, layouts=(2019, 2019)), extraction("b", year=2021)
    )
    query = """
        select report_year, count(*), count(*) filter (is_comparable),
            count(*) filter (not is_comparable and reason_en is null)
        from v_disclosure_panel group by 1 order by 1
    """
    assert connection.execute(query).fetchall() == [(2020, 22, 3, 0), (2021, 10, 3, 0)]


def test_every_rate_of_a_group_has_its_n_and_the_share_with_errors(opened: Open) -> None:
    def decided(name: str, organ: str, full: int, total: int) -> Extraction:
        figures = {
            **consistent(full=full, partial=0),
            ("t3", "outcomes_total", "total"): total,
        }
        return extraction(name, organ, 2022, figures)

    connection = opened(
        decided("a", "博山区教育局", 8, 10),
        decided("b", "芝罘区教育局", 1, 30),
        extraction("c", "环翠区教育局", 2022, {("t3", "outcomes_total", "total"): None}),
    )
    connection.execute(
        """
        insert into fact_finding by name
        select
            'f' as finding_id, 'c' as cause_id, report_key, 'T3-OUT' as rule_id,
            'error' as severity, 'fail' as outcome, 't3.total' as scope, '' as verdict,
            '' as message_zh, '' as message_en, '{}' as evidence, 'open' as state,
            now()::timestamp as first_seen, now()::timestamp as last_seen
        from dim_report where title = 'a'
        """
    )
    query = """
        select province_code, organ_type, rate, n, n_reports, error_share from v_rate_summary
        where rate_code = 'disclosure_rate'
        order by province_code nulls first, organ_type nulls first
    """
    whole = (9 / 40, 40, 2, 0.5)
    assert connection.execute(query).fetchall() == [
        (None, None, *whole),
        (None, "department", *whole),
        ("370000", None, *whole),
        ("370000", "department", *whole),
    ]
    query = "select n_error, has_open_error, n_disclosed from v_rates order by n_disclosed"
    assert connection.execute(query).fetchall() == [(0, False, 0), (0, False, 1), (1, True, 8)]


def test_leaves_leave_out_what_may_be_a_copy(opened: Open) -> None:
    figures = consistent(full=7, partial=0)
    connection = opened(
        extraction("page", "威海市环翠区人民政府", figures=figures),
        extraction("file", "环翠区", figures=figures),
        extraction("copy", None, figures=figures),
        extraction("undated", "环翠区", None, figures=figures),
    )
    query = "select sum(value), count(distinct report_key) from v_request_leaf"
    assert connection.execute(query).fetchall() == [(7, 1)]


def test_the_page_s_own_words_travel_to_the_warehouse(home: Home) -> None:
    entry = extraction("a")
    said = replace(entry.report, publisher="p", site_name="s", index_number="n")
    write_part([replace(entry, report=said)], home, VERSION)
    with build(home, VERSION, [document(entry)]) as made:
        query = "select publisher, site_name, index_number from raw_report"
        assert made.connection.execute(query).fetchall() == [("p", "s", "n")]


def test_a_run_takes_a_roster_and_keeps_it(home: Home) -> None:
    given = home.root / "list.csv"
    home.root.mkdir(parents=True)
    given.write_text("organ_name,first_year\n博山区教育局,2020\n", encoding="utf-8")
    assert take_roster(home, given) == 1
    given.write_text("organ_name,first_year\n博山区教育局,no\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="line 2"):
        take_roster(home, given)
    assert surroundings(home).roster == (RosterLine("博山区教育局", 2020, None, None),)


def test_the_command_line_refuses_a_malformed_roster(home: Home) -> None:
    home.root.mkdir(parents=True)
    given = home.root / "list.csv"
    given.write_text("organ_name\n", encoding="utf-8")
    arguments = ["run", "--roster", str(given), "--home", str(home.root)]
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code != 0
    assert "first_year" in outcome.output
    assert not home.roster.exists()
