"""The warehouse: what a build holds, and that readers only ever see a whole one."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.load.errors import LoadError
from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import Home
from pipeline.records import Claim, Extraction, Issue, LabelReading, LegacyFigure
from pipeline.registry.forms import table_form
from tests.load.builders import (
    NOW,
    VERSION,
    consistent,
    document,
    documents,
    extraction,
    sha,
)


def _rows(home: Home, query: str, *extractions: Extraction) -> list[tuple[object, ...]]:
    """Return what the query finds in a build of these extractions, one document each."""
    write_part(extractions, home, VERSION)
    manifest = [document(""), *[_document(entry) for entry in extractions]][1:]
    with build(home, VERSION, manifest) as made:
        return made.connection.execute(query).fetchall()


def _document(entry: Extraction):
    from pipeline.records import Document

    return Document(entry.sha256, 100, NOW, "local", "a.html")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "it's data")


def test_smoke(home: Home) -> None:
    rows = _rows(home, "select * from v_report", extraction("a", figures=consistent()))
    assert len(rows) == 1
