"""One crawl of a listing page by the project, with every guard on: `python -m bench.our_crawl URL`.

Prints the same JSON as `bench.plain_spider`: of the downloader's process, and of the whole wall
time, seeds and manifest included.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from pipeline.crawl.runner import crawl
from pipeline.paths import Home
from pipeline.registry.sources import ad_hoc


def main() -> None:
    """Crawl into a folder that goes away again, and print what it took."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        started = time.perf_counter()
        source = ad_hoc(sys.argv[1])
        crawled = crawl(Home(Path(folder)), [source], now=datetime.now(UTC), allow_private=True)
        seconds = time.perf_counter() - started
    worker = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "pages": crawled.found[source.id],
                "seconds": seconds,
                "cpu": sum((worker.ru_utime, worker.ru_stime, own.ru_utime, own.ru_stime)),
                "peak_mb": worker.ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
