"""What is published: stamped, kept for a rollback, always whole, and healed after any trouble."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline.load.errors import LoadError
from pipeline.load.parts import write_part
from pipeline.load.publication import Reader, open_published, roll_back
from pipeline.load.release import Stamp, read_release
from pipeline.load.warehouse import build
from pipeline.paths import PROJECT, Home
from pipeline.records import Extraction
from tests.load.builders import NOW, VERSION, document, extraction

DAY = datetime(2024, 5, 1, 2, 30, tzinfo=UTC)


def _publish(home: Home, *entries: Extraction, stamp: Stamp | None = None) -> None:
    write_part(entries, home, VERSION)
    with build(home, VERSION, [document(entry) for entry in entries]) as made:
        made.publish(stamp)


def _release(path: Path) -> str:
    with open_published(path) as connection:
        return read_release(connection, path).release


def _titles(path: Path) -> set[str]:
    with open_published(path) as connection:
        return {title for (title,) in connection.execute("select title from v_report").fetchall()}


def test_a_release_is_named_for_its_day_and_what_it_is_made_from(home: Home) -> None:
    _publish(home, extraction("a"), stamp=Stamp("run-1", DAY))
    first = _release(home.database)
    assert first.startswith("gouji-20240501-")
    _publish(home, extraction("a"), stamp=Stamp("run-2", DAY))
    assert _release(home.database) == first
    _publish(home, extraction("b"), stamp=Stamp("run-3", DAY))
    assert _release(home.database) != first
    with open_published(home.database) as connection:
        row = connection.execute(
            "select run_id, published_at, extractor_version, n_documents from meta_release"
        ).fetchall()
    assert row == [("run-3", DAY.replace(tzinfo=None), VERSION, 1)]


def test_roll_back_and_forward_again(home: Home) -> None:
    _publish(home, extraction("old"))
    with pytest.raises(LoadError, match="nothing to go back to"):
        roll_back(home)
    _publish(home, extraction("new"))
    assert (_titles(home.database), _titles(home.previous)) == ({"new"}, {"old"})
    old = _release(home.previous)
    assert roll_back(home).release == old
    assert (_titles(home.database), _titles(home.previous)) == ({"old"}, {"new"})
    roll_back(home)
    assert _titles(home.database) == {"new"}
    assert sorted(path.name for path in home.warehouse.iterdir()) == [
        "build", "extract", "gouji.duckdb", "gouji.previous.duckdb",
    ]  # fmt: skip
    assert [path.name for path in home.build.iterdir()] == ["lock"]


def test_a_damaged_generation_is_not_rolled_back_to(home: Home) -> None:
    _publish(home, extraction("old"))
    _publish(home, extraction("new"))
    home.previous.write_bytes(b"not a database")
    with pytest.raises(LoadError, match="cannot be opened"):
        roll_back(home)
    assert _titles(home.database) == {"new"}


def test_no_roll_back_beside_a_build(home: Home) -> None:
    _publish(home, extraction("old"))
    _publish(home, extraction("new"))
    with build(home, VERSION, []), pytest.raises(LoadError, match="another build"):
        roll_back(home)
    assert _titles(home.database) == {"new"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("drop table meta_release", "made by an older Gouji"),
        ("update meta_release set schema_version = 0, schema_digest = 'x'", "has schema 0"),
    ],
)
def test_another_schema_is_refused_and_the_next_run_heals(
    home: Home, change: str, problem: str
) -> None:
    _publish(home, extraction("old"))
    with duckdb.connect(home.database) as writer:
        writer.execute(change)
    with pytest.raises(LoadError, match=rf"{problem}.*gouji run"):
        open_published(home.database)
    _publish(home, extraction("new"))
    assert _titles(home.database) == {"new"}
    with pytest.raises(LoadError, match=problem):
        roll_back(home)


def test_a_long_lived_reader_sees_what_is_published_last(home: Home) -> None:
    reader = Reader(home.database)
    with pytest.raises(LoadError, match="no warehouse"):
        reader.connection()
    for title in ("old", "new"):
        _publish(home, extraction(title))
        connection = reader.connection()
        assert connection.execute("select title from v_report").fetchall() == [(title,)]
        assert reader.connection() is connection
    roll_back(home)
    assert reader.connection().execute("select title from v_report").fetchall() == [("old",)]
    reader.close()


def test_a_file_system_without_hard_links_keeps_a_copy(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    _publish(home, extraction("old"))
    _publish(home, extraction("new"))
    assert (_titles(home.database), _titles(home.previous)) == ({"new"}, {"old"})
    roll_back(home)
    assert (_titles(home.database), _titles(home.previous)) == ({"old"}, {"new"})


BUILD = """
import sys
from pathlib import Path
from pipeline.load.warehouse import build
from pipeline.paths import Home
from tests.load.builders import VERSION, document, extraction
from pipeline.load.parts import write_part
home, names = Home(Path(sys.argv[1])), sys.argv[2].split(",")
entries = [extraction(name, year=2022 + i) for i, name in enumerate(names)]
write_part(entries, home, VERSION)
with build(home, VERSION, [document(entry) for entry in entries]) as made:
    print("built", flush=True)
    if len(sys.argv) > 3:
        sys.stdin.readline()
    made.publish()
