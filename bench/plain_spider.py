"""The peer of the crawl bench: a spider as the Scrapy tutorial has it, with default settings.

    python -m bench.plain_spider URL

It follows the numbered lists, fetches every report they link and keeps its title. Prints how many.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class PlainSpider(scrapy.Spider):
    """Lists to reports."""

    name = "plain"
    fetched = 0

    def parse(self, response: Response) -> Iterator[Any]:
        """Follow a list: its reports, and the lists after it."""
        if response.url.endswith("/index.html"):
            pages = int(response.css("script::text").re_first(r"createPageHTML\((\d+)", "1"))
            for number in range(1, pages):
                yield response.follow(f"/index_{number}.html")
        yield from response.follow_all(css="li a", callback=self.parse_report)

    def parse_report(self, response: Response) -> dict[str, str | None]:
        """Take the title of a report."""
        type(self).fetched += 1
        return {"url": response.url, "title": response.css("title::text").get()}


def main() -> None:
    """Crawl, and print pages, seconds and peak memory as JSON."""
    started = time.perf_counter()
    process = AsyncCrawlerProcess({"LOG_LEVEL": "WARNING"})
    process.crawl(PlainSpider, start_urls=[sys.argv[1]])
    process.start()
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "pages": PlainSpider.fetched,
                "seconds": seconds,
                "cpu": used.ru_utime + used.ru_stime,
                "peak_mb": used.ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
