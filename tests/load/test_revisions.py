"""Editions of one report: told apart, in order, each document in one row, one valid at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.parse.fingerprints import figures_mark
from pipeline.paths import SQL, Home
from pipeline.records import Extraction, ReadState, Sighting
from tests.load.builders import NOW, VERSION, consistent, document, extraction, sha

A, B = "http://a.gov.cn/1.html", "http://a.gov.cn/2.html"
GONE = None


def edition(
    name: str,
    words: str = "words",
    full: int | None = 3,
    *,
    state: ReadState = "read",
    published: date | None = None,
) -> Extraction:
    """Return an edition of one organ's report: its words, and one of its figures."""
    figures = consistent() | {("t3", "disclosed_full", "natural_person"): full}
    made = extraction(name, figures=figures, state=state, published_on=published)
    marks = sha(words), figures_mark(made.report)
    return replace(made, text_sha256=marks[0], figures_sha256=marks[1])


Look = tuple[int, str, Extraction | None]  # day, place, what was found there
Found = Callable[..., list[tuple[object, ...]]]


def sighting(look: Look) -> Sighting:
    day, place, entry = look
    is_file = place.startswith("file:")
    return Sighting(
        place,
        NOW + timedelta(days=day),
        entry.sha256 if entry else None,
        "local" if is_file else "site",
        None if is_file else place,
        place.removeprefix("file:") if is_file else None,
    )


@pytest.fixture
def found(home: Home) -> Iterator[Found]:
    """Give a function that builds some looks and runs a query on them."""

    def run(query: str, *looks: Look) -> list[tuple[object, ...]]:
        return _build(home, looks, query)

    yield run


def _build(home: Home, looks: tuple[Look, ...], *queries: str) -> list[tuple[object, ...]]:
    entries = {entry.sha256: (place, entry) for _, place, entry in reversed(looks) if entry}
    write_part([entry for _, entry in entries.values()], home, VERSION)
    documents = [
        replace(document(entry), url=None if place.startswith("file:") else place)
        for place, entry in entries.values()
    ]
    with build(home, VERSION, documents, sightings=[sighting(look) for look in looks]) as made:
        rows: list[tuple[object, ...]] = []
        for query in queries:
            rows += made.connection.execute(query).fetchall()
        return rows


REVISIONS = """
    select title, revision, change_level, is_current,
        date_diff('day', timestamp '2024-04-01 02:00:00', valid_from),
        date_diff('day', timestamp '2024-04-01 02:00:00', valid_to)
    from dim_report order by valid_from, revision, title
"""


def test_other_bytes_are_a_document_and_no_revision(found: Found) -> None:
    first, same = edition("first"), edition("counter")
    looks = (0, A, first), (1, A, same)
    assert found(REVISIONS, *looks) == [("first", 1, "first", True, 0, None)]
    query = "select count(*), count(distinct report_key), count(report_key) from dim_document"
    assert found(query, *looks) == [(2, 1, 2)]


def test_other_words_are_a_revision_without_changed_cells(found: Found) -> None:
    looks = (0, A, edition("first")), (1, A, edition("second", "other words"))
    assert found(REVISIONS, *looks) == [
        ("first", 1, "first", False, 0, 1),
        ("second", 2, "text", True, 1, None),
    ]
    assert found("select count(*) from fact_revision_change", *looks) == [(0,)]


def test_other_figures_are_listed_cell_by_cell(found: Found) -> None:
    looks = (
        (0, A, edition("first")),
        (1, A, edition("blank", full=None)),
        (2, A, edition("9", full=9)),
    )
    assert found(REVISIONS, *looks) == [
        ("first", 1, "first", False, 0, 1),
        ("blank", 2, "figures", False, 1, 2),
        ("9", 3, "figures", True, 2, None),
    ]
    query = """
        select line_code, column_code, old_value::int, new_value::int, old_raw, new_raw
        from fact_revision_change inner join dim_report using (report_key) order by revision
    """
    place = ("disclosed_full", "natural_person")
    assert found(query, *looks) == [(*place, 3, None, "3", ""), (*place, None, 9, "", "9")]
    # both are kept
    query = "select count(distinct report_key) from fact_request"
    assert found(query, *looks) == [(3,)]


def test_what_could_not_be_read_has_not_changed(found: Found) -> None:
    lost = edition("lost", "other words")
    cells = tuple(c._replace(status="missing", value=None) for c in lost.report.cells)
    lost = replace(lost, report=replace(lost.report, cells=cells), figures_sha256=None)
    looks = (0, A, edition("first")), (1, A, lost)
    assert found(REVISIONS, *looks)[1][:3] == ("lost", 2, "text")
    assert found("select count(*) from fact_revision_change", *looks) == [(0,)]