"""


def _in_a_process(
    home: Home, names: str, *more: str, limit: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(home.root), names, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("kilobytes", [40, 600])
def test_a_full_disk_is_refused_clearly_and_the_next_run_heals(home: Home, kilobytes: int) -> None:
    """A limit on the size of files stands for the end of the disk: writing fails alike."""
    _publish(home, extraction("old"))
    before = home.database.read_bytes()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    with _in_a_process(home, "new", limit=limit) as build_process:
        _, errors = build_process.communicate()
    assert build_process.returncode == 1
    assert "LoadError" in errors
    assert "free disk" in errors.splitlines()[-1]
    assert home.database.read_bytes() == before
    _publish(home, extraction("new"))
    assert _titles(home.database) == {"new"}


def test_a_second_run_is_refused_while_the_first_one_ends_well(home: Home) -> None:
    _publish(home, extraction("old"))
    with _in_a_process(home, "first", "wait") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "built\n"
        with _in_a_process(home, "second") as second:
            _, errors = second.communicate()
        assert second.returncode == 1
        assert "another build holds" in errors.splitlines()[-1]
        assert _titles(home.database) == {"old"}
        first.communicate("\n")
    assert first.returncode == 0
    assert _titles(home.database) == {"first"}


ANALYST = """
import sys, time
from pathlib import Path
import duckdb
slowest, seen = 0.0, 0
while not Path(sys.argv[2]).exists():
    start = time.perf_counter()
    reader = duckdb.connect(sys.argv[1], read_only=True)
    slowest = max(slowest, time.perf_counter() - start)
    titles = [title for (title,) in reader.execute("select title from v_report").fetchall()]
    generation = {title.split("-")[0] for title in titles}
    assert len(titles) == 2 and len(generation) == 1, titles
    lines = reader.execute("select count(*) from fact_request").fetchall()[0][0]
    assert lines == 50, lines
    reader.close()
    seen += 1
print(seen, slowest)
"""
PUBLICATIONS, KILLED = 20, (3, 7, 10, 14, 18)


def _generation(number: int) -> list[Extraction]:
    return [extraction(f"{number}-{letter}", year=2022 + i) for i, letter in enumerate("ab")]


@pytest.mark.slow
def test_an_analyst_never_notices_twenty_publications_and_five_kills(
    home: Home, tmp_path: Path
) -> None:
    _publish(home, *_generation(0))
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", ANALYST, str(home.database), str(stop)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT
    ) as analyst:
        for number in range(1, PUBLICATIONS + 1):
            if number not in KILLED:
                _publish(home, *_generation(number))
                continue
            with _in_a_process(home, f"{number}-a,{number}-b", "wait") as publisher:
                assert publisher.stdout is not None
                publisher.stdout.readline()
                time.sleep(0.01 * number)
                os.kill(publisher.pid, signal.SIGKILL)
            assert publisher.returncode == -signal.SIGKILL
        stop.touch()
        output, errors = analyst.communicate()
    assert analyst.returncode == 0, errors
    opened, slowest = output.split()
    assert int(opened) >= PUBLICATIONS
    assert float(slowest) < 10  # no reader waits for a writer; how fast is no matter of a test
    assert _titles(home.database) == {"20-a", "20-b"}
    assert not list(home.build.glob("build-*"))


def test_now_is_given_in_any_zone(home: Home) -> None:
    _publish(home, extraction("a"), stamp=Stamp(None, NOW))
    with open_published(home.database) as connection:
        found = connection.execute("select published_at from meta_release").fetchall()
    assert found == [(NOW.replace(tzinfo=None),)]
