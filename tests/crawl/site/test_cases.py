"""Each address answers as the table says; what it means for a crawl is tested with the crawler."""

from __future__ import annotations

import gzip
import http.client
import io
import socket
import zipfile

import pytest

from pipeline.extract import extract
from pipeline.samplesite.cases import Case, case, cases, origins, reports, tallies
from pipeline.samplesite.server import SampleSite
from tests.crawl.site.asking import Got, ask

pytestmark = pytest.mark.slow  # hundreds of requests, some to hosts that answer slowly on purpose
STATES = frozenset(
    {
        *("fetched", "not_modified", "gone", "http_error", "too_large", "bad_redirect"),
        *("timeout", "dns", "refused", "tls_error", "robots_disallowed", "robots_unreachable"),
        *("blocked_challenge", "blocked_private_address", "off_registry_host", "skipped_budget"),
        *("unsupported_type", "shell_page", "soft_error_page", "duplicate_of", "not_discovered"),
    }
)
BODILESS = ("drip", "stall", "reset", "truncated", "huge", "endless")
HERE = {origin.name for origin in origins() if origin.listens == "http" and origin.scheme == "http"}
PLAIN = [c for c in cases() if c.origin in HERE and c.id not in BODILESS and not c.href]
MAGIC = {".pdf": b"%PDF", ".docx": b"PK", ".zip": b"PK", ".png": b"\x89PNG"}


def get(site: SampleSite, entry: Case) -> Got:
    return ask(site.bases[entry.origin] + entry.path)


def test_every_case_has_an_id_an_address_and_a_state_of_its_own() -> None:
    assert len({c.id for c in cases()}) == len(cases())
    assert len({(c.origin, c.path) for c in cases()}) == len(cases())
    assert {c.state for c in cases()} <= STATES
    # each terminal state of a first crawl stands in the table; 304 is a matter of the second
    assert {c.state for c in cases()} == STATES - {"not_modified"}
    assert all(c.why and c.family for c in cases())


def test_every_link_comes_from_a_page_of_the_same_host() -> None:
    for entry in cases():
        if entry.via:
            assert case(entry.via).origin == entry.origin, entry.id


def test_tallies_agree_with_their_cases() -> None:
    for tally in tallies():
        members = [c.state for c in cases() if c.origin == tally.origin]
        for state, count in tally.states.items():
            assert members.count(state) == count


def test_there_are_reports_of_several_organs_and_years() -> None:
    assert 30 <= len({c.report for c in cases() if c.report} | set(reports())) <= 80
    assert {report.year for report in reports().values()} == set(range(2019, 2025))


@pytest.mark.parametrize("entry", PLAIN, ids=lambda entry: entry.id)
def test_it_answers_with_its_status(site: SampleSite, entry: Case) -> None:
    got = get(site, entry)
    assert got.status == entry.status
    assert len(got.body) == int(got.headers["content-length"])
    assert site.hits(entry.id) == 1
    if entry.type:
        assert got.headers["content-type"] == entry.type