def test_an_edition_that_comes_back_is_valid_again(found: Found) -> None:
    first, other = edition("first"), edition("other", full=4)
    looks = (0, A, first), (1, A, other), (1, A, other), (2, A, first)
    assert found(REVISIONS, *looks) == [
        ("first", 1, "first", False, 0, 1),
        ("other", 2, "figures", False, 1, 2),
        ("first", 3, "figures", True, 2, None),
    ]
    query = "select count(*), count(distinct report_key) from fact_request"
    assert found(query, *looks) == [(75, 3)]


@pytest.mark.parametrize("table", ["fact_request", "fact_disclosure", "fact_remedy"])
def test_facts_say_which_year_and_edition_they_are_of(found: Found, table: str) -> None:
    first, other = edition("first"), edition("other", full=4)
    query = f"""
        select distinct
            revision, fact.is_current, fact.is_current = dim_report.is_current,
            fact.report_year = dim_report.report_year
        from {table} as fact inner join dim_report using (report_key) order by revision
    """  # noqa: S608 - names of this test
    looks = (0, A, first), (1, A, other)
    assert found(query, *looks) == [(1, False, True, True), (2, True, True, True)]


def test_the_report_under_a_second_address_is_a_copy(found: Found) -> None:
    copy = edition("copy", "other words", published=date(2024, 5, 1))
    looks = (0, A, edition("first")), (1, B, copy)
    assert found(REVISIONS, *looks) == [
        ("first", 1, "first", True, 0, None),
        ("copy", 1, "copy", False, 1, 1),
    ]
    query = """
        select copy.copy_of_report_key = first.report_key
        from dim_report as copy, dim_report as first
        where copy.title = 'copy' and first.title = 'first'
    """
    assert found(query, *looks) == [(True,)]
    for view in ("v_rates", "v_flagged_report"):
        assert found(f"select count(*) from {view}", *looks) == [(1,)]  # noqa: S608 - names of this file
    assert found("select sum(value) from v_request_leaf", *looks) == [(5,)]
    assert found("select read_state, report_key is not null from v_coverage", *looks) == [
        ("read", True)
    ]


def test_the_same_bytes_at_two_addresses_are_one_document(found: Found) -> None:
    first = edition("first")
    looks = (0, A, first), (1, B, first)
    assert found(REVISIONS, *looks) == [("first", 1, "first", True, 0, None)]
    assert found("select count(distinct url) from fact_sighting", *looks) == [(2,)]


def test_other_figures_under_a_second_address_are_a_conflict(found: Found) -> None:
    looks = (0, A, edition("first")), (1, B, edition("other", full=7))
    assert found(REVISIONS, *looks) == [
        ("first", 1, "first", True, 0, None),
        ("other", 1, "conflict", False, 1, 1),
    ]
    query = "select change_level, n_cells, source, previous_source from v_revision"
    assert found(query, *looks) == [("conflict", 1, B, A)]


def test_a_later_edition_at_another_address_takes_its_place(found: Found) -> None:
    early, late = date(2024, 1, 20), date(2024, 3, 1)
    looks = (
        (0, A, edition("first", published=early)),
        (1, B, edition("corrected", full=7, published=late)),
    )
    assert [row[:4] for row in found(REVISIONS, *looks)] == [
        ("first", 1, "first", False),
        ("corrected", 2, "figures", True),
    ]
    # seen the other way round, the earlier one was never valid
    looks = ((0, *looks[1][1:]), (1, *looks[0][1:]))  # type: ignore[assignment]  # as long as before
    assert found(REVISIONS, *looks) == [
        ("corrected", 1, "first", True, 0, None),
        ("first", 1, "conflict", False, 1, 1),
    ]


def test_a_better_read_document_of_the_report_takes_its_place(found: Found) -> None:
    page = edition("page", "see the attachment", state="partial")
    cells = tuple(c._replace(status="missing", value=None) for c in page.report.cells)
    page = replace(page, report=replace(page.report, cells=cells), figures_sha256=None)
    looks = (0, A, page), (0, B, edition("attachment"))
    assert [row[:4] for row in found(REVISIONS, *looks)] == [
        ("page", 1, "first", False),
        ("attachment", 2, "fuller", True),
    ]
    assert found("select count(*) from fact_revision_change", *looks) == [(0,)]


