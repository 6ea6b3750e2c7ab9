"""The sites to crawl: a TOML file of sources, refused with file, line and remedy where malformed.

A source is one `[[source]]` table: `id`, `name`, `urls` (listing pages, or reports where the
adapter is `manual`), and as needed `adapter`, `hosts` (exact, or `*.` and a suffix; a port where
it is not the scheme's), `organ`, `delay` and `timeout` in seconds, `budget` in pages a run,
`depth` of columns to follow, `areas` and `years` of the yearly report page of a county,
`verified`, and `quirks`: what is odd about the site, each with its reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.registry.tables import DATA, RegistryError

STARTER = DATA / "sources.toml"
ADAPTERS = ("auto", "jcms", "indexn", "xxgk_annual_jsp", "links", "manual")
QUIRKS = ("charset", "always_whole", "note")
PORTS = {"http": 80, "https": 443}
SHORTEST_DELAY, LONGEST_DELAY = 0.5, 60.0
_HEAD = re.compile(r"\s*\[\[\s*source\s*\]\]")
_TEXTS = ("id", "name", "adapter", "organ")
_LISTS = ("urls", "hosts", "areas")


@dataclass(frozen=True, slots=True)
class Quirk:
    """What is odd about a site: its true `charset`, `always_whole` (validators lie), `note`."""

    name: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One site, or one part of a site, that is crawled by itself."""

    id: str
    name: str
    urls: tuple[str, ...]
    adapter: str = "auto"
    hosts: tuple[str, ...] = ()
    organ: str = ""
    delay: float = 2.0
    timeout: float = 30.0
    budget: int = 20_000
    depth: int = 4
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    verified: bool = False
    only_listings: bool = False  # set by the preview, never by an entry
    quirks: tuple[Quirk, ...] = ()

    def quirk(self, name: str) -> Quirk | None:
        """Return the quirk of that name."""
        return next((quirk for quirk in self.quirks if quirk.name == name), None)


def load_sources(path: Path = STARTER) -> tuple[Source, ...]:
    """Return every source of the file, in its order.

    Raises:
        RegistryError: an entry is malformed; the message names file, line, source and remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: give a TOML file that can be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{path}: mend the TOML: {error}") from error
    listed = entries.get("source")
    if set(entries) != {"source"} or not isinstance(listed, list) or not listed:
        raise RegistryError(f"{path} line 1: give [[source]] tables and nothing else")
    lines = _lines(text)
    found: dict[str, Source] = {}
    for number, entry in enumerate(listed):
        line = lines[number] if number < len(lines) else 1
        name = entry.get("id", number + 1) if isinstance(entry, dict) else number + 1
        where = f"{path} line {line}, source {name!r}"
        try:
            source = _source(entry)
        except ValueError as error:
            raise RegistryError(f"{where}: {error}") from error
        if source.id in found:
            raise RegistryError(f"{where}: this id is taken; choose another")
        found[source.id] = source
    return tuple(found.values())


def ad_hoc(url: str) -> Source:
    """Return a source for a listing page given by its address alone.

    Raises:
        RegistryError: it is no address of a page.
    """
    try:
        return _source({"id": _host_of(url), "name": _host_of(url), "urls": [url]})
    except ValueError as error:
        raise RegistryError(f"{url}: {error}") from error


def from_record(record: Mapping[str, Any]) -> Source:
    """Return the source of a plain record, as `dataclasses.asdict` makes it."""
    quirks = tuple(Quirk(**quirk) for quirk in record["quirks"])
    lists = {name: tuple(record[name]) for name in (*_LISTS, "years")}
    return Source(**{**record, **lists, "quirks": quirks})


@lru_cache(maxsize=4096)
def origin_port(url: str) -> tuple[str, int]:
    """Return host name and port of an address.

    Raises:
        ValueError: it is not an address of http or https.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{url!r} is no address ({error}); mend it") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is no http or https address; give one")
    if parts.username or parts.password:
        raise ValueError(f"{url!r} carries a name or password; take it out")
    return parts.hostname.lower().rstrip("."), port or PORTS[parts.scheme]


