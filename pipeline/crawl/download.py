"""Scrapy as a downloader and nothing else: one request in, one answer or one named failure out.

Redirects, retries, robots.txt, caching and cookies of Scrapy are switched off: each would decide
something that the ledger has to know. What must not go here: what an answer means.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from pipeline.crawl.addresses import is_private, literal
from pipeline.crawl.agent import USER_AGENT
from pipeline.crawl.answers import Answer, FetchError

MAX_BYTES = 30 * 1024 * 1024
HANDLER = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
UNPACKS = "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware"
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "User-Agent": USER_AGENT,
}


class GuardedResolver(CachingThreadedResolver):
    """Names that resolve to addresses that are not public are not resolved at all.

    The address that is checked is the one that is connected to: there is no second look-up.
    """

    allowed: frozenset[str] = frozenset()  # names that the sources give, with --allow-private
    blocked: dict[str, str] = {}  # noqa: RUF012 - Twisted swallows the error, so it is kept here

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = ()
    ) -> Deferred[str]:
        """Resolve the name, and refuse what must not be connected to."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name not in self.allowed and is_private(address):
            self.blocked[name] = address
            raise DNSLookupError(f"{name} is {address}")
        return address


def settings(*, concurrency: int) -> dict[str, Any]:
    """Return the settings that differ from Scrapy's own."""
    return {
        "TELNETCONSOLE_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "LOG_LEVEL": "WARNING",
        "EXTENSIONS": {},
        "EXTENSIONS_BASE": {},
        "DOWNLOAD_MAXSIZE": MAX_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 16 * concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "TWISTED_DNS_RESOLVER": f"{__name__}.GuardedResolver",
        # of Scrapy's own pieces only what fetches and what unpacks; the others are not even loaded
        "DOWNLOAD_HANDLERS_BASE": {"http": HANDLER, "https": HANDLER},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {UNPACKS: 590},
        "SPIDER_MIDDLEWARES_BASE": {},
        "ITEM_PIPELINES_BASE": {},
    }


class Downloader:
    """Requests through a running engine."""

    def __init__(self, engine: ExecutionEngine, hosts: frozenset[str]) -> None:
        """Use an engine; `hosts` are the names that may be private."""
        self._engine = engine
        self._private = hosts
        GuardedResolver.allowed = hosts
        GuardedResolver.blocked.clear()

    async def get(
        self, url: str, headers: dict[str, str], timeout: float, form: str | None = None
    ) -> Answer:
        """Return the answer, whatever its status; a `form` is posted.

        Raises:
            FetchError: there is none.
        """
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        request = Request(
            url,
            method="GET" if form is None else "POST",
            body=form or "",
            headers={**HEADERS, **headers, **kind},
            dont_filter=True,
            meta={"download_timeout": timeout, "handle_httpstatus_all": True},
        )
        try:
            response = await self._engine.download_async(request)
        except Exception as error:
            raise self._failure(url, request, error) from error
        address = str(response.ip_address) if response.ip_address else None
        name = (request.url.split("/")[2]).rsplit("@", 1)[-1]
        if address and is_private(address) and _bare(name) not in self._private:
            raise FetchError("blocked_private_address", address)
        known = {
            key.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for key, values in response.headers.items()
        }
        wire = int(known.get("content-length", "") or 0) if _is_number(known) else 0
        return Answer(
            response.url, response.status, known, response.body, address, wire or len(response.body)
        )

    def _failure(self, url: str, request: Request, error: Exception) -> FetchError:
        name = _bare(request.url.split("/")[2])
        if name in GuardedResolver.blocked:
            return FetchError("blocked_private_address", GuardedResolver.blocked[name])
        return FetchError(_state(error), f"{type(error).__name__}: {error}"[:300])


def _is_number(headers: dict[str, str]) -> bool:
    return headers.get("content-length", "").isdecimal()


def _bare(netloc: str) -> str:
    """Return the host of a network location, without its port."""
    if netloc.startswith("["):
        return netloc[1:].split("]")[0]
    host = netloc.split(":")[0].lower()
    return literal(host) or host


def _state(error: Exception) -> str:
    """Return the state that a failure of Scrapy or Twisted means."""
    text = f"{type(error).__name__} {error} {getattr(error, 'reasons', '')} {error.__cause__!r}"
    if isinstance(error, DownloadCancelledError | IgnoreRequest):
        return "too_large"
    if isinstance(error, DownloadTimeoutError):
        return "timeout"
    if isinstance(error, CannotResolveHostError):
        return "dns"
    if "SSL" in text or "ertificate" in text or "TLS" in text:
        return "tls_error"
    if isinstance(error, DownloadConnectionRefusedError):
        return "refused"
    if isinstance(error, UnsupportedURLSchemeError):
        return "bad_redirect"
    if isinstance(error, DownloadFailedError | ResponseDataLossError | OSError | ValueError):
        return "http_error"
    raise error
