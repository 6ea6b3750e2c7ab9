"""What a request is answered with: the records between the makers of answers and the server.

What must not go here: sockets, and what any one page says.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qsl

from pipeline.samplesite.cases import Case
from pipeline.samplesite.pages import Revision

HTML = "text/html; charset=utf-8"
LATER = timedelta(days=30)  # what an honest revision adds to Last-Modified


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    origin: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""

    def parameters(self) -> dict[str, str]:
        """Return the parameters of the query and of a form that was posted."""
        posted = parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        return dict(parse_qsl(self.query, keep_blank_values=True) + posted)


@dataclass(slots=True)
class Answer:
    """One answer. Status 0 sends no head at all; `length` is what Content-Length claims.

    A body without a length, given piece by piece, ends with the connection.
    """

    status: int
    body: bytes | Iterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    validated: bool = False  # gets ETag and Last-Modified, and may be answered with 304


@dataclass(slots=True)
class State:
    """What changes while a site is served."""

    bases: dict[str, str] = field(default_factory=dict)  # origin -> address without a path
    revisions: dict[str, Revision] = field(default_factory=dict)  # case id -> how it was revised
    honest: set[str] = field(default_factory=set)  # whose validators follow the revision
    vanished: set[str] = field(default_factory=set)
    attempts: Counter[str] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reset(self) -> None:
        """Forget every revision, disappearance and request."""
        with self.lock:
            for memory in (self.revisions, self.honest, self.vanished, self.attempts, self.hits):
                memory.clear()

    def attempt(self, identifier: str) -> int:
        """Count one more request of a case and return how many there were."""
        with self.lock:
            self.attempts[identifier] += 1
            return self.attempts[identifier]

    def hit(self, origin: str, target: str) -> None:
        """Count one request."""
        with self.lock:
            self.hits[origin, target] += 1


Maker = Callable[[State, Case, str, Asked], Answer]


def page(body: bytes, *, validated: bool = True) -> Answer:
    """Return a page of HTML."""
    return Answer(200, body, {"Content-Type": HTML}, validated=validated)


def conditional(answer: Answer, original: bytes, case: Case, state: State, asked: Asked) -> Answer:
    """Add validators to an answer, or turn it into 304 where those of the request still hold.

    A silent revision keeps the validators of the original, so that 304 lies about it.
    """
    if not answer.validated or not isinstance(answer.body, bytes):
        return answer
    honest = case.id in state.honest
    tag = hashlib.sha256(answer.body if honest else original).hexdigest()[:16]
    changed = datetime.fromisoformat(f"{case.published or '2024-01-31'}T02:20:00").replace(
        tzinfo=UTC
    )
    validators = {
        "ETag": f'"{tag}"',
        "Last-Modified": format_datetime(changed + (LATER if honest else timedelta()), usegmt=True),
    }
    if _holds(validators, asked.headers):
        return Answer(304, headers=validators)
    answer.headers.update(validators)
    return answer


def _holds(validators: Mapping[str, str], headers: Mapping[str, str]) -> bool:
    known = {name.lower(): value for name, value in headers.items()}
    if tags := known.get("if-none-match"):
        return validators["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    return known.get("if-modified-since") == validators["Last-Modified"]
