"""The crawl itself: rows claimed host by host, fetched politely, judged, and written back.

One lane a host, several where the source is local and `allow_private` is set. What must not go
here: sockets (`download.py`), the meaning of answers (`verdict.py`), the ledger's statements.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from pipeline.crawl.adapters.jcms import as_form
from pipeline.crawl.addresses import host_key, is_near, refusal
from pipeline.crawl.agent import AGENT
from pipeline.crawl.answers import Answer, FetchError, Getter
from pipeline.crawl.commits import Commits
from pipeline.crawl.ledger import Ledger, Outcome, Row
from pipeline.crawl.objects import object_path
from pipeline.crawl.pace import Pace
from pipeline.crawl.refusals import Refusals
from pipeline.crawl.robots import RobotsGate
from pipeline.crawl.traces import End, Trace, outcome
from pipeline.crawl.turns import Turns
from pipeline.crawl.verdict import Verdict, entries, judge
from pipeline.paths import Home
from pipeline.registry.sources import Source

MOST_HOSTS = 16  # at a time
LOCAL_LANES = 16  # pages in hand: asked for, or being written
MOST_HOPS = 5
MOST_ATTEMPTS, LOCAL_ATTEMPTS = 3, 2
MOST_REFUSALS = 5  # challenges and 403 in succession, after which a host is left alone
WHOLE_CYCLE = 30 * 24 * 3600.0  # seconds after which a page is fetched whole: validators lie
LONGEST_WAIT = 300.0  # seconds of Retry-After that are waited for
LOCAL_TIMEOUT = 10.0
POLL = 0.2
MOST_KNOWN = 50_000  # addresses of a source that are remembered, lest they be written again
LISTED = "listed"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({"timeout", "dns", "refused"})
BROKEN_OFF = 0  # no whole answer came
PASSING_STATUS = frozenset({BROKEN_OFF, 408, 429, 500, 502, 503, 504, 522, 524})


class Crawl:
    """One run over some sources."""

    def __init__(
        self,
        home: Home,
        ledger: Ledger,
        sources: Sequence[Source],
        getter: Getter,
        *,
        run_id: str,
        allow_private: bool,
        clock: Callable[[], float],
    ) -> None:
        """Prepare a run; `allow_private` admits local hosts that a source names, without delay."""
        self._home = home
        self._ledger = ledger
        self._sources = {source.id: source for source in sources}
        self._commits = Commits(home, ledger)
        self._getter = getter
        self._run_id = run_id
        self._local = allow_private
        self._clock = clock
        self._hosts = tuple(dict.fromkeys(h for s in sources for h in s.hosts))
        self._robots = RobotsGate(self._robots_txt, AGENT)
        self._spent = Counter({s.id: ledger.visited(s.id) for s in sources})
        self._refusals = Refusals()
        self._pace = Pace(clock)
        self._turns = Turns(MOST_REFUSALS, self._refusals.of)
        self._known: defaultdict[str, set[str]] = defaultdict(set)  # addresses the ledger has

    async def run(self) -> None:
        """Fetch until no row of the sources is pending."""
        lanes: dict[asyncio.Task[None], str] = {}
        while True:
            waiting = self._ledger.waiting(tuple(self._sources))
            self._start_lanes(waiting, lanes)
            if lanes:
                done, _ = await asyncio.wait(
                    lanes, timeout=POLL, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    lanes.pop(task)
                    task.result()
            elif not waiting:
                return
            if not lanes:
                await asyncio.sleep(POLL / 4)

    def _start_lanes(self, waiting: dict[str, float], lanes: dict[asyncio.Task[None], str]) -> None:
        busy, now = Counter(lanes.values()), self._clock()
        for host, due in waiting.items():
            if max(due, self._pace.resumes(host)) > now:
                continue
            if host not in busy and len(busy) >= MOST_HOSTS:
                continue
            while busy[host] < (LOCAL_LANES if self._near(f"http://{host}/") else 1):
                lanes[asyncio.ensure_future(self._lane(host))] = host
                busy[host] += 1

    async def _lane(self, host: str) -> None:
        sources = tuple(self._sources)
        while self._pace.resumes(host) <= self._clock():
            await self._turns.enter(host)
            row = self._ledger.claim(host, sources, self._clock())
            if row is None:
                self._turns.leave(host)
                return
            await self._visit(row)

    async def _visit(self, row: Row) -> None:
        """Bring the row to its state; its host's next turn begins before it is written."""
        source = self._sources[row.source_id]
        if why := self._left_alone(row, source):
            self._ledger.finish([(row, Outcome("skipped_budget", row.kind, why))])
            self._turns.leave(row.host)
            return
        self._spent[source.id] += 1
        trace = Trace(row, self._clock(), self._refusals.turn())
        try:
            answer = await self._follow(row, source, trace)
            verdict = judge(answer, row, source)
        except FetchError as error:
            verdict = Verdict(error.state, row.kind, error.detail)
        except Exception as error:  # a page that breaks us costs itself, and is named
            verdict = Verdict("http_error", row.kind, f"crawler: {type(error).__name__}: {error}")
        end = self._settled(row, trace, verdict)
        self._turns.leave(row.host)
        await self._write(source, trace, verdict, end)

    def _left_alone(self, row: Row, source: Source) -> str | None:
        if self._refusals.of(row.host) >= MOST_REFUSALS:
            return f"host left alone after {MOST_REFUSALS} refusals"
        if source.only_listings and row.kind != "list":
            return LISTED
        if self._spent[source.id] >= source.budget:
            return f"more than {source.budget} pages in this run"
        return None

    async def _follow(self, row: Row, source: Source, trace: Trace) -> Answer:
        """Return the answer at the end of the redirects; every hop passes every guard."""
        url = row.url
        for _ in range(MOST_HOPS + 1):
            if refused := refusal(url, source.hosts, allow_private=self._local):
                raise FetchError(*refused)
            trace.permit = await self._robots.permit(url)
            if trace.permit.state is not None:
                raise FetchError(trace.permit.state, trace.permit.rule)
            delay = None if self._near(url) else source.delay
            await self._pace.turn(host_key(url), delay, trace.permit.delay)
            trace.asked, before = True, self._clock()
            answer = await self._ask(url, row, source, trace)
            trace.latency, trace.answer = self._clock() - before, answer
            self._pace.answered(host_key(url), trace.latency)
            if answer.status not in REDIRECTS:
                return answer
            trace.chain.append(url)
            url = trace.target(url, answer.headers.get("location", ""))
            if url == trace.chain[-1]:
                raise FetchError("bad_redirect", "the redirect leads nowhere else")
        raise FetchError("bad_redirect", f"more than {MOST_HOPS} redirects")

    async def _ask(self, url: str, row: Row, source: Source, trace: Trace) -> Answer:
        """Ask for a page; a list that only answers forms is asked with one."""
        headers, timeout = self._conditions(row, source), self._timeout(url, source)
        answer = await self._getter.get(url, headers, timeout)
        if answer.status == 405 and (form := as_form(url)):
            trace.form = form[1]
            return await self._getter.get(form[0], {}, timeout, form[1])
        return answer

    def _near(self, url: str) -> bool:
        """Whether no politeness is due: a local address, where those are allowed."""
        return self._local and is_near(url)

    def _timeout(self, url: str, source: Source) -> float:
        return min(source.timeout, LOCAL_TIMEOUT) if self._near(url) else source.timeout

    def _conditions(self, row: Row, source: Source) -> dict[str, str]:
        """Return the headers of a conditional request, none where the page is due as a whole."""
        kept = row.last_state in (None, "fetched", "not_modified", "duplicate_of")
        fresh = kept and row.whole_at is not None and self._clock() - row.whole_at < WHOLE_CYCLE
        if not (fresh and row.sha256) or source.quirk("always_whole"):
            return {}
        if not object_path(self._home, row.sha256).exists():
            return {}
        headers = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
        return {name: value for name, value in headers.items() if value}

    async def _robots_txt(self, url: str) -> Answer:
        """Fetch robots.txt under the same guards, and keep what was seen."""
        for _ in range(MOST_HOPS + 1):
            if refused := refusal(url, self._hosts, allow_private=self._local):
                raise FetchError(*refused)
            self._pace.asked(host_key(url))
            answer = await self._getter.get(url, {}, LOCAL_TIMEOUT)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            url = Trace.target(url, answer.headers["location"])
        raise FetchError("bad_redirect", "robots.txt leads in circles")

    async def _write(self, source: Source, trace: Trace, verdict: Verdict, end: End) -> None:
        """Store the bytes, then write state, children and attempt in one transaction."""
        row, answer = trace.row, trace.answer
        kept = verdict.page is not None or verdict.sniffed is not None
        stored = answer is not None and kept and verdict.state != "too_large"
        known = self._known[source.id]
        children = entries(verdict, row, source, allow_private=self._local, known=known)
        body = answer.body if answer is not None and stored else None
        await self._commits.write(row, body, partial(outcome, trace, verdict, end, children))
        known.update(child.url for child in children)
        if len(known) > MOST_KNOWN:
            known.clear()

    def _settled(self, row: Row, trace: Trace, verdict: Verdict) -> End:
        """Return what ends, what is tried again, and when."""
        status = trace.answer.status if trace.answer else 0
        refused = verdict.state == "blocked_challenge"
        if trace.asked:
            self._refusals.answered(row.host, trace.turn, refused=refused)
        passing = verdict.state in PASSING or (
            verdict.state == "http_error" and status in PASSING_STATUS
        )
        if (
            passing
            and trace.asked
            and row.attempts < (LOCAL_ATTEMPTS if self._near(row.url) else MOST_ATTEMPTS)
        ):
            wait = trace.retry_after(
                LONGEST_WAIT, 0.0 if self._near(row.url) else 5.0 * 2**row.attempts
            )
            if wait is not None:
                if status in (429, 503):
                    self._pace.pause(row.host, wait)
                return End("retried", verdict.error, self._clock() + wait)
        return End(verdict.state, verdict.error, self._clock())
