"""From a request to its answer: finds the case, keeps what changes, serves the control addresses.

Control addresses, on the portal only and closed by its robots.txt: `/__revise/<id>` with
`level=figures|text|bytes` and `honest=1`, `/__vanish/<id>`, `/__reset`, `/__hits`, `/__cases`.
What must not go here: sockets.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import get_args
from urllib.parse import parse_qsl, quote, urlsplit

from pipeline.samplesite import lists, makers, mischief
from pipeline.samplesite.answers import Answer, Asked, Maker, State, conditional
from pipeline.samplesite.cases import Case, case, cases, origins
from pipeline.samplesite.pages import Revision, plain_page

MAKERS: dict[str, Maker] = {**makers.MAKERS, **mischief.MAKERS, **lists.MAKERS}
Address = tuple[str, str, frozenset[tuple[str, str]]]


@lru_cache
def _addresses() -> dict[Address, Case]:
    found: dict[Address, Case] = {}
    for entry in cases():
        path, _, query = entry.path.partition("?")
        found[entry.origin, path, frozenset(parse_qsl(query))] = entry
    return found


class Site:
    """The site without its servers."""

    def __init__(self) -> None:
        """Begin with nothing revised, vanished or asked for."""
        self.state = State()

    def url(self, identifier: str) -> str:
        """Return the address of a case, as links give it."""
        entry = case(identifier)
        return entry.href or self.state.bases[entry.origin] + entry.path

    def case_at(self, url: str) -> Case | None:
        """Return the case that stands at an address, None where there is none."""
        linked = next((entry for entry in cases() if entry.href == url), None)
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        names = [name for name, known in self.state.bases.items() if known == base]
        return linked or (_found(names[0], parts.path or "/", parts.query) if names else None)

    def hits(self, identifier: str) -> int:
        """Return how often a case was asked for since the last reset."""
        entry = case(identifier)
        return self.state.hits[entry.origin, entry.path]

    def revise(self, identifier: str, level: Revision = "figures", *, honest: bool = False) -> None:
        """Change a report; the validators of its page stay as they were unless `honest`.

        Raises:
            ValueError: the level is unknown, or nothing can be revised at that address.
        """
        if level not in get_args(Revision) or not case(identifier).serve.startswith("report:"):
            raise ValueError(f"{identifier}: give a report and one of {get_args(Revision)}")
        self.state.revisions[identifier] = level
        (self.state.honest.add if honest else self.state.honest.discard)(identifier)

    def vanish(self, identifier: str) -> None:
        """Let a page answer 410 from now on."""
        self.state.vanished.add(case(identifier).id)

    def reset(self) -> None:
        """Forget every revision, disappearance and request."""
        self.state.reset()

    def answer(self, asked: Asked) -> Answer:
        """Return the answer to a request."""
        target = asked.path + (f"?{asked.query}" if asked.query else "")
        if asked.origin == origins()[0].name and asked.path.startswith("/__"):
            return self._controlled(asked)
        self.state.hit(asked.origin, target)
        if asked.path == "/robots.txt":
            return _robots(asked.origin)
        entry = _found(asked.origin, asked.path, asked.query)
        if entry is None:
            return Answer(404, plain_page("404"))
        if entry.id in self.state.vanished:
            return Answer(410, plain_page("410"))
        return self._made(entry, asked)

    def _made(self, entry: Case, asked: Asked) -> Answer:
        name, _, argument = entry.serve.partition(":")
        answer = MAKERS[name](self.state, entry, argument, asked)
        if entry.type:
            answer.headers["Content-Type"] = entry.type
        if entry.filename:
            answer.headers["Content-Disposition"] = (
                f'attachment; filename="{quote(entry.filename)}"'
            )
        original = answer.body if isinstance(answer.body, bytes) else b""
        if entry.id in self.state.revisions:
            before = MAKERS[name](State(bases=self.state.bases), entry, argument, asked).body
            original = before if isinstance(before, bytes) else b""
        return conditional(answer, original, entry, self.state, asked)

    def _controlled(self, asked: Asked) -> Answer:
        verb, _, identifier = asked.path.removeprefix("/__").partition("/")
        given = asked.parameters()
        known = {"/__hits": self._hits, "/__cases": self._cases}
        try:
            if verb == "revise":
                level = given.get("level", "figures")
                self.revise(identifier, level, honest=given.get("honest") == "1")  # type: ignore[arg-type]  # a level, as the address has it
            elif verb == "vanish":
                self.vanish(identifier)
            elif verb == "reset":
                self.reset()
            elif asked.path not in known:
                return Answer(404, plain_page("404"))
        except (KeyError, ValueError) as error:
            return Answer(400, json.dumps({"error": str(error)}).encode())
        shown = known.get(asked.path, dict)()
        headers = {"Content-Type": "application/json"}
        return Answer(200, json.dumps(shown, ensure_ascii=False).encode(), headers)

    def _hits(self) -> object:
        with self.state.lock:
            return [[origin, path, count] for (origin, path), count in self.state.hits.items()]

    def _cases(self) -> object:
        return [{**asdict(entry), "url": self.url(entry.id)} for entry in cases()]


def _found(origin: str, path: str, query: str) -> Case | None:
    exact = _addresses().get((origin, path, frozenset(parse_qsl(query))))
    # hops of a chain, windows of a list and stray parameters do not make another page
    return exact or _addresses().get((origin, path, frozenset()))


def _robots(name: str) -> Answer:
    origin = next(entry for entry in origins() if entry.name == name)
    return Answer(origin.robots_status, origin.robots.encode(), {"Content-Type": "text/plain"})
