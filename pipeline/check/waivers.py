"""Waivers: findings that somebody accepts for a reason and until a day, as a TOML file says.

    [[waiver]]
    organ = "某市财政局"
    year = 2024
    rule = "XY-CARRY"
    scope = "t3.carried_in"      # optional: a table, a line, a cell
    finding = "0123456789ab"     # optional: the finding, so that only its figures are accepted
    author = "…"
    reason = "…"
    expires = 2025-12-31

Whatever the file says, a waiver never hides other figures than those it was given for.

What must not go here: which findings a waiver concerns (sql/life).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_REQUIRED = {"organ": str, "year": int, "rule": str, "author": str, "reason": str, "expires": date}
_OPTIONAL = {"scope": str, "finding": str}
_KINDS = {str: "text", int: "a whole number", date: "a date such as 2025-12-31"}
_FINDING = re.compile(r"[0-9a-f]{12}")
_HEAD = re.compile(r"^\s*\[\[\s*waiver\s*\]\]", re.MULTILINE)


class WaiverError(ValueError):
    """A waiver is malformed; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry. `line` is where it begins in its file; `waiver_id` is made of what it says."""

    waiver_id: str
    line: int
    organ: str
    report_year: int
    rule_id: str
    author: str
    reason: str
    expires_on: date
    scope: str | None = None
    finding_id: str | None = None


def load_waivers(path: Path, rule_ids: Iterable[str]) -> tuple[Waiver, ...]:
    """Return the waivers of a file; none where there is no such file.

    Raises:
        WaiverError: the file is no TOML, or an entry is malformed or names no rule.
    """
    if not path.exists():
        return ()
    try:
        return parse_waivers(path.read_text(encoding="utf-8"), path.name, rule_ids)
    except (OSError, UnicodeDecodeError) as error:
        raise WaiverError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def parse_waivers(text: str, name: str, rule_ids: Iterable[str]) -> tuple[Waiver, ...]:
    """Return the waivers of a file's text.

    Raises:
        WaiverError: it is no TOML, or an entry is malformed or names no rule.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WaiverError(f"{name}: {error}") from error
    entries = table.get("waiver", [])
    if set(table) - {"waiver"} or not isinstance(entries, list):
        raise WaiverError(f"{name}: write each waiver as [[waiver]], and nothing else")
    lines = [text.count("\n", 0, head.start()) + 1 for head in _HEAD.finditer(text)]
    if len(lines) != len(entries):  # written inline
        lines = [1] * len(entries)
    known = frozenset(rule_ids)
    found: dict[str, Waiver] = {}
    for line, entry in zip(lines, entries, strict=True):
        waiver = _waiver(entry, line, f"{name} line {line}", known)
        if waiver.waiver_id in found:
            other = found[waiver.waiver_id].line
            raise WaiverError(f"{name} line {line}: the same as line {other}; keep one of them")
        found[waiver.waiver_id] = waiver
    return tuple(found.values())


def _waiver(entry: dict[str, Any], line: int, place: str, rules: frozenset[str]) -> Waiver:
    if missing := [key for key in _REQUIRED if key not in entry]:
        raise WaiverError(f"{place}: add {', '.join(missing)}")
    if strange := sorted(set(entry) - {*_REQUIRED, *_OPTIONAL}):
        raise WaiverError(f"{place}: remove {', '.join(strange)}")
    for key, kind in (_REQUIRED | _OPTIONAL).items():
        if key in entry and (type(entry[key]) is not kind or not str(entry[key]).strip()):
            raise WaiverError(f"{place}: {key} takes {_KINDS[kind]}, not {entry[key]!r}")
    if entry["rule"] not in rules:
        raise WaiverError(f"{place}: there is no rule {entry['rule']}")
    if "finding" in entry and not _FINDING.fullmatch(entry["finding"]):
        raise WaiverError(f"{place}: finding takes the 12 characters of its id")
    said = "\x1f".join(f"{key}={entry[key]}" for key in sorted(entry))
    return Waiver(
        waiver_id=hashlib.sha256(said.encode()).hexdigest()[:12],
        line=line,
        organ=entry["organ"],
        report_year=entry["year"],
        rule_id=entry["rule"],
        author=entry["author"],
        reason=entry["reason"],
        expires_on=entry["expires"],
        scope=entry.get("scope"),
        finding_id=entry.get("finding"),
    )