def _host_of(url: str) -> str:
    host, port = origin_port(url)
    name = f"[{host}]" if ":" in host else host
    return name if port in PORTS.values() else f"{name}:{port}"


def _lines(text: str) -> list[int]:
    return [n for n, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]


def _source(entry: Any) -> Source:
    if not isinstance(entry, dict):
        raise ValueError(f"{entry!r} is no table; begin each source with [[source]]")
    known = [field.name for field in fields(Source) if field.name != "only_listings"]
    if unknown := sorted(set(entry) - set(known)):
        raise ValueError(f"{unknown[0]!r} is no key; the keys are {', '.join(known)}")
    for key in ("id", "name", "urls"):
        if not entry.get(key):
            raise ValueError(f"{key!r} is missing; give it")
    values: dict[str, Any] = {k: _text(k, entry[k]) for k in _TEXTS if k in entry}
    values |= {k: _texts(k, entry[k]) for k in _LISTS if k in entry}
    values |= _numbers(entry)
    quirks = entry.get("quirks", [])
    if not isinstance(quirks, list):
        raise ValueError(f"quirks = {quirks!r}: give a list of {{ name, reason }}")
    values["quirks"] = tuple(map(_quirk, quirks))
    source = Source(**values)
    return _checked(source)


def _numbers(entry: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, least, most in (
        ("delay", SHORTEST_DELAY, LONGEST_DELAY),
        ("timeout", 1, 300),
        ("budget", 1, 1_000_000),
        ("depth", 0, 10),
    ):
        if key in entry:
            value = entry[key]
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{key} = {value!r}: give a number")
            if not least <= value <= most:
                raise ValueError(f"{key} = {value}: give {least} to {most}")
            values[key] = value
    years = entry.get("years", ())
    if not isinstance(years, Sequence) or not all(type(y) is int for y in years):
        raise ValueError(f"years = {years!r}: give a list of years")
    verified = entry.get("verified", False)
    if not isinstance(verified, bool):
        raise ValueError(f"verified = {verified!r}: give true or false")
    return values | {"years": tuple(years), "verified": verified}


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} = {value!r}: give a text in quotes")
    return value


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{key} = {value!r}: give a list of texts")
    return tuple(value)


def _quirk(entry: Any) -> Quirk:
    if not isinstance(entry, dict) or entry.get("name") not in QUIRKS:
        raise ValueError(f"quirk {entry!r}: give {{ name, reason }}, name one of {QUIRKS}")
    if not entry.get("reason"):
        raise ValueError(f"quirk {entry['name']!r} has no reason; say why the site needs it")
    if unknown := set(entry) - {"name", "reason", "value"}:
        raise ValueError(f"quirk {entry['name']!r}: {sorted(unknown)[0]!r} is no key of a quirk")
    value = str(entry.get("value", ""))
    if entry["name"] == "charset" and not _is_charset(value):
        raise ValueError(f"charset {value!r}: give one that is known, gb18030 for instance")
    return Quirk(entry["name"], str(entry["reason"]), value)


def _is_charset(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, errors="replace"), str)
    except (LookupError, ValueError):
        return False


def _checked(source: Source) -> Source:
    if source.adapter not in ADAPTERS:
        raise ValueError(f"adapter {source.adapter!r}: give one of {', '.join(ADAPTERS)}")
    for host in source.hosts:
        if host.startswith("*.") and host.count(".") < 3:
            raise ValueError(f"host {host!r} takes in half the web; name the site's own hosts")
        if "/" in host or host != host.lower():
            raise ValueError(f"host {host!r}: give a lower-case host name, no address")
    own = tuple(dict.fromkeys(_host_of(url) for url in source.urls))
    if source.hosts and (other := [host for host in own if not is_listed(host, source.hosts)]):
        raise ValueError(f"host {other[0]!r} of its urls is not among its hosts; add it")
    return source if source.hosts else replace(source, hosts=own)


def is_listed(host: str, hosts: Sequence[str]) -> bool:
    """Whether a host, with its port where that is not the scheme's, is among the allowed ones."""
    return any(host == own or (own.startswith("*.") and host.endswith(own[1:])) for own in hosts)
