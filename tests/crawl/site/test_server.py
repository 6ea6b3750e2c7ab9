"""The servers: on loopback only, quiet, and gone when they are stopped."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from pipeline.extract import extract
from pipeline.samplesite.answers import Answer
from pipeline.samplesite.cases import cases
from pipeline.samplesite.command import sample_site
from pipeline.samplesite.server import LoopbackServer, SampleSite
from tests.crawl.site.asking import ask


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104 - must be refused
def test_it_refuses_to_listen_beyond_loopback(address: str) -> None:
    with pytest.raises(ValueError, match="no loopback address"):
        LoopbackServer("open", (address, 0), lambda asked: Answer(200))


def test_every_host_listens_on_loopback(site: SampleSite) -> None:
    places = [base.split("//")[1].rpartition(":")[0] for base in site.bases.values()]
    assert all(place.startswith("127.") or place.endswith(".invalid") for place in places)
    assert len(set(site.bases.values())) == len(places)


def test_stopping_closes_every_port_and_thread() -> None:
    before = threading.active_count()
    with SampleSite() as site:
        bases = site.bases
        kept = socket.create_connection(_place(bases["main"]))
        kept.sendall(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept.recv(1000).startswith(b"HTTP/1.1 200")
        slow = socket.create_connection(_place(bases["rough"]))
        slow.sendall(b"GET /rough/752.html HTTP/1.1\r\nHost: x\r\n\r\n")
    assert kept.recv(10) == b""
    kept.close()
    slow.close()
    for name, base in bases.items():
        if name != "nowhere":
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(_place(base), timeout=1)
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(5)
    assert threading.active_count() <= before


def _place(base: str) -> tuple[str, int]:
    host, _, port = base.split("//")[1].rpartition(":")
    return host, int(port)


def test_a_client_that_goes_away_leaves_no_word(
    site: SampleSite, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in (b"/rough/751.html", b"/rough/753.html", b"/rough/754.html"):
        for _ in range(3):
            with socket.create_connection(_place(site.bases["rough"])) as client:
                client.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
                client.recv(100)
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    with socket.create_connection(_place(site.bases["main"])) as client:
        client.sendall(b"GET / HT")
    with socket.create_connection(_place(site.bases["tls"])) as client:
        client.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    assert ask(site.url("home")).status == 200
    assert capfd.readouterr() == ("", "")


def test_a_second_site_takes_other_ports(site: SampleSite) -> None:
    with SampleSite() as other:
        assert other.bases["main"] != site.bases["main"]
    with pytest.raises(OSError, match="in use"), SampleSite(_place(site.bases["main"])[1]):
        pass


def test_head_and_long_posts(site: SampleSite) -> None:
    got = ask(site.url("revised"), method="HEAD")
    assert got.status == 200
    assert int(got.headers["content-length"]) > 1000
    assert ask(site.url("home"), method="POST", body=bytes(100_000)).status == 413


@pytest.mark.parametrize("level", ["figures", "text", "bytes"])
def test_a_silent_revision_keeps_its_validators(site: SampleSite, level: str) -> None:
    before = ask(site.url("revised"))
    assert ask(f"{site.bases['main']}/__revise/revised?level={level}").status == 200
    after = ask(site.url("revised"))
    assert after.body != before.body
    for name in ("etag", "last-modified"):
        assert after.headers[name] == before.headers[name]
    assert ask(site.url("revised"), {"If-None-Match": before.headers["etag"]}).status == 304
    old, new = (extract(got.body).report for got in (before, after))
    figures = [
        {(c.table_code, c.line_code, c.column_code): c.raw_text for c in report.cells}
        for report in (old, new)
    ]
    assert (figures[0] != figures[1]) == (level == "figures")


def test_an_honest_revision_changes_them(site: SampleSite) -> None:
    before = ask(site.url("revised"))
    site.revise("revised", honest=True)
    after = ask(site.url("revised"), {"If-None-Match": before.headers["etag"]})
    assert after.status == 200
    assert after.headers["last-modified"] != before.headers["last-modified"]


def test_what_cannot_be_revised_is_refused(site: SampleSite) -> None:
    main = site.bases["main"]
    for target in ("home", "nobody", "revised?level=mood"):
        assert ask(f"{main}/__revise/{target}").status == 400
    assert ask(f"{main}/__nothing").status == 404


def test_a_page_vanishes_and_a_reset_brings_it_back(site: SampleSite) -> None:
    main = site.bases["main"]
    ask(f"{main}/__vanish/vanishing")
    assert ask(site.url("vanishing")).status == 410
    ask(f"{main}/__reset")
    assert ask(site.url("vanishing")).status == 200


def test_hits_and_cases_are_told(site: SampleSite) -> None:
    ask(site.url("revised"))
    main = site.bases["main"]
    assert json.loads(ask(f"{main}/__hits").body) == [["main", "/qt/2024/601.html", 1]]
    told = json.loads(ask(f"{main}/__cases").body)
    assert [entry["id"] for entry in told] == [c.id for c in cases()]
    assert site.hits("revised") == 1


def test_the_command_says_when_its_port_is_taken(site: SampleSite) -> None:
    port = str(_place(site.bases["main"])[1])
    result = CliRunner().invoke(sample_site, ["--port", port])
    assert result.exit_code == 1
    assert "try --port 0" in result.output


def _ignore_interrupts() -> None:
    """Do what a shell does to the commands that its scripts put in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("arguments", [[], ["--pages", "40"]])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_interrupted(
    arguments: list[str], number: signal.Signals
) -> None:
    code = "from pipeline.samplesite.command import sample_site; sample_site()"
    command = [sys.executable, "-u", "-c", code, "--port", "0", *arguments]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_ignore_interrupts,
    )
    try:
        assert process.stdout is not None
        first = process.stdout.readline().decode().split()[0]
        assert ask(f"{first.removesuffix('/index.html')}/index.html").status in (200, 404)
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, b"")
