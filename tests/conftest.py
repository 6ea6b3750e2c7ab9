"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.paths import Home


def _folder(variable: str) -> Path:
    """Return a folder of public documents that are not part of the repository."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set: it names the folder of the real reports")
    return Path(value)


@pytest.fixture(scope="session")
def real_reports() -> Path:
    return _folder("GOUJI_REAL")


@pytest.fixture(scope="session")
def real_truth() -> Path:
    return _folder("GOUJI_TRUTH")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")
