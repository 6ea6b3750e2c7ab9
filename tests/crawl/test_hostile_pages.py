"""Pages made to cost: each is judged in time that grows with its length and no faster.

They take a second or two; a search that starts anew at each letter would take many minutes.
"""

from __future__ import annotations

import time

import pytest

from pipeline.crawl.adapters.links import MOST_LINKS
from pipeline.crawl.answers import Answer
from pipeline.crawl.ledger import Row
from pipeline.crawl.verdict import LONGEST_ADDRESS, Verdict, entries, judge
from pipeline.registry.sources import ad_hoc

URL = "http://a.gov.cn/index.html"
SOURCE = ad_hoc(URL)
LENGTH = 1_000_000
MOST_SECONDS = 30.0  # of the processor
LINK = '<a href="/{}.html">甲局2023年政府信息公开工作年度报告</a>'


def _row(kind: str) -> Row:
    known = {"kind": kind, "attempts": 1, "depth": 1, "run_id": "r", "host": "a.gov.cn"}
    place = {"id": 1, "source_id": SOURCE.id, "url_norm": URL, "url": URL}
    return Row(**{**dict.fromkeys(Row.__slots__), **known, **place})


def _judged(body: str, kind: str = "list") -> Verdict:
    answer = Answer(URL, 200, {"content-type": "text/html; charset=utf-8"}, body.encode())
    return judge(answer, _row(kind), SOURCE)


@pytest.mark.parametrize("kind", ["list", "report"])
@pytest.mark.parametrize(
    "piece",
    [
        "<![CDATA[",
        "<![CDATA[ href ]]>",
        "<",
        "<!--",
        "createPageHTML",
        "createPageHTML( ",
        "countPage ",
        "'totalrecord'  ",
        "location ",
        "<div>",
        "<a href=/x><b>",
        "<script>",
        "&#xFDFA;",
        "../",
    ],
)
def test_a_piece_over_and_over(piece: str, kind: str) -> None:
    body = f"<p>dataproxy.jsp</p>{piece * (LENGTH // len(piece))}"
    started = time.process_time()
    _judged(body, kind)
    assert time.process_time() - started < MOST_SECONDS


def test_a_picture_in_the_page_before_the_name_of_a_proxy() -> None:
    started = time.process_time()
    found = _judged(f"<p>{'A' * LENGTH}</p><script>'/module/dataproxy.jsp?col=1'</script>")
    assert time.process_time() - started < MOST_SECONDS
    assert [link.url.split("?")[0] for link in found.links] == [
        "http://a.gov.cn/module/dataproxy.jsp"
    ]


def test_a_comment_that_never_ends_and_a_challenge_of_open_scripts() -> None:
    started = time.process_time()
    assert _judged(f"<!--{'<' * LENGTH}").state == "fetched"
    assert _judged(f"WTKkN{'<script ' * 8000}").state == "blocked_challenge"
    assert time.process_time() - started < MOST_SECONDS


def test_links_beyond_number_are_left_out_and_it_is_said() -> None:
    body = "".join(LINK.format(number) for number in range(MOST_LINKS + 5))
    found = _judged(body)
    assert found.error == f"only the first {MOST_LINKS} links are followed"
    assert len(entries(found, _row("list"), SOURCE, allow_private=False)) == MOST_LINKS
    assert _judged(LINK.format(1)).error is None


def test_an_address_longer_than_servers_take_is_none() -> None:
    found = _judged(LINK.format("a" * LONGEST_ADDRESS) + LINK.format("b"))
    listed = entries(found, _row("list"), SOURCE, allow_private=False)
    assert [entry.url for entry in listed] == ["http://a.gov.cn/b.html"]
