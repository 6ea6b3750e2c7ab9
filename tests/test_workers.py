"""A document that hangs or kills its worker costs only itself."""

from __future__ import annotations

import hashlib
import os
import time
from functools import partial

import pytest

from pipeline.workers import extract_all

PAGE = "<html><body><p>{0}</p></body></html>"


def _load(pages: dict[str, str], key: str) -> bytes:
    text = pages[key]
    if text == "hang":
        time.sleep(600)
    if text == "die":
        os._exit(9)
    if text == "eat":
        return bytes(64 * 1024**3)
    return PAGE.format(text).encode()


def _run(*texts: str, seconds: float = 60) -> list[tuple[str, str]]:
    pages = {hashlib.sha256(f"{i}{t}".encode()).hexdigest(): t for i, t in enumerate(texts)}
    found = list(extract_all(list(pages), partial(_load, pages), workers=2, seconds=seconds))
    return [(e.report.state, e.report.issues[0].code) for e in found]


def test_a_dead_worker_costs_one_document() -> None:
    states = _run("a", "die", "b", "c")
    assert states[1] == ("unreadable", "read.worker_died")
    assert [state for state, _ in (states[0], *states[2:])] == ["not_a_report"] * 3


def test_a_document_that_eats_all_memory_costs_one_document() -> None:
    states = _run("a", "eat", "b")
    assert states[1] == ("unreadable", "read.worker_died")
    assert states[0][0] == states[2][0] == "not_a_report"


@pytest.mark.slow
def test_a_hanging_document_is_given_up() -> None:
    states = _run("a", "hang", "b", seconds=15)
    assert states[1] == ("unreadable", "read.timeout")
    assert states[0][0] == states[2][0] == "not_a_report"


def test_nothing_to_do_starts_no_process() -> None:
    assert _run() == []
