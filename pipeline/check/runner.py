"""Running every rule over a filled warehouse: set-wise in SQL, one report at a time where not.

What must not go here: what any rule says (its file does), files other than SQL, a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check.clerks import word_chunks
from pipeline.check.evidence import SENTENCE
from pipeline.check.gather import chunk_tables, gather, statement
from pipeline.check.rules import Rule, RuleError, load_rules
from pipeline.check.shared import define_shared
from pipeline.check.wording import PLACES
from pipeline.registry.sums import identity_rules

_COMPARED = ("report_key", "scope", "lhs", "lhs_blanks", "rhs", "rhs_blanks")
_STATED = ("report_key", "scope", "units", "outcome", "severity", "detail")
# What a rule may return besides, with what stands in its place where it does not. Of units that
# pass, one row may stand for many.
_OTHER_KEY = {"other_key": "null::bigint"}
_UNITS = {"units": "1"}
_BESIDES = {
    "compared": {"severity": "null::varchar", "detail": "null::varchar", **_OTHER_KEY, **_UNITS},
    "stated": {"lhs": "null::decimal(18, 6)", "rhs": "null::decimal(18, 6)", **_OTHER_KEY},
    "claimed": _OTHER_KEY | _UNITS,
}
# What every unit has, and the query of its kind does not return.
_IMPLIED = {
    "compared": ("compared_outcome(lhs, lhs_blanks, rhs, rhs_blanks) as outcome",),
    "stated": ("0 as lhs_blanks", "0 as rhs_blanks"),
    "claimed": (),
}
_CLAIMED = (
    "report_key", "scope", "outcome", "severity", "lhs", "lhs_blanks", "rhs", "rhs_blanks",
    "detail",
)  # fmt: skip
_COLUMNS = {"state": ("stated", _STATED), "claim": ("claimed", _CLAIMED)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run of all rules came to. Findings are units; problems are told apart by cause."""

    rules: int
    units: int
    failed: int
    undecided: int
    causes: int


def judge(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule] | None = None) -> Judgement:
    """Judge every report in an open build: fill dim_rule, fact_finding and what fact_check shows.

    Running it again replaces what it wrote. Times come from the documents: a second run over the
    same facts writes the same rows.

    Args:
        connection: an open warehouse with the tables of `sql/schema`, filled but for these.
        rules: the rules to run; all of `sql/assertions` where not given.

    Raises:
        RuleError: a rule's file is malformed, or its query does not return what a rule returns.
    """
    rules = load_rules() if rules is None else rules
    _prepare(connection, rules)
    for rule in rules:
        _open(connection, rule)
    _write_findings(connection, {rule.id: rule for rule in rules})
    for name in ("report_profile", "profile_leader", "counted_profiles", "counted_reports"):
        connection.execute(statement(name))
    return _summary(connection, len(rules))


def _prepare(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Empty what a run writes, and define what the rules share."""
    for table in ("dim_rule", "dim_profile", "fact_judged", "fact_finding"):
        connection.execute(f"truncate {table}")
    define_shared(connection, rules)
    connection.executemany(
        "insert into dim_rule values (?, ?, ?, ?, ?, ?)",
        [[r.id, r.version, r.severity, r.title_zh, r.title_en, r.authority] for r in rules],
    )


def _define(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """Make the rule's query the view `rule_unit`, and set what statements ask of the rule.

    A query is bound as rarely as can be: over few reports that takes most of the time.

    Raises:
        RuleError: the columns are not those of its kind, or bounds do not know its sum.
    """
    name = f"{rule.id}: "
    if rule.bounded and rule.relation == "=" and rule.id not in identity_rules():
        raise RuleError(f"{name}list its sum in identities.csv, or set `blanks: unknown`")
    result = connection.execute(f"select * from (\n{rule.query}\n) limit 0")  # noqa: S608 - a rule's own query
    columns = tuple(column[0] for column in result.description or ())
    kind, expected = _COLUMNS.get(rule.relation, ("compared", _COMPARED))
    besides = _BESIDES[kind]
    if columns[: len(expected)] != expected or not set(columns[len(expected) :]) <= set(besides):
        raise RuleError(
            f"{name}return the columns {', '.join(expected)}, and none besides but "
            f"{', '.join(besides)}; not {columns}"
        )
    absent = (f"{given} as {column}" for column, given in besides.items() if column not in columns)
    returned = ", ".join(("*", *absent, *_IMPLIED[kind]))
    settings = {
        "rule_id": rule.id,
        "severity": rule.severity,
        "relation": rule.relation,
        "bounded": rule.bounded,
    }
    for variable, value in settings.items():
        connection.execute(f"set variable {variable} = ?", [value])
    connection.execute(
        f"create or replace temp view rule_unit as select {returned} from (\n{rule.query}\n)"  # noqa: S608 - a rule's own query
    )


def _open(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    _define(connection, rule)
    for name in ("rule_row", "keep_open", "keep_count"):
        connection.execute(statement(name))


def _write_findings(connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule]) -> None:
    chunks = gather(connection)
    if has_places := bool(chunks) and _has_places(connection):
        for name in ("place_owner", "place_cell", "place_number", "open_place"):
            connection.execute(statement(name))
        connection.execute("drop table if exists open_sentence")

    def lookup(cells: pa.Table) -> pa.Table:
        return _places(connection, cells) if has_places else PLACES.empty_table()

    def keep(found: pa.Table) -> None:
        connection.register("finding_chunk", found)
        connection.execute("insert into fact_finding by name from finding_chunk")
        connection.unregister("finding_chunk")

    word_chunks(chunks, rules, lambda x: chunk_tables(connection, x, rules), lookup, keep)


def _has_places(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the build still sees the extract, which knows where each cell stands."""
    try:
        connection.execute("select page, x0, top, x1, bottom, path from raw_cell limit 0")
    except duckdb.CatalogException:
        return False
    return True


def _places(connection: duckdb.DuckDBPyConnection, cells: pa.Table) -> pa.Table:
    """Return page and box, or path, of cells, and of sentences, as far as they have any."""
    connection.register("finding_cell", cells)
    places = connection.sql(statement("finding_place")).to_arrow_table()
    if pc.any(pc.equal(cells["table_code"], SENTENCE)).as_py():
        connection.execute(statement("open_sentence"))  # once, where anything is quoted
        sentences = connection.sql(statement("finding_sentence")).to_arrow_table()
        places = pa.concat_tables([places, sentences])
    connection.unregister("finding_cell")
    return places


def _summary(connection: duckdb.DuckDBPyConnection, rules: int) -> Judgement:
    (units,) = connection.execute(
        "select coalesce(sum(p.units), 0)::bigint from fact_judged inner join"
        " (select profile_key, sum(units) as units from dim_profile group by profile_key) as p"
        " using (profile_key)"
    ).fetchall()[0]
    failed, undecided, causes = connection.execute(
        "select count(*) filter (outcome = 'fail'), count(*) filter (outcome = 'undecided'),"
        " count(distinct (report_key, cause_id)) from fact_finding"
    ).fetchall()[0]
    return Judgement(rules, units, failed, undecided, causes)
