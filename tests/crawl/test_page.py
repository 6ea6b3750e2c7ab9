"""What a page shows: its text without scripts, whatever their place, and nothing lost by it."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.crawl.answers import Answer
from pipeline.crawl.markup import Path
from pipeline.crawl.page import Page, is_challenge
from pipeline.registry.crawling import squeezed


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a</p><script>b</script>c", "ac"),
        ("<style>x{}</style><p>a<!-- b -->c</p>", "ac"),
        ("<body><table><tr><td>1<style>p{}</style></td><td> 2 </td></tr></table>", "12"),
        ("<script><![CDATA[ a < b ]]></script>z", "z"),
        ("plain", "plain"),
        ("<?xml version='1.0' encoding='gbk'?><html><p>甲</p></html>", "甲"),
        ("<!-- nothing -->", ""),
        ("", ""),
    ],
)
def test_the_text_of_a_page(source: str, text: str) -> None:
    page = Page("http://a.gov.cn/", "utf-8", source)
    assert page.text == text


def test_scripts_are_still_there_when_the_text_was_taken() -> None:
    page = Page("http://a.gov.cn/", "utf-8", "<p>a</p><script>b</script>")
    assert page.text == "a"
    assert Path("//script/text()").strings(page.tree) == ["b"]


@pytest.mark.parametrize("text", ["（一）　总体 情况", "e \u0301", "a\xa0\u00b4b", "ﬁ①", "한 글"])
def test_squeezing_word_by_word_is_squeezing_the_whole(text: str) -> None:
    assert squeezed(text) == "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize(
    "script",
    [
        "var a='__jsl_clearance_s=1'",
        "_$_ts={}",
        "$_ts=window",
        "EO_Bot_Ssid",
        "WTKkN=1",
        "document.cookie = 'a'",
        "acw_sc__v2",
        "_cf_chl_opt",
    ],
)
def test_every_trace_of_a_challenge_is_seen(script: str) -> None:
    answer = Answer("http://a.gov.cn/", 200, body=f"<script>{script}</script>".encode())
    assert is_challenge(answer)
