"""The steps of a night, one function each: what Dagster, the command line and tests all call.

What must not go here: Dagster, terminals, and what any single stage does.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipeline.arrow import spare_pandas
from pipeline.check.lifecycle import EVENTS, events_after, settle
from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.check.waivers import Waiver, load_waivers
from pipeline.crawl.archive import (
    Intake,
    active_documents,
    archive_files,
    archive_saved,
    read_object,
)
from pipeline.crawl.sightings import sightings
from pipeline.extract import extractor_version
from pipeline.load.context import add_context, drop_context
from pipeline.load.journal import append_events, last_generation, read_journal
from pipeline.load.organs import Surroundings
from pipeline.load.parts import extracted_hashes, sweep_leftovers, sweep_old_versions, write_part
from pipeline.load.release import Stamp
from pipeline.load.warehouse import Build, build
from pipeline.paths import SAMPLES, Home
from pipeline.registry.roster import load_roster
from pipeline.registry.sources import Source, ad_hoc, load_sources
from pipeline.registry.tables import RegistryError
from pipeline.workers import extract_all

if TYPE_CHECKING:  # what opens sockets and writes WARC files is imported where it is needed
    from pipeline.crawl.preview import Candidate
    from pipeline.crawl.runner import Crawled
    from pipeline.crawl.warc import Written

PART_SIZE = 1_000  # documents a Parquet part: what a killed run has to do again at most

Progress = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one run extracted: `states` counts the new documents by their state."""

    done: int
    already: int
    states: dict[str, int]


def given_sources(given: Sequence[str]) -> tuple[Source, ...]:
    """Return the sources of files and of addresses of listing pages, each once.

    Raises:
        RegistryError: an entry is malformed; nothing has been fetched then.
    """
    found: dict[str, Source] = {}
    for name in given:
        whole = (ad_hoc(name),) if "://" in name else load_sources(Path(name))
        for source in whole:
            if source.id in found and found[source.id] != source:
                urls = tuple(dict.fromkeys((*found[source.id].urls, *source.urls)))
                source = replace(found[source.id], urls=urls)
            found[source.id] = source
    return tuple(found.values())


def crawl(
    home: Home,
    given: Sequence[str],
    *,
    now: datetime,
    allow_private: bool = False,
    on_progress: Progress | None = None,
) -> Crawled | None:
    """Fetch what files of sources and listing pages name; None where nothing is given."""
    sources = given_sources(given)
    if not sources:
        return None
    from pipeline.crawl.runner import crawl as crawl_sources

    return crawl_sources(
        home, sources, now=now, allow_private=allow_private, on_progress=on_progress
    )


def candidates(
    given: Sequence[str], names: Sequence[str] = (), *, now: datetime, allow_private: bool
) -> tuple[Candidate, ...]:
    """Return what the sources, or those of some ids, would fetch; only listings are read."""
    sources = given_sources(given)
    if unknown := sorted(set(names) - {source.id for source in sources}):
        raise RegistryError(f"no source has the id {unknown[0]!r}")
    chosen = [source for source in sources if not names or source.id in names]
    from pipeline.crawl.preview import preview

    return preview(chosen, now=now, allow_private=allow_private)


def take_in(home: Home, paths: Sequence[Path], *, now: datetime, sample: bool = False) -> Intake:
    """Archive files and folders, or the built-in samples, in the raw zone."""
    if sample:
        return archive_files([SAMPLES], home, now=now, source_id="sample")
    return archive_files(paths, home, now=now)


def keep_saved(home: Home, path: Path, url: str, *, now: datetime) -> Intake:
    """Archive a page that somebody saved by hand as what stands at its address.

    Raises:
        RegistryError: it is no address of a page.
    """
    ad_hoc(url)
    return archive_saved(path, url, home, now=now)


def write_warc(home: Home, target: Path) -> Written:
    """Export all fetches as a WARC file."""
    from pipeline.crawl.warc import export_warc

    return export_warc(home, target)


