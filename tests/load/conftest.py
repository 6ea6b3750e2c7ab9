"""A data folder whose path SQL has to quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.paths import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "it's data")
