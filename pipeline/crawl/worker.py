"""The crawl's own process: `python -m pipeline.crawl.worker`, its work as JSON on stdin.

A reactor starts once in a process, so each crawl has its own, with its own memory. It ends with
its parent: the end of stdin stops it, and the ledger knows what is left.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from pipeline.crawl.addresses import host_key
from pipeline.crawl.crawler import LOCAL_LANES, Crawl
from pipeline.crawl.download import Downloader, settings
from pipeline.crawl.ledger import Ledger
from pipeline.paths import Home
from pipeline.registry.sources import Source, from_record


class _Host(scrapy.Spider):
    """What keeps the engine open while the crawl uses it as a downloader."""

    name = "gouji"
    job: dict[str, Any]

    async def start(self) -> AsyncIterator[Any]:
        """Run the whole crawl; there is nothing to schedule."""
        try:
            await _crawl(self.crawler.engine, self.job)
        except Exception:
            self.logger.exception("the crawl broke off")
            os._exit(1)
        return
        yield


async def _crawl(engine: Any, job: dict[str, Any]) -> None:
    home = Home(Path(job["home"]))
    sources = [from_record(record) for record in job["sources"]]
    local = job["allow_private"]
    ledger = Ledger(home.ledger)
    getter = Downloader(engine, _named(sources) if local else frozenset())
    try:
        crawl = Crawl(
            home,
            ledger,
            sources,
            getter,
            run_id=job["run_id"],
            allow_private=local,
            clock=_clock(job["now"]),
        )
        await crawl.run()
    finally:
        ledger.close()


def _clock(now: float) -> Callable[[], float]:
    """Return a clock that stands at `now` and goes on as time does."""
    start = time.monotonic()
    return lambda: now + time.monotonic() - start


def _named(sources: list[Source]) -> frozenset[str]:
    """Return the host names that the sources spell out, without their ports."""
    hosts = {host for source in sources for host in source.hosts}
    hosts |= {host_key(url) for source in sources for url in source.urls}
    return frozenset(host.rsplit(":", 1)[0].strip("[]") for host in hosts)


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(3)


def main() -> None:
    """Read the job and work until nothing is pending."""
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    local = job["allow_private"]
    process = AsyncCrawlerProcess(settings(concurrency=LOCAL_LANES if local else 1))
    process.crawl(_Host, job=job)
    process.start()


if __name__ == "__main__":
    main()
