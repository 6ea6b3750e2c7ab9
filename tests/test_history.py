"""Reports over years and nights: drafts against last year, repairs, rebuilds, waivers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import python_calamine
from click.testing import CliRunner

from pipeline import steps
from pipeline.cli import main
from pipeline.crawl.archive import active_documents
from pipeline.extract import extract
from pipeline.load.errors import LoadError
from pipeline.paths import Home
from tests.corpus.containers import CONTAINERS
from tests.corpus.figures import Figures, consistent
from tests.corpus.prose import Prose, compose

FIRST = datetime(2024, 3, 1, tzinfo=UTC)
WRONG = {("t4", "reconsideration", "total"): ("99", Decimal(99))}


@pytest.fixture(autouse=True, scope="module")
def in_this_process() -> Iterator[None]:
    """Extract without worker processes, which take seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "extract_all", lambda keys, load: (extract(load(k)) for k in keys))
        yield


def write(path: Path, figures: Figures, **words: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTAINERS["text_tabbed"](compose(figures, Prose(**words))))
    return path


def night(home: Home, *paths: Path, number: int = 0) -> Path:
    now = FIRST + timedelta(days=number)
    steps.take_in(home, paths, now=now)
    steps.extract_pending(home)
    with steps.judged_build(home, now=now) as build:
        return steps.publish(build)


def found(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(home.database, read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with a report on 2022."""
    folder = tmp_path_factory.mktemp("years")
    home = Home(folder / "data")
    night(home, write(folder / "2022.txt", consistent(1, 2021, year=2022)))
    return home


def check(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", *(str(argument) for argument in arguments)])
    return result.exit_code, result.output


def test_a_draft_is_compared_with_last_years_report_of_a_warehouse(
    published: Home, tmp_path: Path
) -> None:
    draft = write(tmp_path / "draft.txt", consistent(2, 2021, year=2023))
    alone = json.loads(check(draft, "--format", "json")[1])
    assert {f["rule_id"] for f in alone[0]["findings"]} == set()
    for against in (published.root, published.database):
        code, output = check(draft, "--format", "json", "--against", against)
        (report,) = json.loads(output)  # last year's is there to compare with, and not judged
        carried = [f for f in report["findings"] if f["rule_id"] == "XY-CARRY"]
        assert code == 1
        assert {f["severity"] for f in carried} == {"error"}
        other = carried[0]["evidence"]["other"]
        assert (other["year"], other["origin"]) == (2022, "2022.txt")
    before = consistent(1, 2021, year=2022).truth
    now = consistent(2, 2021, year=2023).truth
    for finding in carried:
        column = finding["scope"].rsplit(".", 1)[1]
        assert finding["lhs"] == now["t3", "carried_in", column]
        assert finding["rhs"] == before["t3", "carried_out", column]


def test_a_folder_of_drafts_becomes_one_spreadsheet(published: Home, tmp_path: Path) -> None:
    for number in range(5):
        organ = f"云岭市青榆县第{'一二三四五'[number]}局"
        figures = consistent(number, 2021, organ=organ, year=2023).printed(WRONG)
        write(tmp_path / "drafts" / f"{number}.txt", figures, scope="本局")
    target = tmp_path / "found.xlsx"
    code, _ = check(
        tmp_path / "drafts", "--format", "xlsx", "--output", target, "--against", published.root,
        "--lang", "zh",
    )  # fmt: skip
    assert code == 1
    rows = python_calamine.load_workbook(target).get_sheet_by_index(0).to_python()
    wrong = [row for row in rows[1:] if "T4-SUM" in row]
    assert {row[0] for row in wrong} == {f"云岭市青榆县第{n}局" for n in "一二三四五"}


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_what_is_no_warehouse_is_named(tmp_path: Path, content: bytes) -> None:
    draft = write(tmp_path / "draft.txt", consistent(2, 2021, year=2023))
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    code, output = check(draft, "--against", path)
    assert code == 1
    assert "other.duckdb" in output
    code, output = check(draft, "--against", tmp_path)
    assert "gouji.duckdb is missing" in output


def test_a_repair_is_seen_and_survives_a_rebuild(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    figures = consistent(3, 2021, year=2023)
    night(home, write(tmp_path / "first.txt", figures.printed(WRONG)))
    assert found(home, "select rule_id, state from fact_finding") == [("T4-SUM", "new")]
    night(home, write(tmp_path / "second.txt", figures), number=30)
    mended = [("T4-SUM", "fixed", datetime(2024, 3, 31))]
    assert found(home, "select rule_id, state, fixed_on from fact_finding") == mended
    events = found(home, "select event, happened_at from fact_finding_event order by generation")
    assert events == [("new", datetime(2024, 3, 1)), ("fixed", datetime(2024, 3, 31))]
    shutil.rmtree(home.warehouse)
    night(home, number=60)
    assert found(home, "select rule_id, state, fixed_on from fact_finding") == mended
    assert found(home, "select event, happened_at from fact_finding_event order by 2") == events
    assert len(list(home.journal.glob("*.parquet"))) == 2


def test_a_build_that_is_not_published_tells_the_journal_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    path = write(tmp_path / "first.txt", consistent(3, 2021, year=2023).printed(WRONG))
    steps.take_in(home, [path], now=FIRST)
    steps.extract_pending(home)
    with steps.judged_build(home):
        pass
    assert not home.journal.exists()
    assert len(active_documents(home)) == 1


def test_a_damaged_journal_stops_the_build_and_is_named(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    path = write(tmp_path / "first.txt", consistent(3, 2021, year=2023).printed(WRONG))
    night(home, path)
    (journal,) = home.journal.glob("*.parquet")
    journal.write_bytes(b"PAR1")
    with pytest.raises(LoadError, match=journal.name):
        night(home, number=1)
    journal.unlink()
    night(home, number=2)  # and is told anew from the documents
    assert found(home, "select state, first_seen from fact_finding") == [
        ("new", datetime(2024, 3, 1))
    ]


def test_a_waiver_of_the_data_folder_holds_until_its_day(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    figures = consistent(3, 2021, year=2023)
    path = write(tmp_path / "first.txt", figures.printed(WRONG))
    text = (
        f'[[waiver]]\norgan = "{figures.organ}"\nyear = 2023\nrule = "T4-SUM"\nauthor = "a"\n'
        'reason = "b"\nexpires = 2024-03-31\n'
    )
    home.root.mkdir()
    home.waivers.write_text(text)
    night(home, path)
    flagged = "select n_error, reconciles from v_flagged_report"
    assert found(home, flagged) == [(0, False)]
    night(home, number=31)
    assert found(home, flagged) == [(1, False)]
    assert found(home, "select state from fact_waiver") == [("expired",)]
    accepted = tmp_path / "accepted.toml"
    accepted.write_text(text.replace("2024-03-31", "2124-03-31"))
    assert check(path, "--waivers", accepted)[0] == 0
    accepted.write_text(text.replace("year = 2023\n", ""))
    code, output = check(path, "--waivers", accepted)
    assert code == 1
    assert "accepted.toml line 1: add year" in output
