"""Which reader reads these bytes, and what becomes of bytes that none can read.

To add a container, write one module with a `CONTAINER` and add one line to `CONTAINERS`.
What must not go here: how any container is read.
"""

from __future__ import annotations

from pathlib import PurePath

from pipeline.read import (
    doc_reader,
    docx_reader,
    foreign,
    html_reader,
    mht_reader,
    ofd_reader,
    ole2_reader,
    pdf_reader,
    scan_reader,
    sheet_reader,
    text_reader,
    zip_reader,
)
from pipeline.read.bounds import MAX_FILE
from pipeline.read.container import Container
from pipeline.records import Reading, Refusal


def _read_member(data: bytes) -> Reading | Refusal:
    """Read a member of an archive; an archive within an archive stays closed."""
    inner = tuple(zip_reader.CLOSED if each.name == "zip" else each for each in CONTAINERS)
    return _read_by(inner, data, "")


def _is_picture(data: bytes) -> bool:
    return any(each.format == "image" and each.claims(data) for each in CONTAINERS)


# In this order: what has a signature, then what must be looked into, plain text last.
CONTAINERS: tuple[Container, ...] = (
    pdf_reader.CONTAINER,
    scan_reader.CONTAINER,
    docx_reader.CONTAINER,
    sheet_reader.CONTAINER,
    ofd_reader.CONTAINER,
    ole2_reader.CONTAINER,
    *doc_reader.CONTAINERS,
    mht_reader.CONTAINER,
    *foreign.CONTAINERS,
    zip_reader.container(_read_member, _is_picture),
    html_reader.CONTAINER,
    text_reader.CONTAINER,
)
_NOTHING = b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xfe\xff"


def read_document(data: bytes, *, file_name: str | None = None) -> Reading | Refusal:
    """Read a document by what it contains; its name is often wrong and decides nothing.

    Nothing is raised on any bytes: what cannot be read is refused, with a state and a code.
    """
    return _read_by(CONTAINERS, data, PurePath(file_name).suffix if file_name else "")


def _read_by(containers: tuple[Container, ...], data: bytes, suffix: str) -> Reading | Refusal:
    if len(data) > MAX_FILE:
        return Refusal("unreadable", "read.too_large", f"{len(data)} bytes")
    if not data.strip(_NOTHING):
        return empty_file(data)
    for container in containers:
        if container.claims(data):
            return _read_guarded(container, data)
    return Refusal("unsupported", "read.foreign", f"no known signature, named {suffix or '?'}")


def empty_file(data: bytes) -> Refusal:
    """Refuse a file without content, whatever it was to be."""
    return Refusal("unreadable", "read.empty", f"{len(data)} bytes, none of them content")


def _read_guarded(container: Container, data: bytes) -> Reading | Refusal:
    try:
        return container.read(data)
    except container.damage as error:
        return _refuse(container, "read.damaged", error)
    except Exception as error:  # a reader's own fault must cost one document, not the night
        return _refuse(container, "read.crashed", error)


def _refuse(container: Container, code: str, error: Exception) -> Refusal:
    detail = f"{container.name}: {type(error).__name__}: {error}"
    return Refusal("unreadable", code, detail, container.format)
