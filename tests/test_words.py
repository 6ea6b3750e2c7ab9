"""Every code that a document can end with has words for the person who has to act on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from pipeline.paths import PACKAGE
from pipeline.records import ReadState
from pipeline.registry.issue_words import issue_words
from pipeline.registry.tables import read_toml
from pipeline.registry.words import default_language, language_of, word

CODE = re.compile(r'"((?:read|parse|load)\.[a-z_]+)"')


def _codes_in_use() -> set[str]:
    sources = [p for p in Path(PACKAGE).rglob("*.py") if "samples" not in p.parts]
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_issue_code_has_words() -> None:
    codes = _codes_in_use()
    assert "read.empty" in codes
    assert codes <= set(read_toml("words.toml")["issue"])


def test_every_word_stands_in_both_languages() -> None:
    for section, words in read_toml("words.toml").items():
        for code, languages in words.items():
            assert set(languages) == {"zh", "en"}, f"{section}.{code}"


@pytest.mark.parametrize("state", get_args(ReadState))
def test_every_state_has_words(state: str) -> None:
    assert word("state", state, "zh")
    assert word("state", state, "en")


def test_unknown_code_is_shown_as_it_is() -> None:
    assert issue_words("read.never_heard_of", "x", "en") == "read.never_heard_of x"


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language_of("zh_CN.UTF-8") == "zh"
    assert language_of("en_US.UTF-8") == "en"
    assert language_of("") == "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert default_language() == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert default_language() == "zh"


@pytest.mark.parametrize(
    ("code", "detail", "said"),
    [
        ("parse.table_missing", "t4", "没有找到的表：表四"),
        ("parse.row_width", "rules", "表二「规章」"),
        ("parse.row_width", "new_requests: 6", "表三「一、本年新收政府信息公开申请数量」: 6"),
        ("parse.readings_differ", "t3: 5", "表三: 5"),
        ("parse.unknown_row", "其中：网上", "其中：网上"),
    ],
)
def test_details_of_issues_are_in_the_words_of_the_form(code: str, detail: str, said: str) -> None:
    assert said in issue_words(code, detail, "zh")
