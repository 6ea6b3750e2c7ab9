"""The warehouse: what a build holds, and that readers only ever see a whole one."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.load.errors import LoadError
from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import PROJECT, Home
from pipeline.records import Claim, Document, Extraction, Issue, LabelReading, LegacyFigure
from pipeline.registry.forms import form_lines, table_form
from tests.load.builders import NOW, VERSION, consistent, document, extraction, sha

PROSE = {
    "claims": (Claim("new", None, "sentence"),),
    "legacy": (LegacyFigure("label", "件", None, "raw"),),
    "issues": (Issue("parse.unknown_label", "x"),),
    "labels": (
        LabelReading("t3", "carried_in", "official", "official"),
        LabelReading("t3", "new_requests", "damaged", "damaged"),
    ),
}


def _found(
    home: Home, query: str, *entries: Extraction, documents: list[Document] | None = None
) -> list[tuple[object, ...]]:
    """Return what the query finds in a build of these extractions."""
    if entries:
        write_part(entries, home, VERSION)
    active = documents or [document(entry) for entry in entries]
    with build(home, VERSION, active) as made:
        return made.connection.execute(query).fetchall()


def _publish(home: Home, *entries: Extraction) -> None:
    write_part(entries, home, VERSION)
    with build(home, VERSION, [document(entry) for entry in entries]) as made:
        made.publish()


def _titles(database: Path) -> set[str]:
    with duckdb.connect(database, read_only=True) as reader:
        return {title for (title,) in reader.execute("select title from v_report").fetchall()}


def test_an_empty_installation_builds(home: Home) -> None:
    assert _found(home, "select count(*) from v_flagged_report") == [(0,)]
    assert _found(home, "select count(*) from dim_line") == [(len(form_lines()),)]


@pytest.mark.parametrize(
    ("layouts", "lines", "measures"),
    [((2019, 2019), 23, 22), ((2021, 2021), 25, 10), ((2021, 2019), 23, 10)],
)
def test_facts_have_a_place_for_every_statutory_cell(
    home: Home, layouts: tuple[int, int], lines: int, measures: int
) -> None:
    entry = extraction("a", layouts=layouts, figures={("t3", "carried_out", "total"): None})
    query = """
        select
            (select count(*) from fact_request),
            (select count(*) from fact_disclosure),
            (select count(*) from fact_remedy),
            (select count(*) from v_request),
            (select count(*) from v_request where value is null),
            (select cells_expected - cells_filled from dim_report)
    """
    assert _found(home, query, entry) == [(lines, measures, 3, lines * 7, 1, 1)]


def test_form_cells_are_those_of_the_registry(home: Home) -> None:
    query = (
        "select table_code, count(*) from map_form_cell where layout = 2019 group by 1 order by 1"
    )
    expected = [(code, len(table_form(code, 2019).cells)) for code in ("t2", "t3", "t4")]
    assert _found(home, query) == expected


def test_exceptions_are_the_cells_that_are_no_plain_number(home: Home) -> None:
    entry = extraction("a", figures={("t4", "litigation_direct", "pending"): None})
    query = "select table_code, line_code, column_code, cell_status, raw_text from fact_exception"
    assert _found(home, query, entry) == [("t4", "litigation_direct", "pending", "blank", "")]


def test_what_was_not_read_has_no_figures_but_keeps_its_prose(home: Home) -> None:
    entry = extraction("a", state="older_form", extra=PROSE)
    query = """
        select
            (select count(*) from fact_request),
            (select count(*) from fact_label),
            (select count(*) from fact_claim),
            (select count(*) from fact_legacy),
            (select count(*) from fact_issue),
            (select read_state from dim_report)
    """
    assert _found(home, query, entry) == [(0, 0, 1, 1, 1, "older_form")]


def test_only_labels_that_are_not_official_are_kept(home: Home) -> None:
    query = """
        select dim_line.line_code, fact_label.label_match, fact_label.printed_label
        from fact_label inner join dim_line using (line_key)
    """
    found = _found(home, query, extraction("a", extra=PROSE))
    assert found == [("new_requests", "damaged", "damaged")]


def test_a_document_that_names_no_organ_has_its_row(home: Home) -> None:
    entries = [
        extraction("a", None, None, state="unreadable"),
        extraction("b", None, None, state="not_a_report"),
        extraction("c", None, 2022),
    ]
    query = "select title, organ_key, revision, is_current from dim_report order by title"
    expected = [(name, None, 1, True) for name in "abc"]
    assert _found(home, query, *entries) == expected


def test_a_document_not_extracted_has_no_report(home: Home) -> None:
    done, pending = extraction("a"), extraction("b")
    query = "select (select count(*) from dim_document), (select count(*) from dim_report)"
    documents = [document(done), document(pending)]
    assert _found(home, query, done, documents=documents) == [(2, 1)]


def test_a_document_no_longer_active_is_left_out(home: Home) -> None:
    kept, dropped = extraction("a"), extraction("b")
    query = "select (select count(*) from raw_cell), (select count(*) from dim_report)"
    assert _found(home, query, kept, dropped, documents=[document(kept)]) == [(200, 1)]


def test_a_document_in_two_parts_counts_once(home: Home) -> None:
    shared, other = extraction("a"), extraction("b")
    write_part([shared, other], home, VERSION)
    documents = [document(shared), document(other)]
    query = "select count(*), count(distinct sha256) from raw_cell"
    assert _found(home, query, shared, documents=documents) == [(400, 2)]


def test_revisions_follow_publication_and_the_best_read_is_current(home: Home) -> None:
    entries = [
        extraction("undated"),
        extraction("late", state="partial", published_on=date(2023, 3, 1)),
        extraction("early", published_on=date(2023, 1, 20)),
        extraction("other year", year=2021),
        extraction("broken", state="unreadable"),
    ]
    documents = [
        document(entry, fetched_at=NOW + timedelta(days=day)) for day, entry in enumerate(entries)
    ]
    query = """
        select title, revision, is_current, valid_from::date, valid_to::date
        from dim_report order by report_year, revision, title desc
    """
    first = NOW.date()
    assert _found(home, query, *entries, documents=documents) == [
        ("other year", 1, True, first + timedelta(days=3), None),
        ("undated", 1, False, first, first + timedelta(days=2)),
        ("late", 1, False, first + timedelta(days=1), first + timedelta(days=1)),
        ("broken", 1, True, first + timedelta(days=4), None),
        ("early", 2, True, first + timedelta(days=2), None),
    ]


def test_organs_stand_in_their_region_under_their_parent(home: Home) -> None:
    query = """
        select
            organ.organ_name, organ.organ_type, organ.deadline_class, region_code, above.organ_name
        from dim_organ as organ
        left join dim_region using (region_key)
        left join dim_organ as above on organ.parent_organ_key = above.organ_key
        order by region_code desc
    """
    assert _found(home, query, extraction("a", "博山区")) == [
        ("博山区", "government", "mar31", "370304", "淄博市人民政府"),
        ("淄博市人民政府", "government", "mar31", "370300", "山东省人民政府"),
        ("山东省人民政府", "government", "mar31", "370000", None),
    ]


def test_keys_are_stable_and_unique(home: Home) -> None:
    entries = [extraction(name, "博山区", 2020 + i) for i, name in enumerate("abc")]
    query = "select report_key, organ_key from dim_report order by title"
    first = _found(home, query, *entries)
    assert _found(home, query, *entries[::-1]) == first
    assert len(set(first)) == 3


def test_the_check_stage_can_read_the_extract_until_the_build_is_published(home: Home) -> None:
    entry = extraction("a")
    write_part([entry], home, VERSION)
    with build(home, VERSION, [document(entry)]) as made:
        assert made.connection.execute("select count(*) from raw_cell").fetchone() == (200,)
        assert made.publish() == home.database
    with duckdb.connect(home.database, read_only=True) as reader:
        names = reader.execute(
            "select table_name from information_schema.tables where table_name like 'raw_%'"
        ).fetchall()
    assert names == []


def test_a_build_that_is_not_published_leaves_the_old_one(home: Home) -> None:
    _publish(home, extraction("old"))
    with build(home, VERSION, []):
        pass
    assert _titles(home.database) == {"old"}
    assert [path.name for path in home.build.iterdir()] == ["lock"]


def test_a_stale_log_beside_the_published_file_is_cleared(home: Home) -> None:
    _publish(home, extraction("old"))
    home.database.with_name("gouji.duckdb.wal").write_bytes(b"stale")
    _publish(home, extraction("new"))
    assert _titles(home.database) == {"new"}


def test_one_build_at_a_time(home: Home) -> None:
    with (
        build(home, VERSION, []),
        pytest.raises(LoadError, match="another build"),
        build(home, VERSION, []),
    ):
        pass
    with build(home, VERSION, [], memory_limit="1GB") as made:
        assert made.connection.execute("select current_setting('timezone')").fetchone() == ("UTC",)


READER = """
import sys, duckdb
reader = duckdb.connect(sys.argv[1], read_only=True)
print(reader.execute("select title from v_report").fetchone()[0], flush=True)
sys.stdin.readline()
print(reader.execute("select title from v_report").fetchone()[0], flush=True)
"""


def test_a_reader_keeps_its_snapshot_while_a_new_one_is_published(home: Home) -> None:
    _publish(home, extraction("old"))
    command = [sys.executable, "-c", READER, str(home.database)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "old\n"
        _publish(home, extraction("new"))
        assert reader.communicate("\n")[0] == "old\n"
    assert _titles(home.database) == {"new"}


KILLED = """
import sys
from pathlib import Path
from pipeline.load.warehouse import build
from pipeline.paths import Home
with build(Home(Path(sys.argv[1])), "test-1", []) as made:
    print("built", flush=True)
    sys.stdin.readline()