def extract_pending(home: Home, on_progress: Progress | None = None) -> Extracted:
    """Extract every active document that this version of the extractor has not done yet.

    Parts are written as they fill, so a killed run loses the part in hand and nothing else.
    """
    version = extractor_version()
    sweep_leftovers(home)
    documents = active_documents(home)
    known = extracted_hashes(home, version)
    pending = [d for d in documents if d.sha256 not in known]
    load = partial(read_object, home)
    states: Counter[str] = Counter()
    done = 0
    for batch in _batches([d.sha256 for d in pending], PART_SIZE):
        part = []
        for extraction in extract_all(batch, load):
            part.append(extraction)
            done += 1
            if on_progress:
                on_progress(done, len(pending))
        states.update(extraction.report.state for extraction in part)
        write_part(part, home, version)
    return Extracted(len(pending), len(documents) - len(pending), dict(states))


def _batches(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def surroundings(home: Home) -> Surroundings:
    """Return what the installation knows of organs: whose sites it crawls, and its roster.

    Raises:
        RegistryError: the roster or the standing sources are malformed.
    """
    standing = home.root / "sources.toml"
    sources = (*load_sources(), *(load_sources(standing) if standing.exists() else ()))
    roster = load_roster(home.roster) if home.roster.exists() else ()
    sites = {source.id: source.organ for source in sources if source.organ}
    return Surroundings(sites, roster, all_regions=True)


def take_roster(home: Home, path: Path) -> int:
    """Make a roster that of the installation, in the place of any before; return its lines.

    Raises:
        RegistryError: a line is malformed; the roster before stays.
    """
    lines = load_roster(path)
    home.root.mkdir(parents=True, exist_ok=True)
    copy = home.roster.with_name(home.roster.name + ".new")
    copy.write_bytes(path.read_bytes())
    copy.replace(home.roster)
    return len(lines)


def given_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a file; none where there is no such file.

    Raises:
        WaiverError: an entry is malformed.
    """
    return load_waivers(path, (rule.id for rule in load_rules()))


@contextmanager
def judged_build(
    home: Home,
    around: Surroundings | None = None,
    *,
    now: datetime | None = None,
    waivers: Path | None = None,
    against: Path | None = None,
) -> Iterator[Build]:
    """Build the warehouse of the active documents anew and judge it; yield it unpublished.

    Args:
        home: the data folder.
        around: what the installation knows of organs; read from its home where not given.
        now: the time of the run; that of the newest document where not given.
        waivers: the file of waivers; that of the data folder where not given.
        against: a warehouse that last year's reports are taken from where there are none here.

    Raises:
        WaiverError: a waiver is malformed; nothing has been built then.
        LoadError: there is no such warehouse, or a file of the data folder is damaged.
    """
    rules = load_rules()
    accepted = given_waivers(waivers or home.waivers)
    around = surroundings(home) if around is None else around
    documents, looks = active_documents(home), sightings(home)
    newest = max((d.fetched_at for d in documents), default=datetime.fromtimestamp(0, UTC))
    version = extractor_version()
    with build(home, version, documents, sightings=looks, around=around) as warehouse:
        if against is not None:
            add_context(warehouse.connection, against)
        judge(warehouse.connection, rules)
        if against is not None:
            drop_context(warehouse.connection)
        journal = read_journal(home, EVENTS)
        settle(warehouse.connection, journal, accepted, now=now or newest)
        yield warehouse


def publish(warehouse: Build, stamp: Stamp | None = None) -> Path:
    """Swap the build in, stamped with its run, and write down what it tells of findings.

    Killed after the swap, it tells the same to the journal the next time.
    """
    known = last_generation(read_journal(warehouse.home, EVENTS))
    events = events_after(warehouse.connection, known)
    target = warehouse.publish(stamp)
    append_events(warehouse.home, events)
    sweep_old_versions(warehouse.home, extractor_version())
    return target


@contextmanager
def judged_drafts(
    paths: Sequence[Path],
    *,
    now: datetime,
    against: Path | None = None,
    waivers: Path | None = None,
    on_progress: Progress | None = None,
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Intake]]:
    """Judge files on their own: everything lies in a folder that goes away again.

    Args:
        paths: files and folders.
        now: the time of the run.
        against: a warehouse that last year's reports are taken from.
        waivers: a file of waivers.
        on_progress: told how many files are done, of how many.
    """
    spare_pandas()
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        home = Home(Path(folder))
        intake = take_in(home, paths, now=now)
        extract_pending(home, on_progress)
        with judged_build(
            home, Surroundings(), now=now, waivers=waivers, against=against
        ) as warehouse:
            yield warehouse.connection, intake
