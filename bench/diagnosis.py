"""`python -m bench.diagnosis`: whether the cell that is wrong is the cell that is named.

Reports of both eras are drawn by seed, one slip of a known kind is put into each, and all of them
are judged by every rule in one warehouse. Written into its section of docs/accuracy.md.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pyarrow as pa

from bench.sections import write_section
from pipeline.check.diagnosis.report import diagnose
from pipeline.check.facts import facts_of
from pipeline.check.findings import judge_report
from pipeline.check.gather import chunk_tables, gather
from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.registry.forms import form_lines
from pipeline.registry.sums import CellKey, sums_of
from tests.check.warehouse import SEEN, empty_warehouse
from tests.corpus.figures import consistent, dice
from tests.corpus.slips import DISPLACED, KINDS, SINGLE, Slipped, claims_of

SEEDS = range(15)  # of each kind, layout and density, with and without prose
CLEAN = "none"
PROSE = "prose"
SUMS = ("T3-BAL", "T3-OUT", "T3-ROW", "T4-SUM")
_IN_DOUBT = (*(kind for kind in DISPLACED if kind != "line_repeated"), "doubtful_line")


@dataclass(frozen=True)
class Sample:
    """One report: its kind of slip, the true figures, and what is printed."""

    key: int
    kind: str
    layout: int
    has_prose: bool
    truth: Mapping[CellKey, int]
    printed: Slipped

    @property
    def verdict(self) -> str:
        """The verdict that is right for it."""
        if self.kind == PROSE:
            return "text_table_mismatch"
        if self.kind == "unread_cell":  # in table 3 the sum of the column was read in full
            return "reading_doubt" if self.table == "t4" else "report_inconsistent"
        return "reading_doubt" if self.kind in _IN_DOUBT else "report_inconsistent"

    @property
    def table(self) -> str:
        """The table that the slip is in."""
        return next(iter(self.printed.cells))[0]

    @property
    def is_visible(self) -> bool:
        """Whether some sum of what is printed does not come out, or the prose disagrees."""
        if self.kind == PROSE or (self.kind == "block_right" and self.has_prose):
            return True
        known = {
            c: None if c in self.printed.statuses else v for c, v in self.printed.values.items()
        }
        return any(_fails(known, table) for table in ("t3", "t4"))


def _fails(known: Mapping[CellKey, int | None], table: str) -> bool:
    """Return whether no completion of the unknown cells makes some sum come out."""
    for sum_ in sums_of(table, tuple(dict.fromkeys(c[1] for c in known if c[0] == table))):
        sides = [[known[c] for c in cells] for cells in (sum_.lhs, sum_.rhs)]
        low = [sum(v for v in side if v is not None) for side in sides]
        is_open = [None in side for side in sides]
        if (low[0] > low[1] and not is_open[1]) or (low[1] > low[0] and not is_open[0]):
            return True
    return False


def _wrong_claim(values: Mapping[CellKey, int], seed: int) -> dict[str, int]:
    claims = claims_of(values)
    code = dice(f"claim-{seed}").choice(sorted(claims))
    return {**claims, code: claims[code] + dice(seed).randint(1, 9)}


def samples(seeds: Iterable[int], kinds: Iterable[str]) -> Iterator[Sample]:
    """Yield reports of every kind, layout and density, with and without prose."""
    key = 0
    for kind in kinds:
        for seed in seeds:
            for layout in (2019, 2021):
                for dense in (True, False):
                    truth = {
                        cell: int(value or 0)
                        for cell, value in consistent(seed, layout, dense=dense).truth.items()
                        if cell[0] != "t2"
                    }
                    rng = dice(f"{kind}-{seed}-{layout}-{dense}")
                    printed = KINDS[kind](truth, rng) if kind in KINDS else Slipped(truth)
                    for has_prose in (True, False):
                        if printed is None or (kind == PROSE and not has_prose):
                            continue
                        said = claims_of(truth) if has_prose else {}
                        if kind == PROSE:
                            said = _wrong_claim(truth, seed)
                        shown = replace(printed, claims=said)
                        key += 1
                        yield Sample(key, kind, layout, has_prose, truth, shown)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: list[str],
    rows: list[tuple[Any, ...]],
) -> None:
    if not rows:
        return
    known = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
    arrays = {
        name: pa.array(column)
        for name, column in zip(columns, zip(*rows, strict=True), strict=True)
        if name in known
    }
    connection.register("sample_rows", pa.table(arrays))
    connection.execute(f"insert into {table} by name from sample_rows")
    connection.unregister("sample_rows")


def _fill(connection: duckdb.DuckDBPyConnection, drawn: list[Sample]) -> None:
    """Load the samples into an empty warehouse, tables 3 and 4 and the prose on them."""
    lines = {line.line_code: order for order, line in enumerate(form_lines(), start=1)}
    facts: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for s in drawn:
        k = s.key
        facts["dim_organ"].append(
            (k, f"organ {k}", "department", "local", f"organ {k}", "region", "01-31")
        )
        facts["dim_document"].append((k, f"{k:064x}", "local", "html", 1, SEEN, f"{k}.html"))
        facts["dim_report"].append(
            (k, k, s.layout, 1, True, SEEN, k, s.layout, "own", "read", 0, 0, "first")
        )
        rows: dict[tuple[str, str], list[int | None]] = defaultdict(list)
        for cell, value in s.printed.values.items():
            status = s.printed.statuses.get(cell)
            rows[cell[:2]].append(None if status else value)
            if status:
                facts["fact_exception"].append((k, *cell, status, ""))
        for (table, line), values in rows.items():
            name = "fact_request" if table == "t3" else "fact_remedy"
            facts[name].append((k, lines[line], *values, s.layout, True))
        if s.printed.doubtful_line:
            facts["fact_issue"].append((k, "parse.row_width", f"{s.printed.doubtful_line}: 6"))
        facts["fact_claim"].extend(
            (k, code, value, f"sentence of {code}", "own", True)
            for code, value in s.printed.claims.items()
        )
    of_report = ["report_year", "is_current"]
    remedy = ["upheld", "corrected", "other_result", "pending", "total"]
    request = [
        "natural_person", "org_enterprise", "org_research", "org_public_welfare",
        "org_legal_service", "org_other", "total",
    ]  # fmt: skip
    names = {
        "dim_organ": [
            "organ_key", "organ_name", "organ_type", "deadline_class", "organ_id", "evidence",
            "due_day",
        ],
        "dim_document": [
            "document_key", "sha256", "source_id", "format", "bytes", "fetched_at", "file_name",
        ],
        "dim_report": [
            "report_key", "organ_key", "report_year", "revision", "is_current", "valid_from",
            "document_key", "layout_t3", "scope", "read_state", "cells_filled", "cells_expected",
            "change_level",
        ],
        "fact_exception": [
            "report_key", "table_code", "line_code", "column_code", "cell_status", "raw_text",
        ],
        "fact_request": ["report_key", "line_key", *request, *of_report],
        "fact_remedy": ["report_key", "line_key", *remedy, *of_report],
        "fact_issue": ["report_key", "issue_code", "detail"],
        "fact_claim": ["report_key", "claim_code", "value", "sentence", "scope", "is_stated"],
    }  # fmt: skip
    for table, columns in names.items():
        _insert(connection, table, columns, facts[table])


@dataclass
class Tally:
    """One row of the table."""

    reports: int = 0
    visible: int = 0
    found: int = 0
    first: int = 0
    third: int = 0
    verdict: int = 0
    missed: list[int] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Return what came out right, in per cent of what can be seen."""
        counts = {n: getattr(self, n) for n in ("found", "first", "third", "verdict")}
        return (
            {n: round(100 * c / self.visible, 2) for n, c in counts.items()} if self.visible else {}
        )


