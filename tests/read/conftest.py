"""Fixtures of the readers' tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.read import ocr_extra


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the extra that reads pictures is not installed."""
    monkeypatch.setattr(ocr_extra, "NEEDED", ("gouji_without_ocr",))


@pytest.fixture(scope="session")
def real_dir() -> Path:
    """The folder of real documents, which are not part of this repository."""
    folder = os.environ.get("GOUJI_REAL")
    if not folder:
        pytest.skip("GOUJI_REAL names no folder of real documents")
    return Path(folder)
