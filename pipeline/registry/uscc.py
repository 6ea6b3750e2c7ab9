"""The unified social credit code of an organ (GB 32100-2015): 18 characters, the last a check."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18


def is_valid(code: str) -> bool:
    """Whether the code is well formed and its check character holds.

    The i-th character counts 3^(i-1); the sum with the check character is a multiple of 31.
    """
    if len(code) != _LENGTH or any(character not in ALPHABET for character in code):
        return False
    sum_of = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:-1]))
    return (sum_of + ALPHABET.index(code[-1])) % 31 == 0


def region_code(code: str) -> str:
    """Return the region whose office registered the organ, as six digits of GB/T 2260."""
    return code[2:8]
