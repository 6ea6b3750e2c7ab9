"""How a crawl ended, as metadata and checks of its asset."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import dagster as dg

from pipeline.crawl.runner import Crawled

ASSET = "crawled_pages"
FEWEST = 0.9  # share of a source's last count below which something is wrong
MOST_BLOCKED = 0.1  # share of a source's addresses that may be refused to us
BLOCKED = ("blocked_challenge", "robots_disallowed", "robots_unreachable")
SOFT_ERROR = "soft_error_page"
CHECKS = {
    "every_address_has_an_end": "Addresses discovered are the sum of their final states.",
    "no_source_lost_reports": "Every source has nine tenths of the reports of its last run.",
    "no_source_lacks_a_year": "Of the last report year that is due, every source has nine tenths "
    "of the reports of the year before.",
    "no_source_is_blocked": "No source refuses more than a tenth of its addresses.",
    "no_error_pages": "No page says with status 200 that there is none; one body under many "
    "addresses is such a page.",
}


def crawl_checks() -> list[dg.AssetCheckSpec]:
    """Return what is checked of every crawl."""
    return [dg.AssetCheckSpec(name, asset=ASSET, description=CHECKS[name]) for name in CHECKS]


def crawl_metadata(crawled: Crawled | None) -> dict[str, Any]:
    """Return the counts of a crawl; nothing was crawled where there was none."""
    if crawled is None:
        return {"discovered": 0}
    return {
        "discovered": crawled.discovered,
        "sum_of_states": sum(crawled.states.values()),
        "requests": crawled.attempts,
        "reports_found": sum(crawled.found.values()),
        "share_blocked": round(_blocked(crawled.states), 4),
        "error_pages": crawled.states.get(SOFT_ERROR, 0),
        "fetch_states": dg.MetadataValue.json(crawled.states),
        "crawled_sources": dg.MetadataValue.json(_sources(crawled)),
    }


def crawl_results(crawled: Crawled | None) -> list[dg.AssetCheckResult]:
    """Return the checks; what a site withholds is a warning, what we lose is an error."""
    sources = _sources(crawled)
    whole = crawled is None or (
        sum(crawled.states.values()) == crawled.discovered and not crawled.unfinished
    )
    counts = {
        "discovered": crawled.discovered if crawled else 0,
        "sum_of_states": sum(crawled.states.values()) if crawled else 0,
    }
    return [
        dg.AssetCheckResult(check_name="every_address_has_an_end", passed=whole, metadata=counts),
        _warning(
            "no_source_lost_reports",
            [s for s in sources if s["before"] and s["found"] < FEWEST * s["before"]],
        ),
        _warning("no_source_lacks_a_year", [s for s in sources if s["fewer"]]),
        _warning("no_source_is_blocked", [s for s in sources if s["blocked"] > MOST_BLOCKED]),
        _warning("no_error_pages", [s for s in sources if s["error_pages"]]),
    ]


def _warning(name: str, wrong: list[dict[str, Any]]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        passed=not wrong,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"sources": dg.MetadataValue.json(wrong)},
    )


def _blocked(states: Mapping[str, int]) -> float:
    return sum(states.get(state, 0) for state in BLOCKED) / max(sum(states.values()), 1)


def _sources(crawled: Crawled | None) -> list[dict[str, Any]]:
    if crawled is None:
        return []
    return [
        {
            "source": name,
            "found": count,
            "before": crawled.before.get(name),
            "years": {str(year): n for year, n in crawled.by_year.get(name, {}).items()},
            "fewer": asdict(lacking) if (lacking := crawled.fewer.get(name)) else None,
            "blocked": round(_blocked(crawled.by_source.get(name, {})), 4),
            "error_pages": crawled.by_source.get(name, {}).get(SOFT_ERROR, 0),
        }
        for name, count in crawled.found.items()
    ]
