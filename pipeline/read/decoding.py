"""Bytes to text: which of the encodings that Chinese offices publish in is this?

What must not go here: knowledge of any container beyond the encoding it may declare.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from pipeline.read.plausible import is_big5, is_unlikely
from pipeline.records import Issue

PREVIEW_BYTES = 65_536
# A page cut within a character or with a mangled description still is what it is;
# text in another encoding breaks at every third byte or so.
MAX_BROKEN_SHARE = 0.01
MAX_CONTROL_SHARE = 0.01

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of 200 bytes of mark-up in UTF-16 at least half the pairs are ASCII: a NUL and a character.
_UNMARKED_HEAD = 200
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,32})""", re.IGNORECASE)
_BIG5 = "big5hkscs"
# Only what is asked for: some of Python's codecs are slow, or are no character encodings.
_DECLARABLE = {
    "big5": _BIG5,
    "big5-hkscs": _BIG5,
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how many characters were broken beyond reading.

    `doubtful` says that the text reads as hardly any in that encoding does.
    """

    text: str
    encoding: str
    broken: int = 0
    doubtful: bool = False

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Say that characters were lost, each now U+FFFD, or that all of them may be others."""
        found = []
        if self.broken:
            found.append(Issue("read.charset_damaged", f"{self.broken} broken in {self.encoding}"))
        if self.doubtful:
            found.append(Issue("read.charset_doubtful", self.encoding))
        return tuple(found)


def decode(data: bytes) -> Decoded | None:
    """Decode by mark, by UTF-8, by GB18030, by declaration, in that order; None if none fits.

    A declaration comes last because it is often wrong: templates say gb2312 over UTF-8 bytes.
    Nearly all bytes of Big5 are valid in GB18030 too: which it is, the characters tell.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    if (unmarked := _unmarked(data)) is not None:
        return _tolerant(data, unmarked)
    if (decoded := _tolerant(data, "utf-8")) is not None:
        return decoded
    if (decoded := _tolerant(data, "gb18030")) is not None:
        return _weighed(data, decoded)
    return _as_declared(data)


def _weighed(data: bytes, as_gb: Decoded) -> Decoded:
    """Return the text as Big5 where only so it reads like Chinese."""
    as_big5 = _tolerant(data, _BIG5)
    if as_big5 is not None and is_big5(as_gb.text, as_big5.text):
        return as_big5
    return replace(as_gb, doubtful=True) if is_unlikely(as_gb.text) else as_gb


def preview(data: bytes) -> str:
    """Show the beginning well enough to look for ASCII marks in it."""
    head = data[:PREVIEW_BYTES]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    return head.decode(_unmarked(head) or "latin-1", errors="replace")


def _unmarked(data: bytes) -> str | None:
    """Name the UTF-16 of mark-up that lacks its mark, told by where its NULs stand."""
    head = data[:_UNMARKED_HEAD]
    if b"<" not in head[: _UNMARKED_HEAD // 4]:
        return None
    low, high = head[::2].count(0), head[1::2].count(0)
    if 4 * max(low, high) < len(head) or min(low, high) > max(low, high) // 4:
        return None
    return "utf-16-be" if low > high else "utf-16-le"


def looks_like_text(data: bytes) -> bool:
    """Tell text from foreign binaries by the control characters that text does not use."""
    head = preview(data)
    return len(_CONTROL.findall(head)) <= len(head) * MAX_CONTROL_SHARE


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    """Decode unless more is broken than an accident explains."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    broken = text.count(_REPLACEMENT)
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    if broken > max(1, beyond_ascii * MAX_BROKEN_SHARE) or broken == beyond_ascii:
        return None
    return Decoded(text, encoding, broken)


def _as_declared(data: bytes) -> Decoded | None:
    declared = _DECLARED.search(data[:PREVIEW_BYTES])
    encoding = _DECLARABLE.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None
