"""Many generated report pages, cheaply: for tests that kill a crawl and benches that time one.

One report is rendered once with marks in place of what differs; a page fills them in.
What must not go here: mischief, and anything that depends on chance.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from threading import Lock
from types import TracebackType

from pipeline.samplesite.answers import Answer, Asked
from pipeline.samplesite.cases import reports, words
from pipeline.samplesite.pages import plain_page, report_page
from pipeline.samplesite.server import LoopbackServer

PER_LIST = 20
YEARS = range(2021, 2025)  # one layout
MODIFIED = "Wed, 31 Jan 2024 02:20:00 GMT"
HTML = "text/html; charset=utf-8"
SYLLABLES = 4  # of the name of a town
YEAR_MARK, NEXT_MARK = "\x00", "\x01"  # stand for the year of a report and the one after it
PATTERN = "health-2023"  # the report that every page is made from


class ScaleSite:
    """`count` reports on lists of 20, with ETag and Last-Modified; lists have neither.

    Page n is `/art/2024/1/31/art_1_<n>.html`, its organ and year follow from n alone; list k is
    `/index.html` for 0 and `/index_<k>.html` after it. `hits` counts requests by path and status.
    """

    def __init__(self, count: int, *, port: int = 0, host: str = "127.0.0.1") -> None:
        """Prepare `count` pages."""
        self.count = count
        self.hits: Counter[tuple[str, int]] = Counter()
        self._lock = Lock()
        self._place = (host, port)
        self._server: LoopbackServer | None = None
        self._pattern = reports()[PATTERN]
        year = self._pattern.year
        text = report_page(self._pattern).decode()
        self._text = text.replace(str(year), YEAR_MARK).replace(str(year + 1), NEXT_MARK)
        self.revised: set[int] = set()  # pages whose bytes changed and whose validators did too

    def __enter__(self) -> ScaleSite:
        """Start."""
        self._server = LoopbackServer("scale", self._place, self.answer)
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def base(self) -> str:
        """The address without a path. Raises RuntimeError before the start."""
        if self._server is None:
            raise RuntimeError("the site is not started: use it in a with block")
        return f"http://{self._server.server_name}:{self._server.server_port}"

    @property
    def start_url(self) -> str:
        """The first list."""
        return f"{self.base}/index.html"

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return -(-self.count // PER_LIST)

    def path(self, number: int) -> str:
        """Return the path of a report."""
        return f"/art/2024/1/31/art_1_{number}.html"

    def year(self, number: int) -> int:
        """Return the year of a report."""
        return YEARS[number % len(YEARS)]

    def organ_name(self, number: int) -> str:
        """Return the organ of a report: one of many towns, each with its own name."""
        said, left = words()["scale"], number // len(YEARS)
        name = ""
        for _ in range(SYLLABLES):
            left, digit = divmod(left, len(said["syllables"]))
            name += said["syllables"][digit]
        return str(said["organ"]).format(name=name)

    def title(self, number: int) -> str:
        """Return the title of a report."""
        title = str(words()["report"]["title"])
        return title.format(organ=self.organ_name(number), year=self.year(number))

    def body(self, number: int) -> bytes:
        """Return the page of a report."""
        year = self.year(number)
        text = self._text.replace(self._pattern.organ_name, self.organ_name(number))
        text = text.replace(YEAR_MARK, str(year)).replace(NEXT_MARK, str(year + 1))
        return (text + ("<!-- revised -->" if number in self.revised else "")).encode()

    def answer(self, asked: Asked) -> Answer:
        """Return the answer to a request, and count it."""
        answer = self._answer(asked)
        with self._lock:
            self.hits[asked.path, answer.status] += 1
        return answer

    def _answer(self, asked: Asked) -> Answer:
        stem, _, tail = asked.path.removesuffix(".html").rpartition("_")
        if asked.path == "/index.html":
            return self._list(0)
        if tail.isdecimal() and stem == "/index" and 0 < int(tail) < self.lists:
            return self._list(int(tail))
        if tail.isdecimal() and stem == "/art/2024/1/31/art_1" and int(tail) < self.count:
            return self._page(int(tail), asked)
        return Answer(404, plain_page("404"))

    def _page(self, number: int, asked: Asked) -> Answer:
        mark = f"{number}-{number in self.revised}"
        tag = f'"{hashlib.sha256(mark.encode()).hexdigest()[:16]}"'
        validators = {"ETag": tag, "Last-Modified": MODIFIED}
        given = {name.lower(): value for name, value in asked.headers.items()}
        if given.get("if-none-match") == tag:
            return Answer(304, headers=validators)
        return Answer(200, self.body(number), {"Content-Type": HTML, **validators})

    def _list(self, number: int) -> Answer:
        first = number * PER_LIST
        items = "\n".join(
            f'<li><a href="{self.path(n)}" title="{self.title(n)}">{self.title(n)}</a></li>'
            for n in range(first, min(first + PER_LIST, self.count))
        )
        paging = f'<script>createPageHTML({self.lists}, {number}, "index", "html");</script>'
        heading = words()["list"]["heading"]
        body = plain_page(heading, extra=f"<ul>\n{items}\n</ul>\n{paging}")
        return Answer(200, body, {"Content-Type": HTML})
