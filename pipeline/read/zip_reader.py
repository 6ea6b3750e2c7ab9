"""ZIP attachments: an archive is read where exactly one of its members can be.

One document is one report. Where several members can be read, a person has to say which it is.
Members are never written anywhere, and their names are only ever shown.
What must not go here: how members are read; which archives are office documents.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.read.archives import (
    ZIP_DAMAGE,
    ZIP_MARK,
    ArchiveRefusedError,
    open_archive,
    read_member,
)
from pipeline.read.container import Container
from pipeline.read.nesting import nested
from pipeline.records import Grid, Reading, Refusal

MAX_MEMBERS = 200
MAX_BYTES = 200 * 2**20
MAX_RATIO = 100
# What systems and word processors leave in folders without anybody's doing.
_LEAVINGS = ("__macosx/", "._", "~$", "thumbs.db", "desktop.ini", ".ds_store")
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
MOST_NAMES = 20
MAX_TRIED = 4  # documents: to convert an old one takes seconds

SHORTEST_REPORT = 300  # characters of text; the labels of one statutory table alone are as many

Read = Callable[[bytes], Reading | Refusal]


def _is_zip(data: bytes) -> bool:
    return data.startswith(ZIP_MARK)


# What stands for this container where archives are not opened.
CLOSED = Container(
    "zip", _is_zip, lambda _data: Refusal("unsupported", "read.zip", "an archive in an archive")
)


def container(read: Read, is_picture: Callable[[bytes], bool]) -> Container:
    """Make the container; `read` reads a member, and knows nothing of archives."""

    def read_zip(data: bytes) -> Reading | Refusal:
        try:
            with open_archive(data) as archive:
                return _read_one(list(_members(archive)), read, is_picture)
        except ArchiveRefusedError as refused:
            return Refusal("unreadable", refused.code, str(refused))

    return Container("zip", _is_zip, read_zip, damage=ZIP_DAMAGE)


def member_name(info: zipfile.ZipInfo) -> str:
    """Undo what zipfile makes of a name that does not say its encoding: here it is UTF-8 or GBK."""
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack what people put into the archive, by the name that they would see."""
    entries = [(member_name(info), info) for info in archive.infolist() if not info.is_dir()]
    wanted = [(name, info) for name, info in entries if not _is_left_behind(name)]
    if len(wanted) > MAX_MEMBERS:
        raise ArchiveRefusedError("read.too_large", f"an archive of {len(wanted)} files")
    locked = [name for name, info in wanted if info.flag_bits & _ENCRYPTED]
    if locked:
        raise ArchiveRefusedError("read.encrypted", _listed(locked))
    total = 0
    for name, info in wanted:
        content = read_member(archive, info, max_ratio=MAX_RATIO)
        total += len(content)
        if total > MAX_BYTES:
            raise ArchiveRefusedError("read.too_large", f"more than {MAX_BYTES} bytes unpacked")
        yield name, content


def _is_left_behind(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_LEAVINGS) or lower.rpartition("/")[2].startswith(_LEAVINGS)


def _read_one(
    members: list[tuple[str, bytes]], read: Read, is_picture: Callable[[bytes], bool]
) -> Reading | Refusal:
    """Read the one document; a picture or a note beside documents is an ornament."""
    documents = [member for member in members if not is_picture(member[1])]
    outcomes: list[tuple[str, Reading | Refusal]] = []
    notes: list[tuple[str, Reading | Refusal]] = []
    for name, content in documents or members[: MAX_TRIED + 1]:
        outcome = read(content)
        if outcome.format is not None:
            (notes if _is_note(outcome) else outcomes).append((name, outcome))
        if len(_readable(outcomes)) > 1 or len(outcomes) > MAX_TRIED:
            return _several(members)
    found = outcomes or notes
    if len(_readable(found)) > 1:
        return _several(members)
    chosen = _readable(found) or found
    if len(chosen) != 1:
        return Refusal("unsupported", "read.zip", f"an archive of {len(members)} files")
    name, outcome = chosen[0]
    if isinstance(outcome, Refusal):
        return replace(outcome, detail=f"{name}: {outcome.detail}")
    return nested(outcome, name, f"zip/{outcome.method}")


def _is_note(outcome: Reading | Refusal) -> bool:
    """Whether it is a plain text with less in it than the labels of a single table."""
    if not isinstance(outcome, Reading) or outcome.format != "text":
        return False
    texts = [block.text for block in outcome.blocks if not isinstance(block, Grid)]
    printed = sum(len("".join(text.split())) for text in texts)
    return len(texts) == len(outcome.blocks) and printed < SHORTEST_REPORT


def _readable(
    outcomes: list[tuple[str, Reading | Refusal]],
) -> list[tuple[str, Reading | Refusal]]:
    return [each for each in outcomes if isinstance(each[1], Reading)]


def _several(members: list[tuple[str, bytes]]) -> Refusal:
    return Refusal("unsupported", "read.zip_several", _listed([name for name, _ in members]))


def _listed(names: list[str]) -> str:
    more = ", …" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
