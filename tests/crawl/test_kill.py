"""A crawl killed at any moment: nothing lost, at most what was in flight is fetched again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from pipeline.crawl.archive import active_documents
from pipeline.crawl.crawler import LOCAL_LANES
from pipeline.crawl.runner import crawl
from pipeline.paths import Home
from pipeline.registry.sources import ad_hoc
from tests.crawl.lists import ListSite

PAGES, KILLS = 2000, 5
CALL = (
    "import sys; from datetime import UTC, datetime; from pathlib import Path;"
    "from pipeline.crawl.runner import crawl; from pipeline.paths import Home;"
    "from pipeline.registry.sources import ad_hoc;"
    "crawl(Home(Path(sys.argv[1])), [ad_hoc(sys.argv[2])], now=datetime.now(UTC),"
    " allow_private=True)"
)


@pytest.mark.slow
def test_five_kills(home: Home) -> None:
    chance = random.Random(4)  # noqa: S311 - moments to kill at
    with ListSite(PAGES) as site:
        for _ in range(KILLS):
            before = sum(site.hits.values())
            process = subprocess.Popen(
                [sys.executable, "-c", CALL, str(home.root), site.url], start_new_session=True
            )
            wanted = before + chance.randrange(5, 250)
            while sum(site.hits.values()) < wanted and process.poll() is None:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        whole = crawl(home, [ad_hoc(site.url)], now=datetime.now(UTC), allow_private=True)
        assert whole.states == {"fetched": PAGES + 1}
        asked = sum(count for (path, _), count in site.hits.items() if path.startswith("/r/"))
        assert asked <= PAGES + KILLS * LOCAL_LANES
        assert len(active_documents(home)) == PAGES
        assert not list(home.objects.rglob(".writing-*")) or asked > PAGES

        site.hits.clear()
        second = crawl(home, [ad_hoc(site.url)], now=datetime.now(UTC), allow_private=True)
    assert second.states == {"fetched": 1, "not_modified": PAGES}
    assert sum(n for (path, status), n in site.hits.items() if status == 304) == PAGES
