"""How a crawl ended, as metadata and checks of its asset."""

from typing import Any

import dagster as dg

from pipeline.crawl.runner import Crawled

FEWEST = 0.9  # share of a source's last count below which something is wrong
BLOCKED = ("blocked_challenge", "robots_disallowed", "robots_unreachable")


def crawl_metadata(crawled: Crawled | None) -> dict[str, Any]:
    """Return the counts of a crawl; nothing was crawled where there was none."""
    if crawled is None:
        return {"discovered": 0}
    blocked = sum(crawled.states.get(state, 0) for state in BLOCKED)
    return {
        "discovered": crawled.discovered,
        "requests": crawled.attempts,
        "reports_found": sum(crawled.found.values()),
        "share_blocked": round(blocked / max(crawled.discovered, 1), 4),
        "fetch_states": dg.MetadataValue.json(crawled.states),
        "crawled_sources": dg.MetadataValue.json(_sources(crawled)),
    }


def crawl_results(crawled: Crawled | None) -> list[dg.AssetCheckResult]:
    """Return the checks: every address has an end, and no source lost a tenth of its reports."""
    lost = [s for s in _sources(crawled) if s["before"] and s["found"] < FEWEST * s["before"]]
    whole = crawled is None or (
        sum(crawled.states.values()) == crawled.discovered and not crawled.unfinished
    )
    return [
        dg.AssetCheckResult(
            check_name="every_address_has_an_end",
            passed=whole,
            metadata={"discovered": crawled.discovered if crawled else 0},
        ),
        dg.AssetCheckResult(
            check_name="no_source_lost_reports",
            passed=not lost,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"sources": dg.MetadataValue.json(lost)},
        ),
    ]


def _sources(crawled: Crawled | None) -> list[dict[str, Any]]:
    if crawled is None:
        return []
    return [
        {"source": name, "found": count, "before": crawled.before.get(name)}
        for name, count in crawled.found.items()
    ]