Row = tuple[str, str, str, str | None]  # rule, outcome, verdict, repair
Mend = frozenset[tuple[str, int | None]]


def _mends(repair: str, most: int) -> list[Mend]:
    """Return the changes of the first mends, without what merely fills in a blank."""
    record = json.loads(repair)
    listed = [record.get("proposal", []), *(m["cells"] for m in record.get("alternatives", []))]
    return [
        frozenset((c["cell"], c["to"]) for c in cells if c["from"] is not None or c["to"])
        for cells in listed[:most]
    ]


def _right(sample: Sample) -> Mend:
    shown = sample.printed
    return frozenset(
        (".".join(cell), sample.truth[cell])
        for cell in shown.cells
        if cell not in shown.statuses or sample.truth[cell]
    )


def _named(sample: Sample, repairs: list[str]) -> tuple[bool, bool]:
    """Return whether the first mends, and the first three, are the right cells and figures.

    What a displacement lost cannot be told: such cells are left out. Where only the prose is
    wrong, the right mend is its one number.
    """
    if sample.kind == PROSE:
        true = claims_of(sample.truth)
        wrong = {(s, true[c]) for c, s in sample.printed.claims.items() if s != true[c]}
        named = [(c["from"], c["to"]) for r in repairs for c in json.loads(r).get("claims", [])]
        is_right = set(named) == wrong and not any(m for r in repairs for m in _mends(r, 1))
        return is_right, is_right
    first: Mend = frozenset().union(*(m for r in repairs for m in _mends(r, 1)))
    lost = {cell for cell, to in first if to is None}
    right = frozenset(c for c in _right(sample) if c[0] not in lost)
    if first and frozenset(c for c in first if c[0] not in lost) == right:
        return True, True
    three = [m for r in repairs for m in _mends(r, 3)]
    return False, bool(right) and all(any(change in m for m in three) for change in right)


