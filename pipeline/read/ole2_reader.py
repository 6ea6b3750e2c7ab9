"""OLE2 files: which of the old office documents is in them, and who reads it.

What must not go here: how any of them is read.
"""

from __future__ import annotations

from python_calamine import CalamineError

from pipeline.read.archives import ZIP_DAMAGE
from pipeline.read.container import Container
from pipeline.read.doc_reader import read_word
from pipeline.read.ole2 import OLE2_MARK, content, top_streams
from pipeline.read.sheet_reader import read_xls
from pipeline.records import Reading, Refusal


def read_ole2(data: bytes) -> Reading | Refusal:
    """Read a document or a workbook; of others say what streams they have."""
    streams = top_streams(data)
    if not streams:
        return Refusal("unreadable", "read.damaged", "the directory of the file is lost")
    if "EncryptedPackage" in streams:
        return Refusal("unreadable", "read.encrypted", "an office document under a password")
    if (book := streams.get("Workbook") or streams.get("Book")) is not None:
        return read_xls(data, content(data, book))
    if "WordDocument" in streams:
        return read_word(streams, data)
    names = ", ".join(ascii(name) for name in sorted(streams)[:5])
    return Refusal("unsupported", "read.foreign", f"an OLE2 file of {names}")


CONTAINER = Container(
    "ole2",
    lambda data: data.startswith(OLE2_MARK),
    read_ole2,
    damage=(CalamineError, *ZIP_DAMAGE),
)
