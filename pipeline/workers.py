"""Documents extracted in worker processes: one that crashes or hangs costs only itself.

What must not go here: what extraction does (`extract`), where results are kept (`load`).
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout

from pebble import ProcessExpired, ProcessPool

from pipeline.extract import extract
from pipeline.records import Extraction, Issue, Report

SECONDS_EACH = 120.0  # a report takes milliseconds; a scan of many pages takes seconds
MEMORY_EACH = 4 * 1024**3  # address space, of which shared libraries alone take a good part

Load = Callable[[str], bytes]


def extract_all(
    keys: Sequence[str],
    load: Load,
    *,
    workers: int | None = None,
    seconds: float = SECONDS_EACH,
) -> Iterator[Extraction]:
    """Yield the extraction of each document, in the order of `keys` (their sha256).

    `load` returns the bytes of a document; it runs in the worker and must pickle.
    A document that exceeds its time or kills its process is yielded as `unreadable`.
    """
    if not keys:
        return
    count = min(len(keys), workers or os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")  # forking a threaded parent can deadlock
    with ProcessPool(count, initializer=_limit_memory, context=context) as pool:
        futures = [pool.schedule(_extract_one, (key, load), timeout=seconds) for key in keys]
        for key, future in zip(keys, futures, strict=True):
            try:
                yield future.result()
            except FutureTimeout:
                yield _gave_up(key, "read.timeout", f"{seconds:g} s")
            except (ProcessExpired, MemoryError) as error:
                yield _gave_up(key, "read.worker_died", f"{type(error).__name__}: {error}")


def _extract_one(key: str, load: Load) -> Extraction:
    return extract(load(key))


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_EACH, MEMORY_EACH))


def _gave_up(sha256: str, code: str, detail: str) -> Extraction:
    return Extraction(sha256, None, "", Report("unreadable", issues=(Issue(code, detail),)))
