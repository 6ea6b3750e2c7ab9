"""What comes back from one request, and the states in which an address can end.

What must not go here: sockets, decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

TERMINAL = (
    "fetched",
    "not_modified",
    "gone",
    "http_error",
    "robots_disallowed",
    "robots_unreachable",
    "blocked_challenge",
    "blocked_private_address",
    "off_registry_host",
    "too_large",
    "bad_redirect",
    "timeout",
    "dns",
    "refused",
    "tls_error",
    "unsupported_type",
    "shell_page",
    "soft_error_page",
    "duplicate_of",
    "skipped_budget",
)
OPEN = ("pending", "in_flight")
WITH_BODY = ("fetched", "duplicate_of", "soft_error_page", "shell_page")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server; `headers` have lower-case names."""

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ip: str | None = None
    wire_bytes: int = 0


class FetchError(Exception):
    """No answer came: `state` is the terminal state that this means."""

    def __init__(self, state: str, detail: str) -> None:
        """Keep what the failure means."""
        super().__init__(f"{state}: {detail}")
        self.state = state
        self.detail = detail


class Getter(Protocol):
    """What fetches one address."""

    async def get(
        self, url: str, headers: dict[str, str], timeout: float, form: str | None = None
    ) -> Answer:
        """Return the answer, or raise FetchError."""
