"""Which of two encodings a text is in, where its bytes are valid in both: by how common it reads.

GB18030 gives a character for nearly every pair of bytes that Big5 has, but mostly rare ones.
What must not go here: bytes that are valid in one encoding only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

# Lead bytes of what is common: marks and letters, and the characters that the standards put first.
_COMMON = {
    "gb2312": (range(0xA1, 0xAA), range(0xB0, 0xD8)),
    "big5": (range(0xA1, 0xA4), range(0xA4, 0xC7)),
}
_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
FEWEST = 20  # characters that tell anything
MOST = 4_000  # characters that are looked at
LIKELY = 0.85  # share of common characters in a text of that encoding; measured: 0.93 to 0.97
CLEARLY = 0.3  # by so much the other share must be lower; measured: 0.4 to 0.6
UNLIKELY = 0.5  # share below which a text is hardly in the encoding; of traditional script 0.7


@lru_cache
def _common(encoding: str) -> frozenset[str]:
    leads = [lead for row in _COMMON[encoding] for lead in row]
    pairs = (bytes((lead, trail)) for lead in leads for trail in _TRAILS)
    return frozenset("".join(pair.decode(encoding, errors="ignore") for pair in pairs))


def is_big5(as_gb: str, as_big5: str) -> bool:
    """Whether a text is clearly in Big5 rather than in GB18030."""
    mine, theirs = _share(as_big5, "big5"), _share(as_gb, "gb2312")
    return mine is not None and theirs is not None and mine >= max(LIKELY, theirs + CLEARLY)


def is_unlikely(as_gb: str) -> bool:
    """Whether so many characters are rare that a text is hardly in GB18030."""
    share = _share(as_gb, "gb2312")
    return share is not None and share < UNLIKELY


def _share(text: str, encoding: str) -> float | None:
    """Return the share of common characters, None where there are too few of any."""
    seen = list(islice(_beyond_ascii(text), MOST))
    if len(seen) < FEWEST:
        return None
    common = _common(encoding)
    return sum(character in common for character in seen) / len(seen)


def _beyond_ascii(text: str) -> Iterable[str]:
    return (character for character in text if not character.isascii())
