"""Under which name the crawl asks, in robots.txt and in every request."""

from pipeline import __version__

AGENT = "gouji"
USER_AGENT = f"{AGENT}/{__version__} (reads yearly disclosure reports; honours robots.txt)"
