"""Groups of pages: bytes before rows, all rows of a group or none, nobody left waiting."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.crawl import commits, whole_files
from pipeline.crawl.commits import Commits
from pipeline.crawl.ledger import Entry, Ledger, Outcome, Row
from pipeline.crawl.objects import object_path, store_objects
from pipeline.paths import Home

HOST = "a.gov.cn"


@pytest.fixture
def ledger(home: Home) -> Iterator[Ledger]:
    """A ledger with four claimable rows of the source `s`."""
    found = Ledger(home.ledger)
    run = found.open_run("r1", ["s"])
    urls = [f"http://{HOST}/{n}" for n in range(4)]
    found.add(run, [Entry("s", url, url, HOST, "report") for url in urls])
    yield found
    found.close()


def _claimed(ledger: Ledger, count: int) -> list[Row]:
    rows = [ledger.claim(HOST, ["s"], 1.0) for _ in range(count)]
    return [row for row in rows if row is not None]


def _fetched(sha256: str | None) -> Outcome:
    return Outcome("fetched", "report", None, sha256, attempt={"sha256": sha256})


def test_pages_that_come_together_are_one_group(
    home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[int] = []

    def store(home: Home, bodies: list[bytes]) -> list[str]:
        groups.append(len(bodies))
        with sqlite3.connect(home.ledger) as seen:  # no row before its bytes
            assert seen.execute("select distinct state from url").fetchall() == [("in_flight",)]
        return store_objects(home, bodies)

    monkeypatch.setattr(commits, "store_objects", store)
    rows, bodies = _claimed(ledger, 4), [b"one", b"two", None, b"four"]

    async def write() -> None:
        group = Commits(home, ledger)
        await asyncio.gather(
            *(group.write(row, body, _fetched) for row, body in zip(rows, bodies, strict=True))
        )

    asyncio.run(write())
    assert groups == [3]
    assert ledger.states(["s"]) == {"fetched": 4}
    names = [hashlib.sha256(body).hexdigest() if body else None for body in bodies]
    assert [json.loads(text)["sha256"] for _, text in ledger.attempts()] == names
    for name, body in zip(names, bodies, strict=True):
        if name:
            assert object_path(home, name).read_bytes() == body
            assert object_path(home, name).stat().st_mode & 0o222 == 0


def test_where_the_bytes_cannot_be_written_no_row_is(
    home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _claimed(ledger, 2)

    def full(descriptor: int) -> None:
        raise OSError("no space left")

    async def write() -> list[object]:
        group = Commits(home, ledger)
        pages = [group.write(row, bytes([number]), _fetched) for number, row in enumerate(rows)]
        return await asyncio.gather(*pages, return_exceptions=True)

    monkeypatch.setattr(whole_files.os, "fsync", full)
    found = asyncio.run(write())
    assert [type(one) for one in found] == [OSError, OSError]
    assert ledger.states(["s"]) == {"in_flight": 2, "pending": 2}
    assert ledger.attempts() == []
    assert not [path for path in home.objects.rglob("*") if path.is_file()]


def test_a_group_of_which_one_row_fails_is_not_written(home: Home, ledger: Ledger) -> None:
    rows = _claimed(ledger, 2)
    broken = Outcome("fetched", "report", attempt={"state": "fetched"}, not_before=None)  # type: ignore[arg-type]  # what the column refuses

    async def write() -> list[object]:
        group = Commits(home, ledger)
        pages = [group.write(rows[0], None, _fetched), group.write(rows[1], None, lambda _: broken)]
        return await asyncio.gather(*pages, return_exceptions=True)

    found = asyncio.run(write())
    assert [type(one) for one in found] == [sqlite3.IntegrityError, sqlite3.IntegrityError]
    assert ledger.states(["s"]) == {"in_flight": 2, "pending": 2}
    assert ledger.attempts() == []


def test_the_system_has_all_bytes_before_the_first_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = whole_files.os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        steps.append("sync")
        sync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append(f"name {target.name} {path.read_bytes().decode()}")
        return replace(path, target)

    monkeypatch.setattr(whole_files.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    files = {tmp_path / "x" / "a": b"1", tmp_path / "y" / "b": b"2"}
    whole_files.write_all_whole(files)
    assert steps == ["sync", "name a 1", "sync", "name b 2"]
    assert [path.read_bytes() for path in files] == [b"1", b"2"]
