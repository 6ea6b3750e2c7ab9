"""A sketch of the prose, small enough to compare a million reports by: one permutation hashing.

Every run of five characters is hashed once; the hash chooses a bin, and each bin keeps its
smallest. Two texts agree in a bin as often as they share runs (Li, Owen and Zhang, One Permutation
Hashing, 2012); of each minimum four bits are kept, which agree by chance once in sixteen
(b-bit minwise hashing, Li and König, 2010).

What must not go here: comparing reports.
"""

from __future__ import annotations

from zlib import crc32

from pipeline.parse.sections import Outline
from pipeline.records import ProseSketch
from pipeline.registry.labels import plain
from pipeline.registry.prose import pattern, prose

BINS = 64
RUN = 5  # characters
FEWEST = 300  # characters: of less, a sketch says nothing
MOST = 6_000  # characters: enough for any report, and a bound for what is none

_WIDTH = 2  # bytes of a character; rarer ones are two
_MIX = 0x9E3779B1  # spreads the bits of a checksum, which is linear
_WORD = 0xFFFFFFFF
_BIN_SHIFT = 26  # the bin is the first 6 of 32 bits


def prose_sketch(outline: Outline) -> ProseSketch | None:
    """Return the sketch of the sections of prose, None where they are too short for one."""
    texts = [plain(p.text) for code in prose("sketch")["sections"] for p in outline.body(code)[1:]]
    return sketch(pattern("sketch", "ignored").sub("", "".join(texts)))


def sketch(text: str) -> ProseSketch | None:
    """Return the sketch of a text, None where it is too short for one."""
    if len(text) < FEWEST:
        return None
    data = text[:MOST].encode("utf-16-le")
    ends = range(RUN * _WIDTH, len(data) + 1, _WIDTH)
    runs = {data[end - RUN * _WIDTH : end] for end in ends}
    mixed = [(crc32(run) * _MIX) & _WORD for run in runs]
    # in falling order the last of each bin stays: its smallest
    lowest = {number >> _BIN_SHIFT: number for number in sorted(mixed, reverse=True)}
    kept = (lowest.get(place) for place in range(BINS))
    return ProseSketch(len(text), tuple(None if n is None else n & 0xF for n in kept))
