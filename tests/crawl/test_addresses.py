"""Which addresses may be fetched: every form of a private one is refused."""

from __future__ import annotations

import itertools
import re

import pytest

from pipeline.crawl import addresses
from pipeline.crawl.addresses import is_private, normalised, refusal

HOSTS = ("www.example.gov.cn", "*.sub.example.gov.cn", "127.0.0.1:8000", "[::1]:8000")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "64:ff9b:1::7f00:1",
        "::ffff:0:7f00:1",
        "::8.8.8.8",
        "fec0::1",
        "2606:4700::5efe:7f00:1",
        "2606:4700::200:5efe:7f00:1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "ff02::1",
        "not an address",
    ],
)
def test_an_address_that_is_not_public_is_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "61.150.65.235", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_a_public_address_is_not(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://www.example.gov.cn/a", None),
        ("https://x.sub.example.gov.cn/a", None),
        ("https://www.example.gov.cn:8443/a", "off_registry_host"),
        ("https://evil.example/a", "off_registry_host"),
        ("https://www.example.gov.cn.evil.example/", "off_registry_host"),
        ("file:///etc/passwd", "bad_redirect"),
        ("https://www.example.gov.cn@evil.example/", "bad_redirect"),
        ("http://127.0.0.1:8000/", "blocked_private_address"),
        ("http://2130706433/", "blocked_private_address"),
        ("http://0x7f.1/", "blocked_private_address"),
        ("http://0177.0.0.1/", "blocked_private_address"),
        ("http://127.1/", "blocked_private_address"),
        ("http://999999999999/", "blocked_private_address"),
        ("http://[::1]:8000/", "blocked_private_address"),
        ("http://[::ffff:10.0.0.1]/", "blocked_private_address"),
        ("http://[0:0:0:0:0:ffff:a00:1]/", "blocked_private_address"),
        ("http://[64:ff9b::10.0.0.1]/", "blocked_private_address"),
        ("http://[2002:a00:1::]/", "blocked_private_address"),
        ("http://[fe80::1%25eth0]/", "blocked_private_address"),
        ("http://[fd00::1]/", "blocked_private_address"),
        ("http://[::]/", "blocked_private_address"),
        ("http://0/", "blocked_private_address"),
        ("http://127\N{IDEOGRAPHIC FULL STOP}0.0.1/", "off_registry_host"),
        ("http://localhost/", "blocked_private_address"),
        ("http://a.localhost/", "blocked_private_address"),
        ("http://localhost./", "blocked_private_address"),
    ],
)
def test_what_must_not_be_fetched_has_its_state(url: str, state: str | None) -> None:
    found = refusal(url, HOSTS, allow_private=False)
    assert (found[0] if found else None) == state


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://127.0.0.1:8000/", None),
        ("http://[::1]:8000/", None),
        ("http://127.0.0.1:22/", "blocked_private_address"),
        ("http://127.0.0.2:8000/", "blocked_private_address"),
        ("http://10.0.0.1/", "blocked_private_address"),
        ("http://localhost:8000/", "blocked_private_address"),
    ],
)
def test_private_addresses_are_allowed_only_where_a_source_names_them(
    url: str, state: str | None
) -> None:
    found = refusal(url, HOSTS, allow_private=True)
    assert (found[0] if found else None) == state


def test_an_address_is_kept_once() -> None:
    assert normalised("HTTP://A.gov.cn:80/x;jsessionid=1?b=2&a=1#top") == normalised(
        "http://a.gov.cn/x?a=1&b=2"
    )


def test_what_is_taken_for_its_own_normal_form_is_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = ("a.gov.cn", "127.0.0.1:8080", "A.cn", "a.cn.", "a.cn:80", "a.cn:443", "a.cn:59999")
    ends = ("/", "/x", "/x/", "/x.html", "/~x/t2023_1.html", "/.x", "/x/../y", "//x", "/x?b=2&a=1")
    more = ("/x#top", "/x;jsessionid=1", "/%E4", "/甲", "", "/x y", "/x?")
    urls = [f"http://{host}{end}" for host, end in itertools.product(hosts, (*ends, *more))]
    quick = {url: normalised(url) for url in urls}
    monkeypatch.setattr(addresses, "_PLAIN", re.compile("(?!)"))
    assert quick == {url: normalised(url) for url in urls}
