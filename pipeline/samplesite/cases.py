"""The table of cases: what stands at every address of the sample site, and how a crawl of it ends.

What must not go here: how an answer is made.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Origin:
    """One host of the site. `listens` says how: `http`, `trap`, `closed` or `nowhere`.

    `robots` is the text of its robots.txt, and `robots_status` the status of that answer.
    """

    name: str
    octet: int
    why: str
    listens: str = "http"
    scheme: str = "http"
    robots: str = ""
    robots_status: int = 404


@dataclass(frozen=True, slots=True)
class Case:
    """One address: what is served there, where it is linked, and the state it must end in.

    Attributes:
        serve: how the answer is made, with its argument behind a colon.
        via: the id of the case whose page links this one; empty where nothing does.
        state: the terminal state of the first crawl; `not_discovered` where it is never asked for.
        again: the state of a second crawl where nothing has changed.
        report: the report that the address shows, empty where it shows none.
        status: the status of the first answer; 0 where none is complete.
    """

    id: str
    path: str
    family: str
    serve: str
    state: str
    why: str
    origin: str = "main"
    kind: str = "report"
    via: str = ""
    title: str = ""
    report: str = ""
    again: str = ""
    status: int = 200
    type: str = ""
    filename: str = ""
    href: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the addresses under a prefix of an origin end in each state, in any order."""

    origin: str
    prefix: str
    states: Mapping[str, int]
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """One invented report; `planted` names the rules that its figures break."""

    id: str
    organ: str
    year: int
    published: str
    style: str
    planted: tuple[str, ...]

    @property
    def organ_name(self) -> str:
        """The organ's printed name."""
        return str(words()["organs"][self.organ])

    @property
    def title(self) -> str:
        """The printed title."""
        return str(words()["report"]["title"]).format(organ=self.organ_name, year=self.year)


@lru_cache
def words() -> dict[str, Any]:
    """Return everything the site says."""
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


@lru_cache
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "cases.toml").read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@lru_cache
def origins() -> tuple[Origin, ...]:
    """Return the hosts of the site, the first being the one that people start from."""
    return tuple(Origin(**entry) for entry in _table()["origin"])


@lru_cache
def tallies() -> tuple[Tally, ...]:
    """Return the expectations that hold for a group of addresses as a whole."""
    return tuple(Tally(**entry) for entry in _table()["tally"])


@lru_cache
def reports() -> dict[str, Report]:
    """Return the invented reports by id."""
    return {
        row["id"]: Report(
            row["id"],
            row["organ"],
            int(row["year"]),
            row["published"],
            row["style"],
            tuple(row["planted"].split()),
        )
        for row in _rows("reports.csv")
    }


@lru_cache
def cases() -> tuple[Case, ...]:
    """Return every case: those of `cases.toml`, then one for each address in `reports.csv`."""
    known = {field.name for field in fields(Case)}
    listed = []
    for entry in _table()["case"]:
        if extra := sorted(set(entry) - known):
            raise ValueError(f"cases.toml: {entry['id']}: remove {', '.join(extra)}")
        listed.append(Case(**entry))
    return (*listed, *(_report_case(row) for row in _rows("reports.csv") if row["path"]))


def _report_case(row: Mapping[str, str]) -> Case:
    report = reports()[row["id"]]
    return Case(
        id=row["id"],
        path=row["path"],
        family=row["family"],
        serve=f"report:{row['id']}",
        state="fetched",
        again="not_modified",
        why="a report like any other" if not row["planted"] else "its figures do not reconcile",
        via=row["via"],
        title=report.title,
        report=row["id"],
        published=row["published"],
    )


def case(identifier: str) -> Case:
    """Return the case of that id. Raises KeyError where there is none."""
    for entry in cases():
        if entry.id == identifier:
            return entry
    raise KeyError(identifier)


def linked_from(identifier: str) -> list[Case]:
    """Return the cases that the page of a case links, newest first, as sites list them."""
    linked = [entry for entry in cases() if entry.via == identifier]
    return sorted(linked, key=lambda entry: entry.published, reverse=True)


@lru_cache
def figures() -> dict[str, dict[tuple[str, str], tuple[str, ...]]]:
    """Return what every report prints, by (table, line); lines of noughts are left out."""
    found: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {}
    for row in _rows("figures.csv"):
        lines = found.setdefault(row["report"], {})
        lines[row["table"], row["line"]] = tuple(row["printed"].split())
    return found
