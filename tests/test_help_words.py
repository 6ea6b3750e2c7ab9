"""The help and the refusals of the command line: in the reader's language, and never a crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import COMMANDS, main
from pipeline.help_words import WORDS, in_language, language_asked, speak
from pipeline.paths import SAMPLES
from pipeline.registry.tables import read_toml

SENTENCE = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")  # what somebody who reads Chinese cannot


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def gouji(*args: object, expect: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args], prog_name="gouji")
    assert result.exit_code == expect, result.output
    return result


def commands() -> Iterator[tuple[str, click.Command]]:
    with main.make_context("gouji", ["docs"]) as ctx:
        for name in COMMANDS:
            command = main.get_command(ctx, name)
            assert command is not None
            yield name, command
            for inner in getattr(command, "commands", {}).values():
                yield f"{name} {inner.name}", inner


def test_every_command_and_option_has_its_words_and_no_words_are_left_over() -> None:
    speak("en")
    words = read_toml(WORDS)
    found = dict(commands())
    assert set(words["commands"]) == set(found)
    for path, command in found.items():
        options = {p.name for p in command.params if isinstance(p, click.Option)}
        own = set(words["commands"][path]) - {"help", "short"}
        assert own <= options, path
        assert options - own <= set(words["shared"]), path
        in_language(command, "zh", path)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_is_in_the_language_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    told = gouji(name, "--help").output
    assert not SENTENCE.search(told)
    assert "用法" in told
    assert "选项" in told
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    told = gouji(name, "--help").output
    assert "Usage: gouji" in told
    assert not re.search("[一-鿿]", told)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check"], "缺少参数"),
        (["check", "none.docx"], "没有 none.docx 这个文件或文件夹"),
        (["chekc"], "没有 chekc 这个命令"),
        (["findings", "--formt", "csv"], "没有 --formt 这个选项。 （是不是其中之一：'--format'"),
        (["findings", "--format", "doc"], "doc 不对，只能是"),
        (["ui", "--port", "x"], "x 不是整数"),
        (["sql", "select 1", "more"], "多写了参数：more"),
        (["export"], "缺少选项"),
        (["run", "--roster", "none.csv"], "没有 none.csv 这个文件或文件夹"),
    ],
)
def test_wrong_use_is_explained_in_chinese(
    monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    told = gouji(*args, expect=2).output
    assert said in told
    assert "错误：" in told
    assert not SENTENCE.search(told)


def test_the_option_decides_before_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert language_asked(["check", "--lang", "en"]) == "en"
    assert language_asked(["check", "--lang=en", "x"]) == "en"
    assert language_asked(["check", "x", "--lang"]) == "zh"
    monkeypatch.setenv("LC_ALL", "C")
    assert language_asked(["--lang", "zh"]) == "zh"
    assert language_asked(["check"]) == "en"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有这个文件或文件夹"), ("en", "no such file or folder")]
)
def test_a_target_that_cannot_be_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, said: str
) -> None:
    monkeypatch.setattr("pipeline.steps.judged_drafts", None)
    sheet = ["--format", "xlsx", "--lang", lang]
    target = tmp_path / "none" / "o.xlsx"
    told = gouji("check", SAMPLES, *sheet, "--output", target, expect=1).output
    assert said in told
    assert str(target.parent) in told
    assert "Traceback" not in told
    gouji("check", SAMPLES, *sheet, "--output", tmp_path, expect=1)


def test_what_the_system_refuses_is_no_crash(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.mkdir()
    (blocked / "raw").write_text("a file where a folder must be")
    draft = next(iter(sorted(SAMPLES.glob("*.html"))))
    run = ["ingest", draft, "--url", "https://example.gov.cn/1.html", "--home", blocked]
    told = gouji(*run, "--lang", "zh", expect=1)
    assert isinstance(told.exception, SystemExit)
    assert "错误：" in told.output
    assert "raw" in told.output


def test_a_file_that_was_not_taken_in_is_told_in_one_language(tmp_path: Path) -> None:
    home = ["--home", tmp_path / "data", "--lang", "zh"]
    told = gouji("run", "--documents", tmp_path / "none.docx", *home).output
    assert "none.docx（没有这个文件）" in " ".join(told.split())
    assert "没有读出任何表格" in told
    assert "没有发现问题" not in told