def test_a_vanished_page_is_marked_and_its_figures_stay(found: Found) -> None:
    first = edition("first")
    looks = (0, A, first), (1, A, GONE), (2, A, GONE)
    query = """
        select date_diff('day', timestamp '2024-04-01 02:00:00', gone_at), is_current
        from v_report
    """
    assert found(query, *looks) == [(1, True)]
    assert found(query, *looks, (3, A, first)) == [(None, True)]
    assert found(query, *looks, (0, B, first)) == [(None, True)]
    assert found("select sum(value) from v_request_leaf", *looks) == [(5,)]


def test_local_files_of_one_organ_and_year_are_editions_of_each_other(found: Found) -> None:
    looks = (
        (0, "file:draft.docx", edition("draft")),
        (1, "file:draft 2.docx", edition("draft 2", "other words")),
        (2, "file:final.docx", edition("final", full=8)),
        (3, "file:copy of final.docx", edition("copy", full=8)),
    )
    copy = replace(looks[3][2], text_sha256=looks[2][2].text_sha256)
    assert [row[:4] for row in found(REVISIONS, *looks[:3], (3, "file:x", copy))] == [
        ("draft", 1, "first", False),
        ("draft 2", 2, "text", False),
        ("final", 3, "figures", True),
        ("copy", 3, "copy", False),
    ]


def test_pages_that_are_no_reports_have_editions_too(found: Found) -> None:
    notes = [
        replace(extraction(name, None, None, state="not_a_report"), text_sha256=sha(words))
        for name, words in (("a", "x"), ("b", "x"), ("c", "y"))
    ]
    looks = [(day, A, note) for day, note in enumerate(notes)]
    query = "select revision, change_level, is_current from dim_report order by revision"
    assert found(query, *looks) == [(1, "first", False), (2, "text", True)]
    assert found("select count(distinct report_key) from dim_document", *looks) == [(2,)]


def test_the_examples_about_revisions_run(home: Home) -> None:
    looks = (0, A, edition("first")), (1, A, edition("second", full=4))
    query = (SQL / "examples" / "silent_corrections.sql").read_text("utf-8")
    (row,) = _build(home, looks, query)
    assert row[5:8] == ("3", "4", True)
    as_of = (SQL / "examples" / "as_of.sql").read_text("utf-8")
    assert _build(home, looks, as_of) == []
    assert len(_build(home, looks, as_of.replace("2024-03-01", "2026-11-01"))) == 1


STATES: list[ReadState] = ["read", "partial", "older_form", "not_a_report"]
POOL = [
    edition(f"{words}{full}{state}{day}", words, full, state=state, published=day)
    for words in ("x", "y")
    for full in (1, 2)
    for state in STATES
    for day in (None, date(2024, 1, 20), date(2024, 3, 1))
]
EDITIONS = st.integers(0, len(POOL) - 1)
PLACES = st.sampled_from([A, B, "file:a.docx", "file:b.docx"])
LOOKS = st.lists(
    st.tuples(st.integers(0, 5), PLACES, st.one_of(EDITIONS, st.none())), min_size=1, max_size=9
)
BROKEN = {
    "two editions are valid at once": """
        select one.report_key from dim_report as one
        inner join dim_report as other on
            one.organ_key = other.organ_key and one.report_year = other.report_year
            and one.report_key != other.report_key
            and one.valid_from < coalesce(one.valid_to, timestamp '9999-01-01')
            and other.valid_from < coalesce(other.valid_to, timestamp '9999-01-01')
            and one.valid_from < coalesce(other.valid_to, timestamp '9999-01-01')
            and other.valid_from < coalesce(one.valid_to, timestamp '9999-01-01')
        where one.read_state != 'not_a_report' and other.read_state != 'not_a_report'
    """,
    "a document leads to no row": """
        select sha256 from dim_document anti join dim_report using (report_key)
    """,
    "a key stands twice": "select report_key from dim_report group by all having count(*) > 1",
    "a report read has no current edition": """
        select organ_key, report_year from dim_report where read_state != 'not_a_report'
        group by all having count(*) filter (is_current) != 1
    """,
    "a copy is valid": "select 1 from dim_report where copy_of_report_key = report_key",
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seen=LOOKS.filter(lambda seen: any(number is not None for _, _, number in seen)))
def test_whatever_is_seen_one_edition_is_valid_at_a_time(
    home: Home, seen: list[tuple[int, str, int | None]]
) -> None:
    looks = [(day, place, None if n is None else POOL[n]) for day, place, n in seen]
    entries = {entry.sha256: entry for _, _, entry in looks if entry}
    write_part(list(entries.values()), home, VERSION)
    documents = [document(entry) for entry in entries.values()]
    with build(home, VERSION, documents, sightings=[sighting(look) for look in looks]) as made:
        for what, query in BROKEN.items():
            assert made.connection.execute(query).fetchall() == [], what
