"""What a container has to declare to be read, and the few words all readers share.

What must not go here: anything that only one container needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from pipeline.records import Format, Reading, Refusal

# Elements of a page, lines and fields of a text: a long report has some ten thousand.
MAX_PIECES = 300_000


@dataclass(frozen=True, slots=True)
class Container:
    """One kind of container: how its bytes are recognised and how they are read.

    `claims` must be cheap and must not raise. `damage` lists what the libraries behind `read`
    raise on damaged bytes: the dispatch turns those into a refusal, so readers need not.
    """

    name: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes], Reading | Refusal]
    damage: tuple[type[Exception], ...] = ()
    format: Format | None = None


def image_marker(alt: str | None) -> str:
    """Write the mark that stands for a picture, as text dumps of office suites write it."""
    return f"[image: {' '.join((alt or '').split())}]"


def empty(format_: Format, detail: str) -> Refusal:
    """Refuse a container that is whole but holds nothing to read."""
    return Refusal("unreadable", "read.empty", detail, format_)


def count_elements(root: etree._Element) -> int:
    """Count the elements of a tree without making an object for each."""
    count = root.xpath("count(//*)")
    return int(count) if isinstance(count, float) else 0


def too_large(format_: Format, pieces: int) -> Refusal | None:
    """Refuse what no report can be before time and memory are spent on each of its pieces."""
    if pieces <= MAX_PIECES:
        return None
    detail = f"{pieces} lines, cells or elements: more than {MAX_PIECES}"
    return Refusal("unreadable", "read.too_large", detail, format_)
