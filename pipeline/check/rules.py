"""Rules as records: the header of every file in `sql/assertions`, parsed and checked.

A file is one rule: `-- key: value` lines (a line indented further continues the one above), then
one query that returns every unit it judges.

What must not go here: running a rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal, cast

from pipeline.check.conflicts import conflicts
from pipeline.paths import SQL
from pipeline.registry.forms import Layout
from pipeline.registry.forms import layouts as known_layouts

ASSERTIONS = SQL / "assertions"

Severity = Literal["error", "warning", "info"]
Relation = Literal["=", "<=", ">=", "state", "claim"]

_SEVERITIES = ("error", "warning", "info")
_RELATIONS = ("=", "<=", ">=", "state", "claim")
_DECIDES_ITSELF = ("state", "claim")  # relations whose query returns the outcome
_BLANKS = ("bounded", "unknown")
_CAUSES = ("unit", "rule")
_COMMON = (
    "id", "version", "title_zh", "title_en", "severity", "authority", "unit", "layouts", "relation",
    "message_zh", "message_en", "undecided_zh", "undecided_en",
)  # fmt: skip
_OF_COMPARISONS = ("blanks",)
_OPTIONAL = (
    "lhs", "rhs", "claims", "years", "cause", "others", "sums", "look_up_zh", "look_up_en",
)  # fmt: skip
_SUMS = ("lhs", "rhs", "detail")
_PLACES = frozenset(("scope", "lhs", "rhs", "delta", "raw", "detail", "unknown", "other"))
_FIELD = re.compile(r"-- (\w+): +(\S.*)")
_CONTINUED = re.compile(r"-- {5}(\S.*)")
_YEARS = re.compile(r"(\d{4})-(\d{4})?")
_OTHER_CELL = re.compile(r"t[234]\.(?:[a-z_]+|\{line\})\.(?:[a-z_]+|\{column\})|\{cell\}")


class RuleError(ValueError):
    """A rule file is malformed; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it says and the query that returns its units.

    `relation` compares the two sides of a unit; a rule whose relation is `state` decides the
    outcome in its own query, and so does one of `claim`, which sets a sentence of the prose (left)
    beside cells of the tables (right). `blanks` is `bounded` where an unknown figure is at least 0,
    and `unknown` where nothing can be said of it. `lhs` and `rhs` name the columns of the line that
    stand on either side, where the registry's identities do not; `claims` names the claims whose
    sentences a finding quotes. `years` are the first and last report year it holds for (None: still
    in force). `one_cause` says that all units of a report that fail have one cause. `others` are
    the cells of another report that a unit is compared with, `{line}`, `{column}` and `{cell}`
    standing for those of the unit's own scope. `sums` are the sides that are the sum of their cells
    and so are written out; `detail` says that the detail is the sum that makes the right side.
    """

    id: str
    version: int
    title_zh: str
    title_en: str
    severity: Severity
    authority: str
    unit: str
    layouts: tuple[int, ...]
    relation: Relation
    bounded: bool
    lhs: tuple[str, ...]
    rhs: tuple[str, ...]
    claims: tuple[str, ...]
    years: tuple[int, int | None]
    one_cause: bool
    others: tuple[str, ...]
    sums: tuple[str, ...]
    message_zh: str
    message_en: str
    undecided_zh: str
    undecided_en: str
    look_up_zh: str
    look_up_en: str
    query: str


def _joined(above: str, more: str) -> str:
    """Join a continued line: with a space, but not within Chinese text."""
    return f"{above} {more}" if above[-1].isascii() else above + more


def _header(text: str, name: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if more := _CONTINUED.fullmatch(line.rstrip()):
            if not key:
                raise RuleError(f"{name}: begin the header with `-- key: value`, not {line!r}")
            fields[key] = _joined(fields[key], more[1])
            continue
        field = _FIELD.fullmatch(line.rstrip())
        if field is None:
            raise RuleError(f"{name}: write {line!r} as `-- key: value`")
        key = field[1]
        if key in fields:
            raise RuleError(f"{name}: give `{key}` once")
        fields[key] = field[2]
    return fields


def _check_keys(fields: dict[str, str], name: str) -> None:
    required = _COMMON if fields.get("relation") in _DECIDES_ITSELF else _COMMON + _OF_COMPARISONS
    if missing := [key for key in required if key not in fields]:
        raise RuleError(f"{name}: add the key(s) {', '.join(missing)}")
    if unknown := sorted(set(fields) - {*required, *_OPTIONAL}):
        raise RuleError(f"{name}: remove the unknown key(s) {', '.join(unknown)}")
    if len({"look_up_zh", "look_up_en"} & set(fields)) == 1:
        raise RuleError(f"{name}: give look_up_zh and look_up_en together")


def _check_values(fields: dict[str, str], name: str) -> None:
    if fields["id"].lower().replace("-", "_") != Path(name).stem:
        raise RuleError(f"{name}: name the file after its id {fields['id']}")
    choices = {"severity": _SEVERITIES, "relation": _RELATIONS, "blanks": _BLANKS, "cause": _CAUSES}
    for key, known in choices.items():
        if key in fields and fields[key] not in known:
            raise RuleError(f"{name}: {key} must be one of {', '.join(known)}")
    if strange_sums := sorted(set(_columns(fields, "sums")) - set(_SUMS)):
        raise RuleError(f"{name}: sums takes {', '.join(_SUMS)}, not {strange_sums[0]}")
    for key in ("message_zh", "message_en", "undecided_zh", "undecided_en"):
        try:
            used = {place for _, place, _, _ in Formatter().parse(fields[key]) if place is not None}
        except ValueError as error:
            raise RuleError(f"{name}: {key}: {error}") from error
        if strange := sorted(used - _PLACES):
            raise RuleError(f"{name}: {key} has no {{{strange[0]}}}; use {sorted(_PLACES)}")


def _numbers(fields: dict[str, str], key: str, name: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in fields[key].split(","))
    except ValueError as error:
        raise RuleError(f"{name}: {key} takes whole numbers, not {fields[key]!r}") from error


def _columns(fields: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in fields[key].split("+")) if key in fields else ()


def _years(fields: dict[str, str], layouts: tuple[int, ...], name: str) -> tuple[int, int | None]:
    """Return the years given, else those of the layouts the rule is for."""
    if "years" not in fields:
        of_layouts = [known for known in known_layouts() if known.layout in layouts]
        if len(of_layouts) != len(layouts):
            raise RuleError(f"{name}: layouts takes those of layouts.toml")
        return min(x.first_year for x in of_layouts), max(of_layouts, key=_from).last_year
    match = _YEARS.fullmatch(fields["years"])
    if match is None or (match[2] and match[2] < match[1]):
        raise RuleError(f"{name}: years takes `first-last` or `first-`, not {fields['years']!r}")
    return int(match[1]), int(match[2]) if match[2] else None


def _from(layout: Layout) -> int:
    return layout.first_year


def _others(fields: dict[str, str], name: str) -> tuple[str, ...]:
    cells = _columns(fields, "others")
    if strange := [cell for cell in cells if not _OTHER_CELL.fullmatch(cell)]:
        raise RuleError(f"{name}: others takes table.line.column, not {strange[0]!r}")
    return cells


def parse_rule(text: str, name: str) -> Rule:
    """Return the rule that a file holds.

    Args:
        text: the whole file.
        name: its file name, which messages quote and which must be the id in snake case.

    Raises:
        RuleError: a key is missing, unknown or given twice, or a value is not allowed.
    """
    fields = _header(text, name)
    _check_keys(fields, name)
    _check_values(fields, name)
    layouts = _numbers(fields, "layouts", name)
    return Rule(
        id=fields["id"],
        version=_numbers(fields, "version", name)[0],
        title_zh=fields["title_zh"],
        title_en=fields["title_en"],
        severity=cast(Severity, fields["severity"]),
        authority=fields["authority"],
        unit=fields["unit"],
        layouts=layouts,
        relation=cast(Relation, fields["relation"]),
        bounded=fields.get("blanks") == "bounded",
        lhs=_columns(fields, "lhs"),
        rhs=_columns(fields, "rhs"),
        claims=_columns(fields, "claims"),
        years=_years(fields, layouts, name),
        one_cause=fields.get("cause") == "rule",
        others=_others(fields, name),
        sums=_columns(fields, "sums"),
        message_zh=fields["message_zh"],
        message_en=fields["message_en"],
        undecided_zh=fields["undecided_zh"],
        undecided_en=fields["undecided_en"],
        look_up_zh=fields.get("look_up_zh", ""),
        look_up_en=fields.get("look_up_en", ""),
        query=text,
    )


@lru_cache
def load_rules(folder: Path = ASSERTIONS) -> tuple[Rule, ...]:
    """Return every rule of the folder, in the order of ids.

    Raises:
        RuleError: a file is malformed, there is none, or two of them contradict or repeat each
            other.
    """
    rules = [parse_rule(p.read_text(encoding="utf-8"), p.name) for p in folder.glob("*.sql")]
    if not rules:
        raise RuleError(f"{folder}: no rule files; put one `<id>.sql` for each rule there")
    if wrong := conflicts(rules):
        raise RuleError("; ".join(wrong))
    return tuple(sorted(rules, key=lambda rule: rule.id))
