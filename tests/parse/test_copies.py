"""Sketches of prose: what is alike is estimated as it is, and figures do not count."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.copies import BINS, FEWEST, sketch
from pipeline.records import ProseSketch


def text_of(seed: int, length: int) -> str:
    dice = random.Random(seed)  # noqa: S311 - text of a test
    return "".join(chr(0x4E00 + dice.randrange(2000)) for _ in range(length))


def alike(one: ProseSketch | None, other: ProseSketch | None) -> float:
    assert one and other
    return sum(a == b for a, b in zip(one.marks, other.marks, strict=True)) / BINS


def test_a_text_is_like_itself_and_unlike_another() -> None:
    assert alike(sketch(text_of(1, 2000)), sketch(text_of(1, 2000))) == 1
    assert alike(sketch(text_of(1, 2000)), sketch(text_of(2, 2000))) < 0.1


def test_the_estimate_is_near_the_share_that_was_kept() -> None:
    estimates = []
    for seed in range(40):
        kept, fresh = text_of(seed, 1900), text_of(1000 + seed, 100)
        estimates.append(alike(sketch(kept + text_of(seed + 500, 100)), sketch(kept + fresh)))
    # 1,896 runs in common of 2,096 in all
    assert abs(sum(estimates) / len(estimates) - 0.905) < 0.02
    assert all(estimate > 0.75 for estimate in estimates)


def test_too_little_text_has_no_sketch() -> None:
    assert sketch(text_of(1, FEWEST - 1)) is None
    assert sketch("的" * FEWEST) is not None


@given(st.text(max_size=3000))
def test_any_text_has_marks_that_fit_their_column(text: str) -> None:
    found = sketch(text)
    if found:
        assert len(found.marks) == BINS
        assert all(mark is None or 0 <= mark < 2**16 for mark in found.marks)
