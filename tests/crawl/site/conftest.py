"""The sample site, started once and forgetful between tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.samplesite.server import SampleSite


@pytest.fixture(scope="session")
def _running() -> Iterator[SampleSite]:
    with SampleSite() as site:
        yield site


@pytest.fixture
def site(_running: SampleSite) -> SampleSite:
    _running.reset()
    return _running
