"""What the commands on findings say to people: in their language, and of every file they gave."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from rich.console import Console

from pipeline.book.basis import basis_words
from pipeline.book.listing import FindingLine
from pipeline.book.terminal import print_finding
from pipeline.check.rules import Rule, load_rules
from pipeline.cli import main
from pipeline.options import refuse_terminal
from pipeline.paths import SAMPLES
from pipeline.registry.words import Language

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _finding(rule: Rule) -> FindingLine:
    told = dict.fromkeys(FindingLine.__dataclass_fields__, "")
    told |= {"title_zh": rule.title_zh, "title_en": rule.title_en, "first_seen": _NOW}
    return FindingLine(**told)  # type: ignore[arg-type]  # only the titles matter here


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_what_a_rule_rests_on_is_told_in_one_language(rule: Rule) -> None:
    zh = basis_words(_finding(rule), rule.authority, "zh")
    assert rule.title_zh in zh
    assert not re.search(r"[A-Za-z]{4,}", zh)
    assert basis_words(_finding(rule), rule.authority, "en") == rule.authority


def test_a_sheet_has_a_row_for_every_file_that_was_not_read(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    sample = min(p for p in SAMPLES.iterdir() if p.suffix == ".html")
    (drafts / sample.name).write_bytes(sample.read_bytes())
    (drafts / "empty.html").write_bytes(b"")
    target = tmp_path / "o.xlsx"
    done = CliRunner().invoke(
        main,
        ["check", str(drafts), "--format", "xlsx", "--output", str(target), "--lang", "zh"],
    )
    assert done.exit_code == 2, done.output
    _, *rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    (row,) = [row for row in rows if row[-1] == "empty.html"]
    assert row[2] == "无法核对"
    assert str(row[4]).startswith("未能读出")


@pytest.mark.parametrize(
    ("lang", "cell", "place"),
    [
        ("zh", "表四「行政复议」的「总计」", "第2页 ("),
        ("en", 'Table 4, "administrative reconsideration", column "total"', "p. 2 ("),
    ],
)
def test_the_cells_of_a_finding_are_named_in_the_words_of_the_form(
    lang: Language, cell: str, place: str
) -> None:
    stands = {"page": 2, "box": [1.0, 2.0, 3.0, 4.0], "path": ""}
    told = {"side": "lhs", "cell": "t4.reconsideration.total", "status": "number", "value": 0}
    evidence = {"version": 1, "authority": "", "sha256": "f" * 64, "cells": [told | stands]}
    found = replace(
        _finding(load_rules()[0]),
        evidence=json.dumps(evidence),
        layout=2021,
        severity="error",
        outcome="fail",
    )
    screen = Console(width=200, file=io.StringIO())
    print_finding(screen, found, lang)
    printed = screen.file.getvalue()  # type: ignore[attr-defined]  # the StringIO above
    assert cell in printed
    assert place in printed
    assert "t4." not in printed


def test_a_sheet_is_refused_to_a_terminal_and_not_to_a_pipe(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refuse_terminal("xlsx", None, "zh")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(Exception, match="--output"):
        refuse_terminal("xlsx", None, "zh")
    refuse_terminal("xlsx", tmp_path / "o.xlsx", "zh")
    refuse_terminal("text", None, "zh")


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有可恢复的上一版"), ("en", "no earlier")])
def test_a_rollback_without_a_previous_one_says_so(tmp_path: Path, lang: str, said: str) -> None:
    done = CliRunner().invoke(main, ["rollback", "--home", str(tmp_path), "--lang", lang])
    assert done.exit_code == 1
    assert said in done.output