def _count(tally: Tally, sample: Sample, rows: list[Row]) -> None:
    judged = [r for r in rows if r[0] in SUMS or r[0].startswith("NA-")]
    failed = [r for r in judged if r[1] == "fail"]
    tally.reports += 1
    if sample.kind == CLEAN:
        tally.visible += 1
        tally.found += bool(failed)
        return
    if not sample.is_visible:
        return
    is_block = sample.kind == "block_right"
    leading = [r for r in rows if r[3] and (r[0] != "CP-BLANK" or is_block)]
    found = bool(leading) or any(r[1] == "undecided" for r in judged)
    first, third = _named(sample, [str(r[3]) for r in leading])
    verdicts = {r[2] for r in leading or judged}
    tally.visible += 1
    tally.found += found
    tally.first += first
    tally.third += third
    tally.verdict += verdicts == {sample.verdict}
    if not (first and verdicts == {sample.verdict}):
        tally.missed.append(sample.key)


def measure(seeds: Iterable[int] = SEEDS) -> tuple[dict[tuple[str, bool], Tally], dict[str, float]]:
    """Return a tally for each kind, without and with prose, and times in milliseconds."""
    rules = load_rules()
    kinds = [CLEAN, *KINDS]
    if any(rule.id.startswith("NA-") for rule in rules):
        kinds.append(PROSE)
    drawn = list(samples(seeds, kinds))
    connection = empty_warehouse()
    _fill(connection, drawn)
    judge(connection, rules)
    rows: dict[int, list[Row]] = defaultdict(list)
    for key, *row in connection.execute(
        "select report_key, rule_id, outcome, verdict, repair from fact_finding"
    ).fetchall():
        rows[key].append(tuple(row))
    tallies: dict[tuple[str, bool], Tally] = defaultdict(Tally)
    for sample in drawn:
        _count(tallies[sample.kind, sample.has_prose], sample, rows[sample.key])
    return dict(tallies), _times(connection)


