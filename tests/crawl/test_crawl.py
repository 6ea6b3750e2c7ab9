"""Whole crawls over a small site: states, increments, resumption, accounting."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.crawl.archive import active_documents
from pipeline.crawl.fetches import read_attempts
from pipeline.crawl.ledger import Entry, Ledger
from pipeline.crawl.runner import Crawled, CrawlError, crawl
from pipeline.paths import Home
from pipeline.registry.sources import ad_hoc
from tests.crawl.lists import TITLE, ListSite

NIGHT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def _crawl(home: Home, site: ListSite, **options: object) -> Crawled:
    source = replace(ad_hoc(site.url), **options)  # type: ignore[arg-type]  # fields of one case
    return crawl(home, [source], now=datetime.now(UTC), allow_private=True)


def test_two_nights(home: Home) -> None:
    extra = "".join(
        f'<a href="{url}">{TITLE.format(n="九")}</a>'
        for url in ("/closed/1.html", "http://mirror.example/1.html", "http://10.0.0.1/")
    )
    outside = {"off_registry_host": 1, "blocked_private_address": 1}
    with ListSite(4, extra) as site:
        first = _crawl(home, site)
        assert first.states == {"fetched": 5, "robots_disallowed": 1, **outside}
        assert first.discovered == sum(first.states.values()) == 8
        assert site.hits["/closed/1.html", 200] == site.hits["/closed/1.html", 404] == 0
        assert {d.url for d in active_documents(home)} == {
            f"{site.url}r/{n}.html" for n in range(4)
        }
        assert all(agent.startswith("gouji/") for agent in site.agents)

        site.more["/r/1.html"] = "<p>更正</p>"
        site.lost.add("/r/2.html")
        site.hits.clear()
        second = _crawl(home, site)
    unchanged = {"not_modified": 2, "robots_disallowed": 1, **outside}
    assert second.states == {"fetched": 2, "gone": 1, **unchanged}
    assert site.hits["/r/0.html", 304] == site.hits["/r/3.html", 304] == 1
    assert second.before == {ad_hoc(site.url).id: 4}
    assert len(active_documents(home)) == 5  # both editions, and the one that is gone
    urls = [d.url for d in active_documents(home)]
    assert urls.count(f"{site.url}r/1.html") == 2


def test_a_lost_ledger_is_rebuilt_from_the_manifest(home: Home) -> None:
    with ListSite(3) as site:
        _crawl(home, site)
        for path in home.ledger.parent.glob("ledger.sqlite*"):
            path.unlink()
        again = _crawl(home, site)
    assert again.states == {"fetched": 1, "not_modified": 3}


def test_a_source_stops_at_its_budget_and_says_so(home: Home) -> None:
    with ListSite(6) as site:
        found = _crawl(home, site, budget=3)
    assert found.states == {"fetched": 3, "skipped_budget": 4}


def test_a_loopback_site_is_never_asked_without_leave(home: Home) -> None:
    with ListSite(1) as site:
        found = crawl(home, [ad_hoc(site.url)], now=NIGHT)
        assert not site.hits
    assert found.states == {"blocked_private_address": 1}


def test_a_name_that_resolves_to_a_private_address_is_refused(home: Home) -> None:
    with ListSite(1) as site:
        source = replace(ad_hoc(site.url.replace("127.0.0.1", "localhost")), hosts=("localhost",))
        found = crawl(home, [source], now=NIGHT)
        assert not site.hits
    assert found.states == {"blocked_private_address": 1}


def test_what_was_in_flight_is_asked_again_and_no_more(home: Home) -> None:
    ledger = Ledger(home.ledger)
    run = ledger.open_run("r1", ["s"])
    ledger.add(run, [Entry("s", f"http://a/{n}", f"http://a/{n}", "a", "report") for n in range(3)])
    assert ledger.claim("a", ["s"], 1.0) is not None
    ledger.close()
    ledger = Ledger(home.ledger)
    assert ledger.states(["s"]) == {"in_flight": 1, "pending": 2}
    assert ledger.open_run("r2", ["s"]) == "r1"
    assert ledger.states(["s"]) == {"pending": 3}
    ledger.close()


def test_two_crawls_of_one_folder_do_not_meet(home: Home) -> None:
    import fcntl

    home.ledger.parent.mkdir(parents=True)
    with (home.ledger.parent / "ledger.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(CrawlError, match="another crawl"):
            crawl(home, [ad_hoc("https://a.gov.cn/")], now=NIGHT)


def test_the_manifest_tells_every_attempt(home: Home) -> None:
    with ListSite(1) as site:
        _crawl(home, site)
    rows = list(read_attempts(home))
    report = next(row for row in rows if row["kind"] == "report")
    assert report["organ_hint"] == "云岭市第〇局"
    assert (report["year_hint"], report["state"], report["http_status"]) == (2023, "fetched", 200)
    assert report["remote_ip"] == "127.0.0.1"
    assert report["robots_rule"] == "allow"
    assert report["text_sha256"] != report["table_sha256"]
    with sqlite3.connect(home.ledger) as database:
        assert database.execute("select count(*) from attempt").fetchone() == (0,)
