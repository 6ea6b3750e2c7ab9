"""A fetched page looked at from outside: its type, text, markers, and whether it refuses.

What must not go here: figures, cells, anything that ends in the warehouse.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from w3lib.encoding import html_to_unicode

from pipeline.crawl.answers import Answer
from pipeline.crawl.markup import Element, Path, parsed, shown_text
from pipeline.registry.crawling import pattern, patterns, rule, squeezed

MAX_HTML = 8 * 1024 * 1024
MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole2"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|div|table|ul|li|p|a|script|meta|span|td|tr)\b", re.I
)
SCRIPTED = re.compile(r"location\s*(?:\.\s*(?:replace|assign|href)\b|=)|document\.write|__NUXT__")
CHALLENGED = re.compile(
    r"__jsl_clearance|_\$_ts|\$_ts\b|EO_Bot_Ssid|WTKkN|document\.cookie\s*=|acw_sc__v2|_cf_chl"
)
CHALLENGE_STATUS = frozenset({202, 403, 412, 503, 512, 521})
ALWAYS_CHALLENGE = frozenset({403, 412, 512, 521})
# every challenge has one of these, and hardly any other page: cheap to look for
TRACES_OF_CHALLENGE = (b"_jsl", b"$_ts", b"EO_Bot", b"WTKkN", b".cookie", b"acw_sc", b"_cf_chl")
CELLS = Path("//td//text()")
BASES = Path("//base/@href")
TITLES = Path("//title/text()")
TAGS = Path("//meta[@name]")
SEEN = Path("//a[@href]|//iframe|//embed|//object|//img|//frame|//record")
SCRIPTS = Path("//script")
TEXT_SUBTYPES = ("text/", "application/xhtml", "application/xml", "application/json")
REFUSED_TEXT = ("text/css", "text/javascript", "text/calendar")


@dataclass(frozen=True)
class Page:
    """A page of markup, decoded once."""

    url: str
    charset: str
    source: str

    @classmethod
    def of(cls, answer: Answer, charset: str = "") -> Page:
        """Decode the body as a browser would; `charset` is what the registry knows better."""
        if charset:
            return cls(answer.url, charset, answer.body.decode(charset, errors="replace"))
        used, text = html_to_unicode(answer.headers.get("content-type"), answer.body)
        return cls(answer.url, used, text)

    @cached_property
    def tree(self) -> Element | None:
        """Return the root element, None where there is none."""
        return parsed(self.source)

    @cached_property
    def text(self) -> str:
        """Return the visible text, squeezed."""
        if self.tree is None:
            return squeezed(re.sub(r"<[^<>]*>", " ", self.source))
        return squeezed(shown_text(self.tree))

    @cached_property
    def table_text(self) -> str:
        """Return the text of the tables as printed, without white space."""
        return "".join(" ".join(CELLS.strings(self.tree)).split())

    @cached_property
    def base(self) -> str:
        """Return the address against which links count."""
        found = BASES.strings(self.tree)
        return urljoin(self.url, found[0]) if found else self.url

    @cached_property
    def tags(self) -> dict[str, str]:
        """Return the page's meta tags by lower-case name."""
        return {
            str(meta.get("name")).lower(): str(meta.get("content") or "")
            for meta in TAGS.elements(self.tree)
        }

    @property
    def title(self) -> str:
        """Return what the page calls itself."""
        if named := self.tags.get(rule("page", "tags")["title"]):
            return named
        found = TITLES.strings(self.tree)
        return " ".join(found[0].split()) if found else ""

    @property
    def is_report(self) -> bool:
        """Whether the page prints what only a yearly report prints."""
        hits = sum(1 for marker in patterns("page", "report") if marker.search(self.text))
        return bool(hits >= rule("page", "fewest"))

    @property
    def has_tables(self) -> bool:
        """Whether the three tables, or what is left of them, stand in the page as text."""
        return any(marker.search(self.text) for marker in patterns("page", "tables"))


def kind_of(answer: Answer) -> str | None:
    """Return `html`, a container by its first bytes, or `text`; None for what is no document."""
    head = answer.body[:4096]
    for magic, name in MAGIC:
        if head.startswith(magic):
            return name
    declared = answer.headers.get("content-type", "").lower()
    if declared.startswith(REFUSED_TEXT) or b"\x00" in head.strip(b"\x00")[:512]:
        return None
    if MARKUP.search(head) or declared.startswith(("text/html", "application/xhtml")):
        return "html"
    if head.lstrip().startswith(b"<"):
        return "html"
    if declared.startswith(TEXT_SUBTYPES) or not declared:
        return "text"
    return None


def is_challenge(answer: Answer) -> bool:
    """Whether the answer wants a script to be run before it gives the page."""
    if answer.status in ALWAYS_CHALLENGE:
        return True
    if len(answer.body) > 64 * 1024:
        return False
    if not any(trace in answer.body for trace in TRACES_OF_CHALLENGE):
        return False
    text = answer.body.decode("utf-8", errors="replace")
    if not CHALLENGED.search(text):
        return False
    short = len(Page(answer.url, "utf-8", text).text) <= rule("page", "challenge_longest")
    return short and (answer.status in CHALLENGE_STATUS or answer.status == 200)


def is_shell(page: Page) -> bool:
    """Whether a browser would have to run a script to see anything."""
    longest = rule("page", "shell_longest")
    if len(page.text) > longest or page.tree is None:
        return False
    if SEEN.elements(page.tree):
        return False
    return bool(SCRIPTED.search(page.source) or SCRIPTS.elements(page.tree))


def is_soft_error(page: Page) -> bool:
    """Whether the page says with status 200 that there is none."""
    short = len(page.text) <= rule("page", "soft_error_longest")
    return short and not page.is_report and bool(pattern("page", "soft_error").search(page.text))


def text_hash(text: str) -> str | None:
    """Return the sha256 of a text, None where there is none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else None
