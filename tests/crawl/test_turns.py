"""Turns of a host: no more under way than it may still refuse, and nobody is forgotten."""

from __future__ import annotations

import asyncio
from collections import Counter

from pipeline.crawl.turns import Turns

HOST = "a.gov.cn"


def _run(lanes: int, pages: int, refused: Counter[str], *, refuses: bool) -> tuple[int, int]:
    """Ask for pages in several lanes; return how many were asked for and how many at once."""
    turns = Turns(5, lambda host: refused[host])
    left, under_way, most, asked = pages, 0, 0, 0

    async def lane() -> None:
        nonlocal left, under_way, most, asked
        while True:
            await turns.enter(HOST)
            if not left or refused[HOST] >= 5:
                turns.leave(HOST)
                return
            left, asked, under_way = left - 1, asked + 1, under_way + 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1
            refused[HOST] = refused[HOST] + 1 if refuses else 0
            turns.leave(HOST)
            await asyncio.sleep(0)  # the page is written

    async def main() -> None:
        await asyncio.wait_for(asyncio.gather(*(lane() for _ in range(lanes))), 10)

    asyncio.run(main())
    return asked, most


def test_every_page_is_asked_for_and_no_more_at_once_than_may_be_refused() -> None:
    assert _run(16, 200, Counter(), refuses=False) == (200, 5)


def test_a_host_that_refuses_is_asked_five_times_whatever_the_number_of_lanes() -> None:
    assert _run(16, 200, Counter(), refuses=True) == (5, 5)


def test_a_host_that_has_refused_before_is_asked_for_fewer_at_once() -> None:
    asked, most = _run(16, 200, Counter({HOST: 4}), refuses=True)
    assert (asked, most) == (1, 1)


def test_an_answer_that_is_no_refusal_opens_all_turns_again() -> None:
    assert _run(16, 200, Counter({HOST: 3}), refuses=False) == (200, 5)
