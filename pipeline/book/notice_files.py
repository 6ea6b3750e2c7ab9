"""Notices as files: one Word document and one page an organ, named after it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.book.listing import FindingLine
from pipeline.book.notice import notices
from pipeline.book.notice_docx import notice_docx
from pipeline.book.notice_html import notice_html
from pipeline.registry.words import Language

_UNSAFE = re.compile(r"[^\w()（）-]+")
_LONGEST = 60  # characters of a name: 180 bytes, where file systems take 255


def write_notices(
    findings: Sequence[FindingLine], folder: Path, lang: Language, *, today: date
) -> list[Path]:
    """Write the notices of all organs concerned and return the files, two an organ."""
    written: list[Path] = []
    taken: set[str] = set()
    for notice in notices(findings, lang, today=today):
        folder.mkdir(parents=True, exist_ok=True)
        name = _name(notice.recipient, taken)
        for suffix, data in ((".docx", notice_docx(notice)), (".html", notice_html(notice))):
            path = folder / f"{name}{suffix}"
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
            written.append(path)
    return written


def _name(recipient: str, taken: set[str]) -> str:
    """Return a file name; two organs whose names come out alike are told apart by a hash."""
    name = _UNSAFE.sub("_", recipient).strip("_")
    if len(name) > _LONGEST or name in taken or not name:
        digest = hashlib.sha256(recipient.encode()).hexdigest()[:8]
        name = f"{name[:_LONGEST]}-{digest}"
    taken.add(name)
    return name
