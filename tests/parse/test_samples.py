"""The sample reports are what the corpus makes, and show every state that a document can end in."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.paths import SAMPLES as FOLDER
from pipeline.records import Report
from tests.corpus.samples import SAMPLES


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {path.name: extract(path.read_bytes()).report for path in FOLDER.iterdir()}


def test_committed_samples_are_what_the_corpus_makes() -> None:
    committed = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert committed == {name: make() for name, make in SAMPLES.items()}


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 400_000


def test_states_of_samples(reports: dict[str, Report]) -> None:
    states = {name: report.state for name, report in reports.items() if report.state != "read"}
    assert states == {
        "county_2016.html": "older_form",
        "cut_off.docx": "unreadable",
        "notice.html": "not_a_report",
    }


def test_samples_name_organ_year_and_date(reports: dict[str, Report]) -> None:
    for name, report in reports.items():
        if report.state == "read":
            assert str(report.report_year) in name
            assert report.organ_name is not None
            assert report.published_on is not None


def test_one_organ_reports_twice_and_carries_a_request_over(reports: dict[str, Report]) -> None:
    before, after = reports["county_2019.html"], reports["county_2020.txt"]
    assert before.organ_name == after.organ_name
    carried = {
        (report.report_year, cell.line_code): cell.value
        for report in (before, after)
        for cell in report.cells
        if cell.table_code == "t3" and cell.column_code == "total"
    }
    assert carried[2019, "carried_out"] == carried[2020, "carried_in"] == 1
