"""`make run` without make: the whole line from a listing page, twice, and what is then said."""

from __future__ import annotations

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.paths import Home
from pipeline.samplesite.cases import reports

pytestmark = pytest.mark.slow  # two nights


def _run(home: Home) -> str:
    command = ["run", "--sample-site", "--home", str(home.root), "--lang", "en"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return result.output


def _tables(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(home.database, read_only=True) as connection:
        return {
            name: sorted(connection.execute(f"from {name}").fetchall(), key=repr)
            for name in ("dim_document", "dim_report", "fact_request", "fact_finding")
        }


def test_a_second_night_reads_nothing_and_changes_nothing(home: Home) -> None:
    first = _run(home)
    assert "addresses discovered, the sum of the states above" in first
    before = _tables(home)
    wrong = {report.organ_name for report in reports().values() if "T3-BAL" in report.planted}
    with duckdb.connect(home.database, read_only=True) as connection:
        flagged = connection.execute(
            "select organ_name from v_flagged_report where reconciles is false"
        ).fetchall()
    assert wrong <= {organ for (organ,) in flagged}
    assert flagged
    second = _run(home)
    assert "0 documents read" in second
    assert _tables(home) == before
    assert "Revised" not in second


def test_a_malformed_source_stops_the_run_before_anything_is_fetched(home: Home) -> None:
    path = home.root.parent / "sources.toml"
    path.write_text('[[source]]\nid = "a"\nname = "A"\nurls = ["https://a.gov.cn/"]\ndelay = 0\n')
    command = ["run", "--sources", str(path), "--home", str(home.root)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert f"{path} line 1, source 'a': delay = 0: give 0.5 to 60" in result.output
    assert not home.ledger.exists()
