"""Processes that word findings: over many reports that is most of the work, and no SQL.

What must not go here: what is worded (`wording`), a database connection.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock

import pyarrow as pa

from pipeline.check.facts import Tables
from pipeline.check.rules import Rule
from pipeline.check.wording import Wording, worded

ENOUGH = 1  # chunks for each process, below which it is not worth starting

Bounds = tuple[int, int]
Fetch = Callable[[Bounds], Tables]
Lookup = Callable[[pa.Table], pa.Table]


def word_chunks(
    chunks: Sequence[Bounds],
    rules: Mapping[str, Rule],
    fetch: Fetch,
    lookup: Lookup,
    keep: Callable[[pa.Table], None],
    *,
    workers: int | None = None,
) -> None:
    """Word the findings of every chunk, in processes of their own where there are many.

    Args:
        chunks: the first and last report key of each.
        rules: every rule that ran, by its id.
        fetch: returns what was gathered for a chunk.
        lookup: returns the places of cells, as `worded` asks for them.
        keep: takes the findings of a chunk, in the order of the chunks. No two of the three
            functions are ever called at once.
        workers: how many processes at most; one for each core where not given.

    Raises:
        RuntimeError: a process ended before its work was done.
    """
    count = min(len(chunks) // ENOUGH, workers or os.cpu_count() or 1)
    if count < 2:
        for bounds in chunks:
            keep(_answered(worded(fetch(bounds), rules), lookup))
        return
    alone = Lock()

    def ask(bounds: Bounds) -> pa.Table:
        clerk = idle.get()
        try:
            with alone:
                tables = fetch(bounds)
            clerk.send(tables)
            cells = _received(clerk)
            with alone:
                places = lookup(cells)
            clerk.send(places)
            return _received(clerk)
        finally:
            idle.put(clerk)  # even of a failure: nobody shall wait for it without end

    with _clerks(count, rules) as idle, ThreadPoolExecutor(count) as pool:
        for found in pool.map(ask, chunks):
            with alone:
                keep(found)


def _answered(wording: Wording, lookup: Lookup) -> pa.Table:
    """Run a wording to its end in this process."""
    cells = next(wording)
    try:
        wording.send(lookup(cells))
    except StopIteration as end:
        return end.value
    raise RuntimeError("a wording asks for places once")


def _received(clerk: Connection) -> pa.Table:
    try:
        answer = clerk.recv()
    except EOFError as error:
        raise RuntimeError("a process that words findings ended early: is memory short?") from error
    if isinstance(answer, Exception):
        raise answer
    return answer


@contextmanager
def _clerks(count: int, rules: Mapping[str, Rule]) -> Iterator[SimpleQueue[Connection]]:
    """Start the processes; yield a queue of the connections to those that are idle."""
    context = multiprocessing.get_context("spawn")  # forking a threaded parent can deadlock
    idle: SimpleQueue[Connection] = SimpleQueue()
    pipes, started = [], []
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, rules), daemon=True)
            process.start()
            theirs.close()
            pipes.append(ours)
            started.append(process)
            idle.put(ours)
        yield idle
    finally:
        for pipe in pipes:
            pipe.close()  # a process ends when nobody asks any more
        for process in started:
            process.join()


def _serve(asked: Connection, rules: Mapping[str, Rule]) -> None:
    """Word chunk after chunk until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted too, and decides
    gc.disable()  # a chunk is all there is to collect, and searching it in its midst takes a tenth
    gc.freeze()  # what was imported stays
    with suppress(EOFError, BrokenPipeError):  # nobody asks any more
        while True:
            asked.send(_reply(asked, rules))
            gc.collect()


def _reply(asked: Connection, rules: Mapping[str, Rule]) -> pa.Table | Exception:
    """Return the findings of the next chunk, or what went wrong with it."""

    def lookup(cells: pa.Table) -> pa.Table:
        asked.send(cells)
        return asked.recv()

    tables = asked.recv()
    try:
        return _answered(worded(tables, rules), lookup)
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:  # whatever it is, the other end shall raise it
        return error
