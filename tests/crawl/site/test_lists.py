"""The lists of every family lead to what the table says they link."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from pipeline.samplesite.cases import Case, case, cases, linked_from
from pipeline.samplesite.server import SampleSite
from tests.crawl.site.asking import ask

LINK = re.compile(r'<a href="([^"]*)" target="_blank" title="([^"]*)">([^<]*)</a>')
PARAMETERS = {"columnid": "1229", "unitid": "5394463", "webid": "3409", "perpage": "3"}
UNREACHABLE = ("tls", "down", "nowhere")
PLAIN = [c for c in cases() if c.serve.startswith("links") and c.origin not in UNREACHABLE]
PROXY = "/module/web/jpage/dataproxy.jsp"


def links(text: str) -> list[tuple[str, str, str]]:
    return [tuple(map(unescape, found)) for found in LINK.findall(text)]


def block(site: SampleSite, start: int, end: int, **changed: str) -> list[tuple[str, str, str]]:
    asked = {**PARAMETERS, "startrecord": str(start), "endrecord": str(end), **changed}
    return links(ask(f"{site.bases['main']}{PROXY}?{urlencode(asked)}").body.decode())


@pytest.mark.parametrize("entry", PLAIN, ids=lambda entry: entry.id)
def test_a_plain_list_links_its_cases(site: SampleSite, entry: Case) -> None:
    got = ask(site.url(entry.id)).body.decode("gb18030" if entry.serve == "links:gbk" else "utf-8")
    shown = {(address, title) for address, title, _ in links(got)}
    linked = [c for c in linked_from(entry.id) if c.title]
    assert shown == {(c.href or c.path, c.title) for c in linked if c.kind != "list"}
    assert all((c.href or c.path) in unescape(got) for c in linked)


def test_a_narrow_list_cuts_its_titles(site: SampleSite) -> None:
    for _, title, shown in links(ask(site.url("links")).body.decode()):
        assert shown.endswith("…")
        assert title.startswith(shown[:-1])


def test_the_data_proxy_hands_out_blocks_of_three_pages(site: SampleSite) -> None:
    first, second = block(site, 1, 12), block(site, 10, 18)
    assert (len(first), len(second)) == (9, 3)
    assert [address for address, _, _ in first + second] == [c.path for c in linked_from("jcms")]
    assert block(site, 13, 21) == []


def test_the_data_proxy_wants_the_parameters_of_its_page(site: SampleSite) -> None:
    page = ask(site.url("jcms")).body.decode()
    assert all(value in page for value in PARAMETERS.values())
    assert block(site, 1, 9, unitid="1") == []
    assert block(site, 1, 9, columnid="1230") == []


def test_an_address_leads_to_its_case(site: SampleSite) -> None:
    for entry in cases():
        assert site.case_at(site.url(entry.id)) == entry
    assert site.case_at(f"{site.bases['main']}{PROXY}?startrecord=4") == case("proxy")
    assert site.case_at(site.bases["main"]) == case("home")
    assert site.case_at("http://192.0.2.1/") is None


def test_one_data_proxy_answers_post_only(site: SampleSite) -> None:
    url = f"{site.bases['main']}/module/jpage/dataproxy.jsp"
    form = {"columnid": "1230", "unitid": "6017225", "webid": "3409", "startrecord": "1"}
    body = urlencode({**form, "endrecord": "6"}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    got = ask(url, headers, method="POST", body=body)
    assert [address for address, _, _ in links(got.body.decode())] == [
        c.path for c in linked_from("jcms-post")
    ]
    assert ask(f"{url}?{urlencode(form)}").status == 405


@pytest.mark.parametrize(("first", "pages"), [("trs", 3), ("archive", 2)])
def test_numbered_pages_hold_each_report_once(site: SampleSite, first: str, pages: int) -> None:
    found = []
    for number in range(pages):
        entry = case(first if number == 0 else f"{first}-{number}")
        text = ask(site.url(entry.id)).body.decode()
        assert ("createPageHTML(3" in text) == (first == "trs")
        found += [address for address, _, _ in links(text)]
    folder = case(first).path.removesuffix("index.html")
    linked = [c.path.replace(folder, "./") for c in linked_from(first) if c.kind != "list"]
    assert found == linked
    past = ask(site.url(f"{first}-{pages}")).body
    assert b'http-equiv="refresh" content="0;url=./"' in past


def test_attachments_are_linked_from_their_pages(site: SampleSite) -> None:
    for entry in cases():
        if entry.kind in ("attachment", "image") and not entry.title:
            page = unescape(ask(site.url(entry.via)).body.decode())
            assert entry.path in page or entry.path.rpartition("/")[2] in page
