"""Encodings: by mark, by validity, by declaration."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.read.decoding import decode
from pipeline.records import Reading, Refusal
from tests.read.builders import texts

SENTENCE = "云泽市二〇二三年共收到申请五件，均已办结。" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_chinese_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert texts(read_document(SENTENCE.encode(encoding))) == [SENTENCE]


def test_four_byte_gb18030_is_read() -> None:
    assert texts(read_document("㐀𠀀龦条例".encode("gb18030"))) == ["㐀𠀀龦条例"]


def test_a_wrong_declaration_is_overruled() -> None:
    page = f'<html><meta charset="gb2312"><p>{SENTENCE}</p></html>'
    assert texts(read_document(page.encode())) == [SENTENCE]
    page = f'<html><meta charset="utf-8"><p>{SENTENCE}</p></html>'
    assert texts(read_document(page.encode("gb18030"))) == [SENTENCE]


def test_a_declaration_decides_where_nothing_else_fits() -> None:
    data = '<html><meta charset="windows-1252"><p>caf\u00e9 \u00e8 \u00fc'.encode("cp1252")
    assert texts(read_document(data)) == ["caf\u00e9 \u00e8 \u00fc"]


@pytest.mark.parametrize("declared", ["idna", "zlib_codec", "no-such", "utf-7"])
def test_only_harmless_declarations_are_followed(declared: str) -> None:
    data = f'<html><meta charset="{declared}"><p>'.encode() + b"\xe9 \xe8 \xfc \xe9 \xff"
    refusal = read_document(data)
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code) == ("unreadable", "read.charset")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_in_two_costs_itself_only(encoding: str) -> None:
    data = SENTENCE.encode(encoding)[:-1]
    reading = read_document(data)
    assert isinstance(reading, Reading)
    assert texts(reading)[0].startswith(SENTENCE[:-1])
    assert [issue.code for issue in reading.issues] == ["read.charset_damaged"]


TRADITIONAL = "雲澤縣二〇二三年共收到政府信息公開申請五件,均已辦結,無結轉下年度繼續辦理的申請。" * 4


@pytest.mark.parametrize("declared", ["big5", "gb2312", "utf-8", None])
def test_big5_is_told_from_gb18030_by_its_characters(declared: str | None) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html>{meta}<p>{TRADITIONAL}</p></html>"
    assert texts(read_document(page.encode("big5hkscs"))) == [TRADITIONAL]


@pytest.mark.parametrize("declared", ["big5", "gbk", None])
def test_traditional_script_in_gb18030_stays_what_it_is(declared: str | None) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    reading = read_document(f"<html>{meta}<p>{TRADITIONAL}</p></html>".encode("gb18030"))
    assert texts(reading) == [TRADITIONAL]
    assert isinstance(reading, Reading)
    assert reading.issues == ()


def test_a_character_of_big5_cut_in_two_costs_itself_only() -> None:
    reading = read_document(TRADITIONAL.encode("big5hkscs")[:-1])
    assert texts(reading)[0].startswith(TRADITIONAL[:-1])
    assert isinstance(reading, Reading)
    assert [issue.code for issue in reading.issues] == ["read.charset_damaged"]


def test_text_of_rare_characters_is_said_to_be_doubtful() -> None:
    rare = b"".join(bytes((0x81 + at % 30, 0x80 + at % 20)) for at in range(60))  # none of Big5
    reading = read_document(rare)
    assert isinstance(reading, Reading)
    assert [issue.code for issue in reading.issues] == ["read.charset_doubtful"]


def test_what_is_half_broken_is_not_guessed_at() -> None:
    assert decode(b"\xff\xe9 \xff\xe9 \xff \xff") is None
    assert decode(b"\xff") is None
