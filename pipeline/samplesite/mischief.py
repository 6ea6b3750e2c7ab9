"""Answers that real sites give and a crawler must survive: challenges, endless and broken ones.

What must not go here: anything that reaches beyond the answer itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache

from pipeline.samplesite.answers import Answer, Asked, Maker, State, page
from pipeline.samplesite.cases import Case, words
from pipeline.samplesite.pages import plain_page, report_of, report_page

GZIP = 16  # added to the window bits: with the head of a gzip file, which then has no date
MEGABYTE = 1024 * 1024
DRIP_SECONDS = 0.5
DRIPS = 2400  # twenty minutes: longer than anyone waits, and still an end
STALL_SECONDS = 1200.0
CHALLENGES = {
    "521": (
        "<script>document.cookie='__jsl_clearance_s=1700000000.1|0|x%3D;path=/';"
        "location.href=location.pathname+location.search</script>",
        {"Set-Cookie": "__jsluid_s=0123456789abcdef; path=/; HttpOnly"},
    ),
    "412": (
        '<html><head><meta content="x" r="m"><script src="/4QbVtADbnLVIc/c.js" r="m"></script>'
        "</head><body></body></html>",
        {"Set-Cookie": "FSSBBIl1UgzbN7NO=x; path=/; HttpOnly"},
    ),
    "202": (
        "<script>var WTKkN=1;document.cookie='EO_Bot_Ssid=1;path=/';location.reload();</script>",
        {"Set-Cookie": "EO_Bot_Ssid=1; path=/"},
    ),
    "403": ("<html><body>403 Forbidden</body></html>", {}),
}


def _challenge(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    body, headers = CHALLENGES[argument]
    return Answer(int(argument), body.encode(), {"Content-Type": "text/html", **headers})


def _flaky(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    """Return an error to the first request and the report to those that follow."""
    status, _, report = argument.partition(":")
    if state.attempt(case.id) > 1:
        return page(report_page(report_of(report)))
    headers = {"Content-Type": "text/html"}
    if status == "429":
        headers["Retry-After"] = "1"
    said = words()["page"]
    return Answer(int(status), plain_page(said["lost_title"], said["gone"]), headers)


def _drip(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    def drops() -> Iterator[bytes]:
        for _ in range(DRIPS):
            yield b" "
            if state.closing.wait(DRIP_SECONDS):
                return

    return Answer(200, drops(), {"Content-Type": "text/html"})


def _stall(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    def nothing() -> Iterator[bytes]:
        state.closing.wait(STALL_SECONDS)
        yield from ()

    return Answer(0, nothing())


def _reset(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    return Answer(0)


def _blocks(state: State, count: int) -> Iterator[bytes]:
    block = b"<p>" + b"x" * (64 * 1024 - 7) + b"</p>"
    for _ in range(count):
        if state.closing.is_set():
            return
        yield block


def _huge(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    size = int(argument) * MEGABYTE
    blocks = _blocks(state, size // (64 * 1024))
    return Answer(200, blocks, {"Content-Type": "text/html"}, length=size)


def _endless(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    return Answer(200, _blocks(state, 1024 * 1024), {"Content-Type": "text/html"})


def _bomb(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return Answer(200, bomb(int(argument)), headers)


@lru_cache
def bomb(megabytes: int) -> bytes:
    """Return a small gzip stream that unpacks to so many megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | GZIP)
    noughts = bytes(MEGABYTE)
    return b"".join(packer.compress(noughts) for _ in range(megabytes)) + packer.flush()


def _truncated(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    body = plain_page(case.title)
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return Answer(200, iter((body,)), headers, length=2 * len(body))


def _chain(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    """Redirect a number of times, each time to another address, then answer."""
    hop = int(asked.parameters().get("hop", "0"))
    if hop >= int(argument):
        return page(plain_page(case.title), validated=False)
    return Answer(302, headers={"Location": f"{case.path}?hop={hop + 1}"})


MAKERS: dict[str, Maker] = {
    "challenge": _challenge,
    "flaky": _flaky,
    "drip": _drip,
    "stall": _stall,
    "reset": _reset,
    "huge": _huge,
    "endless": _endless,
    "bomb": _bomb,
    "truncated": _truncated,
    "chain": _chain,
}
