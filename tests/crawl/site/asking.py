"""One plain request, without redirects, retries or decompression."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    body: bytes | None = None,
    most: int | None = None,
    timeout: float = 10,
) -> Got:
    """Return the answer, of a long body only the first `most` bytes."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        try:
            data = response.read(most)
            found = {name.lower(): value for name, value in response.getheaders()}
            return Got(response.status, found, data)
        finally:
            response.close()
    finally:
        connection.close()
