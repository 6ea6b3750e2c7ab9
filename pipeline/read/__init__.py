"""Bytes to grids and prose: one reader a container, none of which knows the form.

Readers keep what is printed and where it stands; blanks are kept as blanks.
What must not go here: any label of the form, any judgement of a figure, a clock, a socket.
"""

from __future__ import annotations

from pipeline.records import Reading, Refusal

__all__ = ["read_document"]


def read_document(data: bytes, *, file_name: str | None = None) -> Reading | Refusal:
    """Read a document by what it contains; its name is often wrong and decides nothing.

    Nothing is raised on any bytes: what cannot be read is refused, with a state and a code.
    """
    from pipeline.read.dispatch import read_document as read  # all readers: half a second

    return read(data, file_name=file_name)
