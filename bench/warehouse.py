"""`python -m bench.warehouse`: load, judge and query synthetic reports, at growing sizes.

Prints one JSON object a line. Each size runs in a process of its own, so that its memory is its
own. The parts are kept in `--folder` and used again. `--page` writes docs/performance.md as well.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from bench import reports
from pipeline.check.rules import Rule, load_rules
from pipeline.check.runner import Judgement, judge
from pipeline.load.publication import open_published
from pipeline.load.warehouse import build
from pipeline.paths import PROJECT, SQL, Home

SIZES = (10_000, 100_000, 1_000_000)
PEERS = 100_000  # where the peers are measured: beyond it they need the memory of a server
MEMORY = "6GB"  # for DuckDB; the process has its own on top
RUNS = 3  # of judging and of every example, of which the median counts
PAGE = PROJECT / "docs" / "performance.md"

Line = dict[str, Any]


def main() -> None:
    """Measure the sizes asked for, smallest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="keep the synthetic reports here")
    parser.add_argument("--page", action="store_true", help="write docs/performance.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as temporary:
        lines = list(_measured(given.folder or Path(temporary), sorted(given.reports)))
    if given.page:
        PAGE.write_text(_page(lines), encoding="utf-8")


def _measured(folder: Path, sizes: list[int]) -> Iterator[Line]:
    whole = Home(folder / "reports")
    reports.write(whole.extract, sizes[-1])
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        home = _share(whole, Home(folder / str(size)), size)
        for work in (_warehouse, *_beside(size, sizes)):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_run, args=(work, home, size, sender))
            process.start()
            sender.close()
            yield from _received(receiver)
            process.join()
            if process.exitcode:
                raise SystemExit(f"{work.__name__} of {size} reports ended with {process.exitcode}")


def _beside(size: int, sizes: list[int]) -> list[Callable[[Home, int], Iterator[Line]]]:
    """Return what is measured beside this size; a process that works for us loads no peer."""
    if size != min(PEERS, sizes[-1]):
        return []
    from bench.judges import compare_judges
    from bench.peers import compare_peers

    return [compare_peers, compare_judges]


def _run(work: Callable[[Home, int], Iterator[Line]], home: Home, size: int, sender: Any) -> None:
    for line in work(home, size):
        sender.send(line)
    sender.close()


def _received(receiver: Any) -> Iterator[Line]:
    while True:
        try:
            line = receiver.recv()
        except EOFError:
            return
        print(json.dumps(line, ensure_ascii=False), flush=True)
        yield line