def _times(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Return the CPU time of the diagnosis of one broken report."""
    rules = {rule.id: rule for rule in load_rules()}
    times = []
    for bounds in gather(connection):
        for facts in facts_of(chunk_tables(connection, bounds, rules)):
            report = judge_report(facts, rules)
            if any(u.outcome == "fail" and u.for_causes.is_sum for u in report.units):
                start = time.process_time()
                diagnose(report.units, report.causes, facts, report.bounds.implied, {})
                times.append(1000 * (time.process_time() - start))
    return {
        "median_ms": round(statistics.median(times), 3),
        "mean_ms": round(statistics.fmean(times), 3),
        "worst_ms": round(max(times), 1),
        "reports": len(times),
    }


def single_cells(tallies: Mapping[tuple[str, bool], Tally]) -> dict[str, float]:
    """Return the shares over all slips in one cell."""
    whole = Tally()
    for (kind, _), tally in tallies.items():
        if kind in SINGLE:
            for name in ("reports", "visible", "found", "first", "third", "verdict"):
                setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    return whole.shares()


def all_kinds(tallies: Mapping[tuple[str, bool], Tally]) -> float:
    """Return the share of right verdicts over all slips."""
    slipped = [t for (kind, _), t in tallies.items() if kind != CLEAN]
    return round(100 * sum(t.verdict for t in slipped) / sum(t.visible for t in slipped), 2)


def section(tallies: Mapping[tuple[str, bool], Tally], times: Mapping[str, float]) -> list[str]:
    """Return the section of the page."""
    lines = [
        "One slip of a known kind in a report that balances (`tests/corpus/slips.py`), of both",
        "eras, dense and sparse, with a truthful prose of ten numbers and without any. Of the",
        "slips that a sum or the prose can show: how many were *found*, in how many exactly the",
        "right cells with the right figures were the *first* proposal or among the first *three*,",
        "and the *verdict*. Where one sum of table 4 is all that is broken, each of its five cells",
        "may be the wrong one, and only digits and prose tell. Which line a case booked under the",
        "wrong applicant belongs to, no sum tells at all.",
        "",
        "| slip | prose | reports | can be seen | found % | first % | first three % | verdict % |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (kind, has_prose), t in tallies.items():
        if kind != CLEAN:
            s = t.shares()
            told = " | ".join(str(s.get(n, "-")) for n in ("found", "first", "third", "verdict"))
            said = "yes" if has_prose else "no"
            lines.append(f"| `{kind}` | {said} | {t.reports} | {t.visible} | {told} |")
    clean = [t for (kind, _), t in tallies.items() if kind == CLEAN]
    whole = single_cells(tallies)
    lines += [
        "",
        f"All slips in one cell: found {whole['found']} %, first {whole['first']} %, among the"
        f" first three {whole['third']} %, verdict right {whole['verdict']} %.",
        f"Verdicts over all kinds: {all_kinds(tallies)} % right.",
        f"Reports without a slip: {sum(t.reports for t in clean)}, of which "
        f"{sum(t.found for t in clean)} with a failed sum.",
        f"CPU time of a diagnosis: median {times['median_ms']} ms, mean {times['mean_ms']} ms,"
        f" worst {times['worst_ms']} ms over {times['reports']} broken reports.",
    ]
    return lines


def main() -> None:
    """Measure, print a line for each kind, and write the section."""
    seeds = range(int(sys.argv[1])) if len(sys.argv) > 1 else SEEDS
    tallies, times = measure(seeds)
    for (kind, has_prose), tally in tallies.items():
        shares = tally.shares()
        row = {"slip": kind, "prose": has_prose, "reports": tally.reports, "visible": tally.visible}
        print(json.dumps(row | shares | {"missed": tally.missed[:5]}), flush=True)
    summary = {"single": single_cells(tallies), "verdict": all_kinds(tallies)}
    print(json.dumps(summary | times))
    if len(sys.argv) == 1:
        write_section("diagnosis", "Diagnosis of slips", section(tallies, times))


if __name__ == "__main__":
    main()