@pytest.mark.parametrize(
    "entry",
    [c for c in PLAIN if c.again == "not_modified" and c.status != 302],
    ids=lambda entry: entry.id,
)
def test_its_validators_are_honoured(site: SampleSite, entry: Case) -> None:
    got = get(site, entry)
    if got.status in (429, 500):
        got = get(site, entry)
    for name, validator in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
        again = ask(site.url(entry.id), {name: got.headers[validator]})
        assert (again.status, again.body) == (304, b"")
    assert ask(site.url(entry.id), {"If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize("entry", [c for c in PLAIN if c.report], ids=lambda entry: entry.id)
def test_its_report_is_read(site: SampleSite, entry: Case) -> None:
    got = get(site, entry)
    while got.status != 200:
        target = got.headers.get("location")
        got = ask(site.bases["main"] + target) if target else get(site, entry)
    data = got.body
    if entry.path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read(archive.namelist()[0])
    expected, found = reports()[entry.report], extract(data).report
    assert found.state == "read"
    assert found.issues == ()
    assert (found.organ_name, found.report_year) == (expected.organ_name, expected.year)
    assert str(found.published_on) == expected.published
    assert len(found.cells) == (198 if expected.year < 2021 else 200)


@pytest.mark.parametrize(
    ("identifier", "state"),
    [
        ("explainer", "not_a_report"),
        ("notice", "not_a_report"),
        ("bridge-2019", "not_a_report"),
        ("county-2016", "older_form"),
        ("city-2023", "read"),
        ("pdf", "read"),
        ("docx", "read"),
    ],
)
def test_what_is_no_plain_report_is_told_apart(
    site: SampleSite, identifier: str, state: str
) -> None:
    assert extract(get(site, case(identifier)).body).report.state == state


@pytest.mark.parametrize("entry", [c for c in PLAIN if "." in c.path[-5:]], ids=lambda c: c.id)
def test_a_suffix_tells_the_truth(site: SampleSite, entry: Case) -> None:
    suffix = entry.path[entry.path.rindex(".") :]
    if magic := MAGIC.get(suffix):
        assert get(site, entry).body.startswith(magic)


def test_a_soft_error_is_one_body_under_many_addresses(site: SampleSite) -> None:
    for prefix in ("lost", "blocked"):
        bodies = {get(site, case(f"{prefix}-{number}")).body for number in range(1, 5)}
        assert len(bodies) == 1


def test_the_two_addresses_of_a_report_have_one_body(site: SampleSite) -> None:
    assert get(site, case("original")).body == get(site, case("duplicate")).body


def test_a_page_declared_gb2312_needs_more_than_gb2312(site: SampleSite) -> None:
    for identifier in ("links-gbk", "street-2023"):
        got = get(site, case(identifier))
        assert b"charset=gb2312" in got.body
        assert "charset" not in got.headers["content-type"]
        assert got.body.decode("gb18030")
        with pytest.raises(UnicodeDecodeError):
            got.body.decode("gb2312")


def test_a_bomb_is_small_and_unpacks_to_much(site: SampleSite) -> None:
    got = get(site, case("bomb"))
    assert len(got.body) < 300_000
    with gzip.open(io.BytesIO(got.body)) as unpacked:
        size = sum(len(block) for block in iter(lambda: unpacked.read(1 << 20), b""))
    assert size == 256 * 1024 * 1024


def test_long_bodies_are_announced_or_not(site: SampleSite) -> None:
    huge = ask(site.url("huge"), most=10_000)
    assert int(huge.headers["content-length"]) == 48 * 1024 * 1024
    endless = ask(site.url("endless"), most=20_000_000)
    assert "content-length" not in endless.headers
    assert len(endless.body) == 20_000_000


def test_a_truncated_body_is_shorter_than_promised(site: SampleSite) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(site.url("truncated"))


def test_a_reset_sends_nothing(site: SampleSite) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(site.url("reset"))


@pytest.mark.parametrize("identifier", ["drip", "stall"])
def test_slow_answers_do_not_end(site: SampleSite, identifier: str) -> None:
    with pytest.raises(TimeoutError):
        ask(site.url(identifier), timeout=0.3, most=100)


def test_errors_pass_when_asked_again(site: SampleSite) -> None:
    busy = case("busy")
    assert get(site, busy).headers["retry-after"] == "1"
    assert get(site, busy).status == 200
    assert [get(site, case("hiccup")).status for _ in range(3)] == [500, 200, 200]


def test_redirects_lead_where_the_table_says(site: SampleSite) -> None:
    def target(identifier: str) -> str | None:
        return get(site, case(identifier)).headers.get("location")

    assert target("to-private") == "http://10.0.0.1/secret"
    assert target("to-inside") == f"{site.bases['inside']}/secret"
    assert target("loop") == case("loop").path
    assert target("no-target") is None
    hops = [target("chain")]
    while (got := ask(f"{site.bases['rough']}{hops[-1]}")).status == 302:
        hops.append(got.headers["location"])
    assert len(set(hops)) == len(hops) == 9


def test_the_hosts_that_cannot_be_reached_cannot(site: SampleSite) -> None:
    with pytest.raises(ConnectionRefusedError):
        ask(site.url("down-list"))
    with pytest.raises(socket.gaierror):
        ask(site.url("nowhere-list"))


def test_robots_txt_differs_by_host(site: SampleSite) -> None:
    found = {name: ask(f"{site.bases[name]}/robots.txt") for name in HERE}
    assert b"Disallow: /closed/" in found["main"].body
    assert found["shut_out"].body.endswith(b"Disallow: /\n")
    assert b"Crawl-delay: 1" in found["patient"].body
    assert found["mute"].status == 503
    assert found["rough"].status == 404