"""


def test_a_killed_build_leaves_the_old_one_and_is_swept(home: Home) -> None:
    _publish(home, extraction("old"))
    command = [sys.executable, "-c", KILLED, str(home.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "built\n"
        killed.send_signal(signal.SIGKILL)
    assert len(list(home.build.glob("build-*"))) == 1
    assert _titles(home.database) == {"old"}
    _publish(home, extraction("new"))
    assert not list(home.build.glob("build-*"))


@pytest.mark.parametrize("table", ["reports", "cells", "issues"])
def test_a_damaged_part_is_named_and_the_old_one_stays(home: Home, table: str) -> None:
    _publish(home, extraction("old"))
    (part,) = (home.extract / VERSION).iterdir()
    path = part / f"{table}.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(LoadError, match=rf"{part.name} is damaged \({table}\.parquet"):
        _found(home, "select 1")
    assert _titles(home.database) == {"old"}


def test_damage_that_the_checks_meet_is_named_too(home: Home) -> None:
    entry = extraction("a")
    part = write_part([entry], home, VERSION)
    with (
        pytest.raises(LoadError, match=part.name),
        build(home, VERSION, [document(entry)]) as made,
    ):
        (part / "cells.parquet").write_bytes(b"not parquet")
        made.connection.execute("select count(*) from raw_cell where value > 0").fetchall()


def test_a_mistake_in_a_query_is_not_blamed_on_the_parts(home: Home) -> None:
    with pytest.raises(duckdb.CatalogException):
        _found(home, "select * from no_such_table", extraction("a", figures=consistent()))


def test_an_unknown_document_of_a_part_does_no_harm(home: Home) -> None:
    stray = Document(sha("never extracted"), 1, NOW, "local", "x")
    assert _found(home, "select format from dim_document", documents=[stray]) == [(None,)]
