"""Pages by the thousand: each its own report, and cheap."""

from __future__ import annotations

import re

import pytest

from pipeline.extract import extract
from pipeline.samplesite.scale import ScaleSite
from tests.crawl.site.asking import ask


def test_lists_link_every_page_once() -> None:
    with ScaleSite(45) as site:
        assert site.lists == 3
        found = []
        for path in ("/index.html", "/index_1.html", "/index_2.html"):
            got = ask(site.base + path).body.decode()
            assert "createPageHTML(3" in got
            found += re.findall(r'<li><a href="([^"]+)"', got)
        assert found == [site.path(number) for number in range(45)]
        assert ask(f"{site.base}/index_3.html").status == 404
        assert ask(f"{site.base}{site.path(45)}").status == 404
        assert site.hits["/index.html", 200] == 1


@pytest.mark.parametrize("number", [0, 1, 2, 3, 1234, 4999])
def test_a_page_is_read_as_the_report_it_claims_to_be(number: int) -> None:
    site = ScaleSite(5000)
    report = extract(site.body(number)).report
    assert (report.state, report.issues) == ("read", ())
    assert (report.organ_name, report.report_year) == (site.organ_name(number), site.year(number))
    assert report.title == site.title(number)


def test_pages_differ() -> None:
    site = ScaleSite(5000)
    assert len({site.title(number) for number in range(5000)}) == 5000
    assert site.body(7) == ScaleSite(10).body(7)


def test_the_second_time_there_is_nothing_new() -> None:
    with ScaleSite(3) as site:
        got = ask(site.base + site.path(2))
        again = ask(site.base + site.path(2), {"If-None-Match": got.headers["etag"]})
        assert (again.status, again.body) == (304, b"")
        site.revised.add(2)
        assert ask(site.base + site.path(2), {"If-None-Match": got.headers["etag"]}).status == 200
        assert site.hits[site.path(2), 304] == 1


def test_its_address_is_known_once_it_is_started() -> None:
    with pytest.raises(RuntimeError, match="not started"):
        _ = ScaleSite(1).start_url
