"""The check character of the unified social credit code, and what it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.registry.uscc import is_valid, region_code

KNOWN = ("11371000004359440C", "11370900004341590P")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", KNOWN)
def test_known_codes_hold(code: str) -> None:
    assert is_valid(code)


@given(st.sampled_from(KNOWN), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_found(code: str, at: int, character: str) -> None:
    changed = code[:at] + character + code[at + 1 :]
    assert is_valid(changed) == (changed == code)


@pytest.mark.parametrize("code", ["", "11371000004359440", KNOWN[0].lower(), "I" * 18, "１" * 18])
def test_what_is_no_code_does_not_hold(code: str) -> None:
    assert not is_valid(code)


def test_the_code_names_the_region_that_registered_it() -> None:
    assert region_code(KNOWN[0]) == "371000"
