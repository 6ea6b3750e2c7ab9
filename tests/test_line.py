"""The whole line as people start it: the command line, over the built-in samples and bad input."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner, Result

from pipeline.check.rules import load_rules
from pipeline.cli import main
from pipeline.orchestration.checks import check_name
from pipeline.orchestration.instance import open_instance
from pipeline.paths import SAMPLES, Home

EXPECTED = {
    "bureau_2020.txt": ("read", True),
    "city_2023.html": ("read", True),
    "county_2016.html": ("older_form", None),
    "county_2019.html": ("read", True),
    "county_2020.txt": ("read", None),
    "cut_off.docx": ("unreadable", None),
    "district_2020.txt": ("read", True),
    "district_2023.pdf": ("read", False),
    "notice.html": ("not_a_report", None),
    "office_2020.md": ("read", True),
    "street_2024.docx": ("read", False),
}


def _gouji(*arguments: object, expect: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == expect, result.output
    return result


def _tables(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(home.database, read_only=True) as connection:
        names = [row[0] for row in connection.execute("show tables").fetchall()]
        return {
            name: sorted(connection.execute(f'from "{name}"').fetchall(), key=repr)
            for name in names
        }


@pytest.fixture(scope="module")
def run_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder after one run over the samples."""
    home = Home(tmp_path_factory.mktemp("line") / "data")
    _gouji("run", "--sample", "--home", home.root, "--lang", "en")
    return home


def test_samples_end_as_expected(run_home: Home) -> None:
    with duckdb.connect(run_home.database, read_only=True) as connection:
        rows = connection.execute(
            "select file_name, read_state, reconciles from v_judged_report"
        ).fetchall()
    assert {name: (state, reconciles) for name, state, reconciles in rows} == EXPECTED
    assert set(EXPECTED) == {path.name for path in SAMPLES.iterdir() if path.suffix != ".py"}


def test_older_form_keeps_its_figures(run_home: Home) -> None:
    with duckdb.connect(run_home.database, read_only=True) as connection:
        legacy = connection.execute("select label, unit, value from fact_legacy").fetchall()
        facts = connection.execute(
            "select count(*) from fact_request inner join v_report using (report_key) "
            "where read_state = 'older_form'"
        ).fetchone()
    assert len(legacy) > 10
    assert facts == (0,)


def test_running_twice_changes_nothing(run_home: Home) -> None:
    before = _tables(run_home)
    result = _gouji("run", "--sample", "--home", run_home.root, "--lang", "en")
    assert "11 documents given, 0 new." in result.output
    assert "0 documents read, 11 had been read before." in result.output
    after = _tables(run_home)
    (first,), (second,) = before.pop("meta_release"), after.pop("meta_release")
    assert first[0] == second[0]  # the release: the day, and what the file is made from
    assert first[3] != second[3]  # the run
    assert after == before
    assert len(before["fact_finding"]) > 10


def test_run_is_recorded_with_a_check_for_every_rule(run_home: Home) -> None:
    with open_instance(run_home) as instance:
        runs = instance.get_runs()
        assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
        records = instance.get_latest_materialization_events(
            [dg.AssetKey(n) for n in ("raw_documents", "extracted_cells", "warehouse")]
        )
        assert all(records.values())
        keys = [dg.AssetCheckKey(dg.AssetKey("findings"), check_name(r.id)) for r in load_rules()]
        checks = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
    assert set(checks) == set(keys)
    failed = {key.name for key, record in checks.items() if record.status.value == "FAILED"}
    assert {"T4_SUM", "CP_BLANK"} <= failed
    assert "T3_INT" not in failed