def _share(whole: Home, home: Home, size: int) -> Home:
    """Give a home the first parts of the whole."""
    folder = home.extract / reports.VERSION
    folder.mkdir(parents=True, exist_ok=True)
    for part in folder.glob("part-*"):
        part.unlink()
    count = -(-size // (reports.ORGANS * len(reports.YEARS)))
    for number in range(count):
        name = f"part-{number:06d}"
        (folder / name).symlink_to((whole.extract / reports.VERSION / name).absolute())
    return home


def _warehouse(home: Home, size: int) -> Iterator[Line]:
    """Load, judge and publish; then ask the examples of the published file."""
    documents = reports.documents(size)

    def line(name: str, value: float, unit: str) -> Line:
        return {"name": f"warehouse/{name}/{size}", "value": round(value, 3), "unit": unit}

    started = time.perf_counter(), _used()
    with build(home, reports.VERSION, documents, memory_limit=MEMORY) as made:
        yield line("load", time.perf_counter() - started[0], "s")
        yield line("load/cpu", _used() - started[1], "s")
        every = load_rules()
        arithmetic = [rule for rule in every if _is_arithmetic(rule)]
        for name, rules in (("arithmetic", arithmetic), ("judge", every)):
            taken = [_judged(made.connection, rules) for _ in range(RUNS)]
            yield line(name, statistics.median(seconds for _, seconds, _ in taken), "s")
            yield line(f"{name}/least", min(seconds for _, seconds, _ in taken), "s")
            yield line(f"{name}/cpu", statistics.median(cpu for *_, cpu in taken), "s")
            yield line(f"{name}/rules", len(rules), "rules")
        found = taken[0][0]
        yield line("judge/units", found.units, "units")
        yield line("judge/causes", found.causes, "causes")
        start = time.perf_counter()
        made.publish()
        yield line("publish", time.perf_counter() - start, "s")
    yield line("file", home.database.stat().st_size / 1e6, "MB")
    yield line("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB")
    with open_published(home.database) as connection:
        asked = {path.stem: _asked(connection, path) for path in _examples()}
    yield line("examples", len(asked), "queries")
    yield line("examples/median", statistics.median(asked.values()) * 1000, "ms")
    worst = max(asked, key=asked.__getitem__)
    yield line("examples/worst", asked[worst] * 1000, "ms") | {"query": worst}


def _is_arithmetic(rule: Rule) -> bool:
    """Whether a rule compares figures of a report with each other or with last year's."""
    return rule.id.startswith(("T2", "T3", "T4")) or rule.id == "XY-CARRY"


def _used() -> float:
    """Return the CPU seconds of this process and of those it has started and seen end."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def _judged(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]
) -> tuple[Judgement, float, float]:
    """Return what the rules came to, the seconds of the clock that it took, and those of the cores.

    On a shared machine the latter depend less on the others.
    """
    start, used = time.perf_counter(), _used()
    found = judge(connection, rules)
    return found, time.perf_counter() - start, _used() - used


def _examples() -> list[Path]:
    return sorted((SQL / "examples").glob("*.sql"))


def _asked(connection: duckdb.DuckDBPyConnection, path: Path) -> float:
    """Return the median seconds of an example, the first run among them."""
    query, taken = path.read_text(encoding="utf-8"), []
    for _ in range(RUNS):
        start = time.perf_counter()
        connection.execute(query).fetchall()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _page(lines: list[Line]) -> str:
    sizes = sorted({int(line["name"].rsplit("/", 1)[1]) for line in lines})
    values = {line["name"]: line for line in lines}
    kinds = [line["name"].rsplit("/", 1)[0] for line in lines if "peer" not in line]
    rows = []
    for kind in dict.fromkeys(kinds):
        found = [values.get(f"{kind}/{size}") for size in sizes]
        unit = next(one["unit"] for one in found if one)
        cells = ["" if one is None else f"{one['value']:,}" for one in found]
        rows.append(f"| {kind.removeprefix('warehouse/')} ({unit}) | {' | '.join(cells)} |")
    peers = [
        f"| {line['name']} | {line['value']} | {line['peer']} | {line['peer_value']} "
        f"| {line['ratio']} |"
        for line in lines
        if "peer" in line
    ]
    machine = f"{multiprocessing.cpu_count()} cores, DuckDB {duckdb.__version__}"
    return "\n".join(
        [
            "<!-- Written by `python -m bench.warehouse --page`. -->",
            "",
            "# Performance of the warehouse",
            "",
            f"Synthetic reports of both layouts, two in a hundred broken; {machine}, "
            f"Python {platform.python_version()}, DuckDB held to {MEMORY}. Loading is one run, "
            f"judging the median of {RUNS}. The machine is shared: seconds of the clock depend on "
            "the others, those of the cores (cpu) less.",
            "",
            f"| | {' | '.join(f'{size:,} reports' for size in sizes)} |",
            "| --- |" + " --- |" * len(sizes),
            *rows,
            "",
            "## Beside others",
            "",
            "Table 3 from the same Parquet files, then the check that every row's total is the sum",
            "of its parts. *Tall* is one row a cell in DuckDB. `judge_sums` are the four sums of",
            "tables 3 and 4: ours with results stored and findings worded, the peers only say what",
            "fails. A ratio under 1 is in our favour.",
            "",
            "| | ours (s) | peer | peer (s) | ratio |",
            "| --- | --- | --- | --- | --- |",
            *peers,
            "",
        ]
    )


if __name__ == "__main__":
    main()
