"""The assets, one for each stage, with what they counted as metadata."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import Field

from pipeline import steps
from pipeline.crawl.archive import active_documents
from pipeline.load.release import Stamp
from pipeline.orchestration.checks import check_results, check_specs
from pipeline.orchestration.crawling import crawl_checks, crawl_metadata, crawl_results
from pipeline.orchestration.resources import HomeResource
from pipeline.orchestration.tables import markdown

GROUP = "gouji"
STATES = "select read_state, count(*) as documents from dim_report group by all order by all"
COUNTS = "select table_name, estimated_size as row_count from duckdb_tables() order by table_name"
FLAGGED = (
    "select organ_name, report_year, file_name, n_error, n_warning, n_undecided "
    "from v_flagged_report where reconciles is false order by n_error desc, organ_name limit 50"
)
BY_RULE = (
    "select rule_id, severity, outcome, count(*) as units, count(distinct cause_id) as causes "
    "from v_finding group by all order by all"
)


class CrawlConfig(dg.Config):
    """Files of sources and listing pages; nothing means `sources.toml` of the data folder."""

    sources: list[str] = Field(default_factory=list)
    allow_private: bool = False


@dg.asset(
    group_name=GROUP,
    kinds={"file"},
    check_specs=crawl_checks(),
)
def crawled_pages(
    config: CrawlConfig,
    home: HomeResource,
    progress: dg.ResourceParam[steps.Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Pages of listing sites and what they link, each with the state in which it ended."""
    crawled = steps.crawl(
        home.home(),
        config.sources or home.standing_sources(),
        now=datetime.now(UTC),
        allow_private=config.allow_private,
        on_progress=progress,
    )
    yield dg.MaterializeResult(
        metadata=crawl_metadata(crawled), check_results=crawl_results(crawled)
    )


class RawDocumentsConfig(dg.Config):
    """What to take in before the night's work; nothing means: judge what is archived."""

    paths: list[str] = Field(default_factory=list)
    sample: bool = False


@dg.asset(group_name=GROUP, deps=[crawled_pages], kinds={"file"})
def raw_documents(config: RawDocumentsConfig, home: HomeResource) -> dg.MaterializeResult[None]:
    """Bytes as received, under their sha256, and a manifest of when and where each was seen."""
    intake = steps.take_in(
        home.home(),
        [Path(path) for path in config.paths],
        now=datetime.now(UTC),
        sample=config.sample,
    )
    return dg.MaterializeResult(
        metadata={
            "given": len(intake.documents),
            "new": intake.added,
            "not_taken_in": dg.MetadataValue.json(
                [{"path": str(r.path), "code": r.code, "detail": r.detail} for r in intake.refused]
            ),
            "archived": len(active_documents(home.home())),
        }
    )


@dg.asset(group_name=GROUP, deps=[raw_documents], kinds={"parquet"})
def extracted_cells(
    context: dg.AssetExecutionContext,
    home: HomeResource,
    progress: dg.ResourceParam[steps.Progress],
) -> dg.MaterializeResult[None]:
    """Every statutory cell of every document with its evidence, in Parquet."""

    def report(done: int, total: int) -> None:
        progress(done, total)
        if done == total or done % 100 == 0:
            context.log.info("extracted %d of %d documents", done, total)

    result = steps.extract_pending(home.home(), report)
    states = {f"state_{state}": count for state, count in result.states.items()}
    return dg.MaterializeResult(
        metadata={"extracted": result.done, "unchanged": result.already, **states}
    )


class JudgeConfig(dg.Config):
    """A file of waivers; nothing means `waivers.toml` of the data folder."""

    waivers: str = ""


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "star_schema",
            deps=[extracted_cells],
            group_name=GROUP,
            kinds={"duckdb"},
            description="The star schema, built anew from the Parquet extract.",
        ),
        dg.AssetSpec(
            "findings",
            deps=["star_schema"],
            group_name=GROUP,
            kinds={"sql"},
            description="Every assertion run over every report; units that do not hold.",
        ),
        dg.AssetSpec(
            "warehouse",
            deps=["findings"],
            group_name=GROUP,
            kinds={"duckdb"},
            description="The published database, swapped in when it was whole and judged.",
        ),
    ],
    check_specs=check_specs("findings"),
)
def build_warehouse(
    context: dg.AssetExecutionContext,
    config: JudgeConfig,
    home: HomeResource,
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Build, judge and publish in one step: a half-built database is no asset to hand on."""
    waivers = Path(config.waivers) if config.waivers else None
    with steps.judged_build(home.home(), now=datetime.now(UTC), waivers=waivers) as build:
        connection = build.connection
        star = {"tables": _table(connection, COUNTS), "states": _table(connection, STATES)}
        found: dict[str, dg.MetadataValue | int] = {
            "causes": _count(connection, "select count(distinct cause_id) from v_finding"),
            "by_rule": _table(connection, BY_RULE),
            "not_reconciling": _table(connection, FLAGGED),
        }
        reports = _count(connection, "select count(*) from dim_report where is_current")
        results = list(check_results(connection, "findings"))
        path = steps.publish(build, Stamp(context.run_id, datetime.now(UTC)))
    yield dg.MaterializeResult(asset_key="star_schema", metadata=star)
    yield dg.MaterializeResult(asset_key="findings", metadata=found)
    yield dg.MaterializeResult(
        asset_key="warehouse",
        metadata={
            "path": dg.MetadataValue.path(str(path)),
            "bytes": path.stat().st_size,
            "reports": reports,
        },
    )
    yield from results


def _table(connection: duckdb.DuckDBPyConnection, query: str) -> dg.MetadataValue:
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description or ()]
    return dg.MetadataValue.md(markdown(columns, cursor.fetchall()))


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
