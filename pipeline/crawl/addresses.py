"""Which addresses may be fetched: scheme, host list, and nothing that is not public.

What must not go here: sockets. The resolver of `download.py` asks `is_private` once more about
the address that is about to be connected to.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from pipeline.registry.sources import PORTS, is_listed, origin_port

LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given out; the rest is special
DOCUMENTATION = ipaddress.IPv6Network("3fff::/20")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SESSION = re.compile(r";jsessionid=[^?#]*", re.IGNORECASE)
# what is its own normal form: a lower-case name, a port that is none of the usual, a bare path
_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?:[1-9]\d{3}|[1-5]\d{4}))?"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+/?"
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", re.IGNORECASE)


def normalised(url: str) -> str:
    """Return the address under which a page is kept once: no fragment, no session, sorted query."""
    if _PLAIN.fullmatch(url):
        return url
    bare = _SESSION.sub("", url)
    return canonicalize_url(urlunsplit(urlsplit(bare)._replace(netloc=host_key(bare))))


def host_key(url: str) -> str:
    """Return the host, with its port where that is not the scheme's."""
    host, port = origin_port(url)
    name = f"[{host}]" if ":" in host else host
    return name if port in PORTS.values() else f"{name}:{port}"


@lru_cache(maxsize=4096)
def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public one, in any of its forms."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        return _is_private_v6(ip)
    return not ip.is_global or ip.is_multicast


def _is_private_v6(ip: ipaddress.IPv6Address) -> bool:
    """Whether it is no global unicast address, or one that carries a private IPv4 address."""
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inner is None and ip in NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return is_private(str(inner))
    isatap = int(ip) >> 32 & 0xFDFFFFFF == 0x5EFE  # a tunnel to the IPv4 address behind it
    return isatap or ip not in UNICAST or ip in DOCUMENTATION or not ip.is_global


@lru_cache(maxsize=4096)
def literal(host: str) -> str | None:
    """Return the IP address that a host spells out, also as 0x7f.1; None for a name."""
    try:
        return str(ipaddress.ip_address(host.split("%")[0]))
    except ValueError:
        pass
    return _numeric(host) if _NUMERIC.fullmatch(host) else None


def _numeric(host: str) -> str:
    """Return the address of the forms that `inet_aton` takes; what it would not is 0.0.0.0."""
    try:
        parts = [_part(text) for text in host.split(".")]
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - no address is bound: it is refused as private
    *heads, last = parts
    if any(part > 255 for part in heads) or last >= 256 ** (5 - len(parts)):
        return "0.0.0.0"  # noqa: S104 - no address is bound: it is refused as private
    value = last + sum(part << (24 - 8 * place) for place, part in enumerate(heads))
    return str(ipaddress.IPv4Address(value))


def _part(text: str) -> int:
    if text.lower().startswith("0x"):
        return int(text, 16)
    return int(text, 8) if len(text) > 1 and text.startswith("0") else int(text)


def is_near(url: str) -> bool:
    """Whether the address spells out a host of this machine or of a private network."""
    host, _ = origin_port(url)
    address = literal(host)
    if address is None:
        return host == "localhost" or host.endswith(LOCAL_NAMES)
    return is_private(address)


def refusal(url: str, hosts: Sequence[str], *, allow_private: bool) -> tuple[str, str] | None:
    """Return (state, detail) of an address that must not be fetched, None for one that may.

    With `allow_private` a private address is allowed only where the source names it, port
    included: a redirect from one local server to another stays refused.
    """
    try:
        host, _ = origin_port(url)
    except ValueError as error:
        return "bad_redirect", str(error)
    listed = is_listed(host_key(url), hosts)
    if is_near(url) and not (allow_private and listed):
        return "blocked_private_address", host
    return None if listed else ("off_registry_host", host_key(url))
