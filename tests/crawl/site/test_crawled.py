"""The crawler over every case of the table: each address ends in exactly the state it names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.crawl.addresses import normalised
from pipeline.crawl.answers import WITH_BODY
from pipeline.crawl.archive import read_object
from pipeline.crawl.runner import Crawled, crawl
from pipeline.crawl.sightings import sightings
from pipeline.paths import Home
from pipeline.registry.sources import Source, ad_hoc
from pipeline.samplesite.cases import Case, cases, tallies
from pipeline.samplesite.server import SampleSite

pytestmark = pytest.mark.slow  # hosts that answer slowly on purpose
NIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
TALLIED = {tally.origin: tally for tally in tallies()}
WINDOWS = "proxy"  # asked for under many queries; every other case has one address


@dataclass
class Night:
    """One crawl: how it ended, and in which states the addresses of each case are."""

    crawled: Crawled
    states: dict[str, Counter[str]]
    unknown: list[str]  # addresses in the ledger that are no case's
    hits: dict[tuple[str, str], int] = field(default_factory=dict)


def sources(site: SampleSite) -> list[Source]:
    """Return one source a host: the portal, and the list that each other host begins with."""
    starts = [c for c in cases() if c.kind == "list" and not c.via and c.state != "not_discovered"]
    lists = [c for c in starts if c.serve != WINDOWS]
    return [ad_hoc(site.url(entry.id)) for entry in lists]


def night(site: SampleSite, home: Home, now: datetime) -> Night:
    """Crawl the whole site and look the addresses up in the ledger."""
    site.state.hits.clear()
    crawled = crawl(home, sources(site), now=now, allow_private=True)
    known = {normalised(site.url(c.id)): c.id for c in cases()}
    windows = {normalised(site.url(c.id)): c.id for c in cases() if c.serve == WINDOWS}
    found: dict[str, Counter[str]] = {c.id: Counter() for c in cases()}
    unknown = []
    with sqlite3.connect(home.ledger) as ledger:
        for url, state in ledger.execute("select url_norm, state from url"):
            name = known.get(url) or windows.get(url.partition("?")[0])
            if name is None:
                unknown.append(url)
            else:
                found[name][state] += 1
    return Night(crawled, found, unknown, dict(site.state.hits))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Night, Night, Home]]:
    home = Home(tmp_path_factory.mktemp("nights") / "data")
    with SampleSite() as site:
        first = night(site, home, NIGHT)
        yield first, night(site, home, NIGHT + timedelta(days=1)), home


def expected(entry: Case, *, again: bool) -> dict[str, int]:
    """Return the states of a case; the members of a tally are counted together."""
    if entry.state == "not_discovered":
        return {}
    return {(entry.again or entry.state) if again else entry.state: 1}


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
@pytest.mark.parametrize(
    "entry", [c for c in cases() if c.origin not in TALLIED], ids=lambda c: c.id
)
def test_each_address_ends_in_its_state(
    nights: tuple[Night, Night, Home], entry: Case, again: bool
) -> None:
    found = dict(nights[again].states[entry.id])
    if entry.serve == WINDOWS:
        assert set(found) == {entry.state}
    else:
        assert found == expected(entry, again=again)


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_a_host_that_challenges_is_left_alone(
    nights: tuple[Night, Night, Home], again: bool
) -> None:
    for name, tally in TALLIED.items():
        members = [c for c in cases() if c.origin == name and c.path.startswith(tally.prefix)]
        states = sum((nights[again].states[c.id] for c in members), Counter())
        assert states == tally.states


def test_nothing_is_in_the_ledger_that_is_no_case(nights: tuple[Night, Night, Home]) -> None:
    assert [night.unknown for night in nights[:2]] == [[], []]


def test_what_is_closed_or_inside_is_never_asked(nights: tuple[Night, Night, Home]) -> None:
    for seen in nights[:2]:
        asked = {(origin, path) for origin, path in seen.hits if path != "/robots.txt"}
        assert not [path for origin, path in asked if origin in ("inside", "shut_out", "mute")]
        silent = ("not_discovered", "robots_disallowed")
        refused = {(c.origin, c.path) for c in cases() if c.state in silent and c.id != "folder"}
        assert not asked & refused


def test_every_address_is_accounted_for(nights: tuple[Night, Night, Home]) -> None:
    for seen in nights[:2]:
        states = sum(seen.states.values(), Counter())
        assert seen.crawled.states == states
        assert seen.crawled.discovered == states.total()
        assert not seen.crawled.unfinished


def test_a_report_under_two_addresses_is_one_every_night(
    nights: tuple[Night, Night, Home],
) -> None:
    first, second = nights[0].crawled, nights[1].crawled
    assert second.found == first.found
    assert second.before == first.found


def test_the_second_night_takes_nothing_in(nights: tuple[Night, Night, Home]) -> None:
    *_, home = nights
    looks = [look for look in sightings(home) if look.seen_at >= NIGHT + timedelta(days=1)]
    old = {look.sha256 for look in sightings(home) if look.seen_at < NIGHT + timedelta(days=1)}
    assert {look.sha256 for look in looks} <= old
    for sha256 in old - {None}:
        assert read_object(home, sha256)


def test_every_body_that_was_seen_is_kept(nights: tuple[Night, Night, Home]) -> None:
    *_, home = nights
    with sqlite3.connect(home.ledger) as ledger:
        marks = ", ".join("?" * len(WITH_BODY))
        rows = ledger.execute(
            f"select url from url where state in ({marks}) and sha256 is null",  # noqa: S608 - names of this file
            WITH_BODY,
        )
        assert rows.fetchall() == []