def test_samples_step_aside_for_other_documents(run_home: Home, tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    own.write_bytes((SAMPLES / "county_2019.html").read_bytes().replace(b"<body", b"<body id='x'"))
    _gouji("run", "--documents", own, "--home", run_home.root)
    with duckdb.connect(run_home.database, read_only=True) as connection:
        names = connection.execute("select file_name from v_report").fetchall()
    assert names == [("own.html",)]


def test_run_without_anything_says_what_to_do(tmp_path: Path) -> None:
    result = _gouji("run", "--home", tmp_path / "data", "--lang", "en", expect=2)
    assert "--documents" in result.output


def test_run_names_what_it_could_not_take_in(tmp_path: Path) -> None:
    result = _gouji(
        "run", "--documents", tmp_path / "gone.html", "--home", tmp_path / "data", "--lang", "en"
    )
    assert "Not taken in" in result.output
    assert "gone.html" in result.output


@pytest.fixture(scope="module")
def bad_inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    pdf = (SAMPLES / "district_2023.pdf").read_bytes()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(pdf[: len(pdf) // 20])
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "page.html").write_text("<html><body><p>今日天气晴朗。</p></body></html>", "utf-8")
    (folder / "bare.txt").write_text(
        "青榆县水务局2023年政府信息公开工作年度报告\n\n一、总体情况\n一切正常。\n", "utf-8"
    )
    return folder


def test_check_of_what_cannot_be_read_ends_with_2(bad_inputs: Path) -> None:
    for path in sorted(bad_inputs.iterdir()):
        result = _gouji("check", path, "--lang", "en", "--format", "json", expect=2)
        (report,) = json.loads(result.stdout)
        assert report["issues"], path.name
        assert report["cells_filled"] == 0
        assert report["reconciles"] is None


def test_what_was_not_read_is_not_said_to_be_free_of_problems(bad_inputs: Path) -> None:
    result = _gouji("check", bad_inputs / "cut.pdf", "--lang", "en", expect=2)
    assert "No table was read, so nothing was checked." in result.output
    assert "No problem" not in result.output


def test_one_bad_file_does_not_keep_the_others_from_being_judged(bad_inputs: Path) -> None:
    good = SAMPLES / "city_2023.html"
    result = _gouji("check", bad_inputs, good, "--lang", "en", "--format", "json", expect=2)
    reports = {entry["file"]: entry for entry in json.loads(result.stdout)}
    assert len(reports) == 6
    assert reports["city_2023.html"]["reconciles"] is True
    states = {name: entry["state"] for name, entry in reports.items()}
    assert states == {
        "city_2023.html": "read",
        "empty.pdf": "unreadable",
        "cut.pdf": "unreadable",
        "noise.bin": "unsupported",
        "page.html": "not_a_report",
        "bare.txt": "partial",
    }


def test_a_report_without_tables_has_no_zero(bad_inputs: Path, tmp_path: Path) -> None:
    home = tmp_path / "data"
    _gouji("run", "--documents", bad_inputs / "bare.txt", "--home", home)
    with duckdb.connect(Home(home).database, read_only=True) as connection:
        figures = connection.execute("select value from v_request").fetchall()
        flagged = connection.execute("select n_error, reconciles from v_flagged_report").fetchall()
    assert len(figures) == 175
    assert set(figures) == {(None,)}
    assert flagged[0][0] > 0
    assert flagged[0][1] is None


@pytest.mark.parametrize(
    ("name", "code"), [("city_2023.html", 0), ("district_2020.txt", 0), ("district_2023.pdf", 1)]
)
def test_check_of_a_draft(name: str, code: int) -> None:
    result = _gouji("check", SAMPLES / name, "--lang", "zh", expect=code)
    assert name in result.output


def test_findings_in_every_form(tmp_path: Path) -> None:
    home = tmp_path / "data"
    _gouji("run", "--documents", SAMPLES / "district_2023.pdf", "--home", home)
    table = _gouji("findings", "--home", home, "--lang", "zh").output
    assert "T4-SUM" in table
    rows = list(
        csv.DictReader(
            io.StringIO(_gouji("findings", "--home", home, "--format", "csv").stdout.lstrip("﻿"))
        )
    )
    sums = [row for row in rows if row["rule_id"] == "T4-SUM"]
    assert [(row["lhs"], row["rhs"], row["delta"]) for row in sums] == [
        ("0", "5", "-5"),
        ("0", "11", "-11"),
    ] or [(row["lhs"], row["rhs"], row["delta"]) for row in sums] == [
        ("0", "11", "-11"),
        ("0", "5", "-5"),
    ]
    records = json.loads(_gouji("findings", "--home", home, "--format", "json").stdout)
    assert {r["finding_id"] for r in records} == {row["finding_id"] for row in rows}
    sheet = tmp_path / "f.xlsx"
    _gouji("findings", "--home", home, "--format", "xlsx", "--output", sheet)
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(sheet).namelist()


def test_an_empty_id_is_no_beginning_of_every_id(run_home: Home) -> None:
    told = _gouji("show", "", "--home", run_home.root, "--lang", "zh", expect=1)
    assert "没有编号" in told.output


def test_sql_reads_and_never_writes(run_home: Home) -> None:
    assert "42" in _gouji("sql", "select 42 as answer", "--home", run_home.root).output
    refused = _gouji("sql", "drop table fact_check", "--home", run_home.root, expect=1)
    assert "read-only" in refused.output.lower()
    _gouji("sql", "select nonsense", "--home", run_home.root, expect=1)


def test_commands_without_a_warehouse_say_what_to_do(tmp_path: Path) -> None:
    for command in (["findings"], ["sql", "select 1"]):
        result = _gouji(*command, "--home", tmp_path, "--lang", "en", expect=1)
        assert "gouji run" in result.output


def test_a_damaged_warehouse_is_said_to_be_damaged(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.warehouse.mkdir(parents=True)
    home.database.write_bytes(b"not a database" * 1000)
    result = _gouji("findings", "--home", tmp_path, "--lang", "en", expect=1)
    assert "cannot be opened" in result.output
