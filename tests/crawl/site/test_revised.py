"""What a site changes behind its own validators, night by night, up to the warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pipeline import steps
from pipeline.crawl.runner import Crawled
from pipeline.paths import Home
from pipeline.samplesite.server import SampleSite

pytestmark = pytest.mark.slow  # five crawls
NIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
CYCLE = 31  # days, one more than a page is believed to be unchanged


class Line:
    """A data folder, and a site of which one column is crawled."""

    def __init__(self, home: Home, site: SampleSite) -> None:
        self.home = home
        self.site = site

    def crawl(self, day: int) -> Crawled:
        self.site.state.hits.clear()
        crawled = steps.crawl(
            self.home,
            [self.site.url("odd")],
            now=NIGHT + timedelta(days=day),
            allow_private=True,
        )
        assert crawled is not None
        return crawled

    def query(self, query: str) -> list[tuple[object, ...]]:
        steps.extract_pending(self.home)
        with steps.judged_build(self.home) as warehouse:
            return warehouse.connection.execute(query).fetchall()

    def of(self, identifier: str, query: str) -> list[tuple[object, ...]]:
        return self.query(f"{query} where url = '{self.site.url(identifier)}'")

    def editions(self, identifier: str) -> list[tuple[object, ...]]:
        url = self.site.url(identifier)
        return self.query(
            f"select change_level, is_current, fetched_at::date from v_report "  # noqa: S608 - names of this file
            f"where url = '{url}' order by valid_from"
        )


@pytest.fixture
def line(home: Home) -> Iterator[Line]:
    with SampleSite() as site:
        yield Line(home, site)


def test_a_silent_revision_is_found_by_the_slow_cycle(line: Line) -> None:
    days = [(NIGHT + timedelta(days=day)).date() for day in range(4 * CYCLE)]
    line.crawl(0)
    line.site.revise("revised", "figures")
    line.crawl(1)
    assert line.editions("revised") == [("first", True, days[0])]  # its validators lied

    line.site.revise("revised", "bytes")
    line.site.vanish("vanishing")
    assert line.crawl(CYCLE).states["gone"] == 3  # two were gone from the start
    assert line.editions("revised") == [("first", True, days[0])]
    query = "select count(*), count(distinct report_key) from dim_document"
    assert line.of("revised", query) == [(2, 1)]
    gone = line.of("vanishing", "select gone_at::date, is_current from v_report")
    assert gone == [(days[CYCLE], True)]

    line.site.revise("revised", "text")
    line.crawl(2 * CYCLE)
    assert line.editions("revised") == [
        ("first", False, days[0]),
        ("text", True, days[2 * CYCLE]),
    ]
    line.site.revise("revised", "figures")
    line.crawl(3 * CYCLE)
    assert [row[0] for row in line.editions("revised")] == ["first", "text", "figures"]
    changes = line.query(
        "select line_code, column_code, (new_value - old_value)::int from fact_revision_change "
        "order by 3, 1, 2"
    )
    assert [change for *_, change in changes] == [-1, -1, 1, 1]
    assert {place[:2] for place in changes if place[2] == 1} == {
        ("disclosed_full", "natural_person"),
        ("disclosed_full", "total"),
    }
    # all editions are judged, and a page under a second address is no second report
    judged = "select count(distinct report_key) from fact_check join v_report using (report_key)"
    assert line.of("revised", judged) == [(3,)]
    documents = "select distinct document_key from fact_sighting"
    assert line.of("original", documents) == line.of("duplicate", documents)


def test_an_honest_revision_is_found_the_next_night(line: Line) -> None:
    line.crawl(0)
    line.site.revise("revised", "figures", honest=True)
    crawled = line.crawl(1)
    assert crawled.states["fetched"] == 3  # the list, the page without validators, and this one
    assert [row[0] for row in line.editions("revised")] == ["first", "figures"]
