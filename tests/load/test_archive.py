"""The raw zone: what is archived, once, and what a killed run leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline.crawl import archive
from pipeline.crawl.archive import (
    ArchiveError,
    active_documents,
    append_manifest,
    archive_files,
    read_manifest,
    read_object,
)
from pipeline.paths import Home
from tests.load.builders import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    for name in ("b.html", "a/x.pdf", "a/copy.html", ".hidden", ".git/c", "~$b.docx", "Thumbs.db"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("same" if name.endswith(".html") else name, encoding="utf-8")
    return folder


def _parts(home: Home) -> list[str]:
    return sorted(path.name for path in home.manifest.iterdir())


def test_folders_are_searched_in_order_and_hidden_files_left_out(home: Home, folder: Path) -> None:
    intake = archive_files([folder], home, now=NOW)
    assert [d.file_name for d in intake.documents] == ["b.html", "a/copy.html", "a/x.pdf"]
    assert (intake.added, intake.refused) == (3, ())
    assert [d.file_name for d in read_manifest(home)] == ["b.html", "a/x.pdf"]
    assert read_object(home, intake.documents[0].sha256) == b"same"


def test_archiving_twice_changes_nothing(home: Home, folder: Path) -> None:
    archive_files([folder], home, now=NOW)
    before = _parts(home), read_manifest(home)
    again = archive_files([folder, folder], home, now=NOW + timedelta(days=1))
    assert again.added == 0
    assert (_parts(home), read_manifest(home)) == before


def test_a_changed_file_adds_a_row_and_the_first_sight_is_kept(home: Home, folder: Path) -> None:
    archive_files([folder / "b.html"], home, now=NOW)
    (folder / "b.html").write_text("new", encoding="utf-8")
    assert archive_files([folder / "b.html"], home, now=NOW + timedelta(days=1)).added == 1
    later = archive_files([folder / "a" / "copy.html"], home, now=NOW + timedelta(days=2))
    assert later.added == 1
    assert [d.fetched_at for d in read_manifest(home)] == [NOW, NOW + timedelta(days=1)]


def test_times_are_kept_in_utc(home: Home, folder: Path) -> None:
    local = datetime(2024, 4, 1, 10, 0, tzinfo=timezone(timedelta(hours=8)))
    archive_files([folder / "b.html"], home, now=local)
    assert read_manifest(home)[0].fetched_at == datetime(2024, 4, 1, 2, 0, tzinfo=UTC)


def test_what_cannot_be_read_is_reported_and_the_rest_archived(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 5)
    (folder / "dangling").symlink_to(folder / "nowhere")
    intake = archive_files([folder, folder / "none.pdf"], home, now=NOW)
    assert [(r.path.name, r.code) for r in intake.refused] == [
        ("dangling", "missing"),
        ("x.pdf", "too_large"),
        ("none.pdf", "missing"),
    ]
    assert len(intake.documents) == 2


def test_an_unreadable_file_is_reported(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    intake = archive_files([folder / "b.html"], home, now=NOW)
    assert [(r.code, r.detail) for r in intake.refused] == [("unreadable", "Permission denied")]


def test_objects_are_read_only_and_checked_when_read(home: Home, folder: Path) -> None:
    sha256 = archive_files([folder / "b.html"], home, now=NOW).documents[0].sha256
    path = home.objects / sha256[:2] / sha256
    assert path.stat().st_mode & 0o222 == 0
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    with pytest.raises(ArchiveError, match="has changed on disk"):
        read_object(home, sha256)
    path.unlink()
    with pytest.raises(ArchiveError, match="is missing"):
        read_object(home, sha256)


def test_what_a_killed_run_leaves_is_ignored(home: Home, folder: Path) -> None:
    archive_files([folder], home, now=NOW)
    (home.manifest / ".writing-abc").write_bytes(b"half")
    (home.manifest / ".writing-abc.parquet").write_bytes(b"half")
    assert len(read_manifest(home)) == 2


def test_a_failed_write_leaves_nothing(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        archive_files([folder / "b.html"], home, now=NOW)
    assert not [path for path in home.root.rglob("*") if path.is_file()]


def test_a_damaged_manifest_part_is_named(home: Home, folder: Path) -> None:
    archive_files([folder], home, now=NOW)
    part = home.manifest / _parts(home)[0]
    part.chmod(0o644)
    part.write_bytes(b"not parquet")
    with pytest.raises(ArchiveError, match=part.name):
        read_manifest(home)


def test_samples_give_way_to_anything_else(home: Home, folder: Path) -> None:
    archive_files([folder], home, now=NOW, source_id="sample")
    assert len(active_documents(home)) == 2
    archive_files([folder / "b.html"], home, now=NOW + timedelta(days=1))
    active = active_documents(home)
    assert [(d.source_id, d.file_name) for d in active] == [("local", "b.html")]


def test_a_page_and_a_file_of_the_same_bytes_are_one_document(home: Home, folder: Path) -> None:
    (entry,) = archive_files([folder / "b.html"], home, now=NOW).documents
    page = replace(
        entry, source_id="site", file_name=None, url="https://x/", fetched_at=NOW - timedelta(1)
    )
    assert append_manifest(home, [page, page]) == 1
    assert read_manifest(home) == [page]
