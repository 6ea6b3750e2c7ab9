"""The registry of sites: the starter entries hold, and a malformed entry is refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.registry.sources import STARTER, ad_hoc, from_record, load_sources
from pipeline.registry.tables import RegistryError

GOOD = '[[source]]\nid = "a"\nname = "A"\nurls = ["https://www.example.gov.cn/nb/"]\n'


def test_the_starter_sources_hold_and_none_is_verified_yet() -> None:
    found = load_sources(STARTER)
    assert len(found) >= 15
    assert not any(source.verified for source in found)
    assert all(quirk.reason for source in found for quirk in source.quirks)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ('adapter = "jcmz"', "give one of auto, jcms"),
        ("delay = 0", "give 0.5 to 60"),
        ('delay = "2"', "give a number"),
        ('colour = "red"', "is no key"),
        ('hosts = ["*.gov.cn"]', "half the web"),
        ('hosts = ["other.gov.cn"]', "not among its hosts"),
        ('quirks = [{ name = "note" }]', "has no reason"),
        ('quirks = [{ name = "solve_challenges", reason = "x" }]', "name one of"),
        ('years = ["2020"]', "list of years"),
        ('verified = "no"', "true or false"),
        ("only_listings = true", "is no key"),
        ("quirks = 3", "give a list of { name, reason }"),
        ('quirks = ["note"]', "give { name, reason }"),
        ('quirks = [{ name = "charset", reason = "x", value = "gbq" }]', "one that is known"),
        ('quirks = [{ name = "charset", reason = "x" }]', "one that is known"),
        ("years = [true]", "list of years"),
        ("delay = nan", "give 0.5 to 60"),
        ("budget = true", "give a number"),
        ("areas = [1]", "give a list of texts"),
        ('hosts = "www.example.gov.cn"', "give a list of texts"),
    ],
)
def test_a_malformed_entry_is_refused_with_line_and_remedy(
    tmp_path: Path, line: str, remedy: str
) -> None:
    path = tmp_path / "sources.toml"
    second = GOOD.replace('"a"', '"b"').replace("]]", "]] # the second", 1)
    path.write_text(f"{GOOD}\n{second}{line}\n")
    with pytest.raises(RegistryError) as caught:
        load_sources(path)
    assert f"{path} line 6, source 'b'" in str(caught.value)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "source = 1",
        "source = [1]",
        "[[source]]\nid = 1",
        GOOD + GOOD,
        '[[source]]\nid = "a"',
        GOOD.replace("cn/", "cn:99999/"),
        GOOD.replace("www.example.gov.cn", "[::1"),
        GOOD.replace("https://", ""),
    ],
)
def test_what_is_no_file_of_sources_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(RegistryError, match=r"sources\.toml"):
        load_sources(path)


@pytest.mark.parametrize("url", ["ftp://a.gov.cn/", "https://", "file:///etc", "http://u:p@a.cn/"])
def test_an_address_that_is_no_page_is_refused(url: str) -> None:
    with pytest.raises(RegistryError):
        ad_hoc(url)


def test_an_address_alone_makes_a_source_of_its_own_host() -> None:
    source = ad_hoc("http://127.0.0.1:8080/list.html")
    assert source.hosts == ("127.0.0.1:8080",)
    assert source.adapter == "auto"


def test_a_source_survives_the_way_to_the_worker() -> None:
    from dataclasses import asdict

    for source in load_sources(STARTER):
        assert from_record(asdict(source)) == source


def test_a_file_that_an_editor_began_with_a_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert [source.id for source in load_sources(path)] == ["a"]
