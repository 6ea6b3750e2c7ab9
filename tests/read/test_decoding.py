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


def test_what_is_half_broken_is_not_guessed_at() -> None:
    assert decode(b"\xff\xe9 \xff\xe9 \xff \xff") is None
    assert decode(b"\xff") is None
