"""The WARC export, read back by the library that archivists use; and pages saved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from pipeline import steps
from pipeline.cli import main
from pipeline.crawl.archive import active_documents, read_object
from pipeline.crawl.runner import crawl
from pipeline.crawl.warc import export_warc
from pipeline.paths import SAMPLES, Home
from pipeline.registry.sources import ad_hoc
from pipeline.registry.tables import RegistryError
from tests.crawl.lists import TITLE, ListSite

NIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)


def _records(path: Path) -> list[tuple[str, str, str, bytes]]:
    """Return type, address, status and content of every record."""
    found = []
    with path.open("rb") as handle:
        for record in ArchiveIterator(handle, check_digests="raise"):
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            found.append((record.rec_type, url, status or "", record.content_stream().read()))
    return found


def test_every_fetch_is_in_the_warc_and_its_bytes_are_those_archived(
    home: Home, tmp_path: Path
) -> None:
    closed = f'<a href="/closed/1.html">{TITLE.format(n="九")}</a>'
    with ListSite(3, closed) as site:
        for day in range(2):
            now = NIGHT + timedelta(days=day)
            crawl(home, [ad_hoc(site.url)], now=now, allow_private=True)
        url = site.url
    written = export_warc(home, tmp_path / "out" / "all.warc.gz")
    records = _records(tmp_path / "out" / "all.warc.gz")
    assert written.missing == ()
    assert len(records) == written.records
    kinds = [kind for kind, *_ in records]
    # three reports and the list, then the list again and three answers that nothing had changed
    assert [kinds.count(kind) for kind in ("warcinfo", "response", "revisit")] == [1, 5, 3]
    assert kinds.count("request") == written.responses == 8
    assert kinds.count("metadata") == 10  # the address that robots.txt closes was never asked for
    bodies = {address: body for kind, address, _, body in records if kind == "response"}
    for document in active_documents(home):
        assert bodies[str(document.url)] == read_object(home, document.sha256)
    assert {status for kind, _, status, _ in records if kind == "response"} == {"200"}
    assert {status for kind, _, status, _ in records if kind == "revisit"} == {"304"}
    (refused, _) = [
        body
        for kind, address, _, body in records
        if kind == "metadata" and address == f"{url}closed/1.html"
    ]
    assert b"state: robots_disallowed" in refused


def test_a_lost_object_is_named_and_the_rest_is_exported(home: Home, tmp_path: Path) -> None:
    with ListSite(2) as site:
        crawl(home, [ad_hoc(site.url)], now=NIGHT, allow_private=True)
    lost = active_documents(home)[0]
    (home.objects / lost.sha256[:2] / lost.sha256).unlink()
    written = export_warc(home, tmp_path / "all.warc.gz")
    assert written.missing == (lost.url,)
    assert written.responses == 2


def test_the_command_says_what_it_wrote(home: Home) -> None:
    run = CliRunner().invoke
    assert run(main, ["warc", "--home", str(home.root)]).exit_code == 1
    with ListSite(1) as site:
        crawl(home, [ad_hoc(site.url)], now=NIGHT, allow_private=True)
    result = run(main, ["warc", "--home", str(home.root), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "2 answers" in result.output
    assert (home.root / "gouji.warc.gz").exists()


def test_a_page_saved_by_hand_stands_at_its_address(home: Home, tmp_path: Path) -> None:
    url = "https://www.example.gov.cn/nb/2023.html"
    page = tmp_path / "saved.html"
    page.write_bytes((SAMPLES / "city_2023.html").read_bytes())
    command = ["ingest", str(page), "--url", url, "--home", str(home.root), "--lang", "en"]
    for said in ("gouji run reads", "kept before"):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        assert said in result.output
    page.write_bytes(page.read_bytes().replace(b"367", b"368"))
    steps.keep_saved(home, page, url, now=datetime.now(UTC))
    steps.extract_pending(home)
    with steps.judged_build(home) as warehouse:
        rows = warehouse.connection.execute(
            "select url, change_level, read_state from v_report order by revision"
        ).fetchall()
    assert rows == [(url, "first", "read"), (url, "figures", "read")]


@pytest.mark.parametrize("url", ["example.gov.cn/a", "file:///etc/passwd", "https://u:p@a.gov.cn/"])
def test_what_is_no_address_is_refused(home: Home, tmp_path: Path, url: str) -> None:
    page = tmp_path / "saved.html"
    page.write_bytes(b"<html></html>")
    with pytest.raises(RegistryError):
        steps.keep_saved(home, page, url, now=NIGHT)
    assert not home.manifest.exists()
