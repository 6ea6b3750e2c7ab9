"""Title, organ, report year and publication date of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.parse.sections import Outline
from pipeline.records import Paragraph
from pipeline.registry.labels import plain, simple
from pipeline.registry.prose import pattern, patterns, prose
from pipeline.registry.tokens import chinese_number

STATED, PAGE_TITLE = ("articletitle", "h1"), ("title",)


@dataclass(frozen=True, slots=True)
class Title:
    """The title line as printed (white space folded), and what it names."""

    text: str
    organ: str | None
    year: int | None


def find_title(outline: Outline, metadata: Mapping[str, str]) -> Title | None:
    """Return the title of a report, None where nothing on the page reads like one.

    A title that names organ and year wins over one without organ, and this over one without year.
    Where the page states a title without organ, a fuller one is one that ends in it. Links name
    other pages: they are asked last.
    """
    stated = next(filter(None, map(_with_year, titles_stated(metadata))), None)
    ending = plain(stated.text) if stated else ""
    for is_linked in (False, True):
        for read in (_with_both, _with_year, _with_organ):
            for text in _candidates(outline, metadata, is_linked=is_linked):
                title = read(text)
                if title is not None and plain(title.text).endswith(ending):
                    return title
    return stated


def read_title(text: str) -> Title | None:
    """Return the title that a line is by itself: of a report with its year, if not its organ."""
    return _with_both(text) or _with_year(text)


def _with_both(text: str) -> Title | None:
    for key in ("organ_first", "year_first"):
        match = pattern("title", key).match(simple(text))
        organ = _organ(plain(text)[slice(*match.span("organ"))]) if match else None
        if match and organ:
            return Title(_folded(text), organ, _year(match["year"]))
    return None


def _with_year(text: str) -> Title | None:
    match = pattern("title", "bare").match(simple(text))
    return Title(_folded(text), None, _year(match["year"])) if match else None


def _with_organ(text: str) -> Title | None:
    match = pattern("title", "without_year").match(simple(text))
    organ = _organ(plain(text)[slice(*match.span("organ"))]) if match else None
    return Title(_folded(text), organ, None) if organ else None


def titles_stated(metadata: Mapping[str, str]) -> list[str]:
    """Return what the page says is the title of its article, the surest first."""
    return [line for key in STATED for line in metadata.get(key, "").split("\n") if line]


def is_link(paragraph: Paragraph) -> bool:
    """Whether a line is nothing but a link to another page."""
    return pattern("title", "link").search(paragraph.place.path) is not None


def _candidates(outline: Outline, metadata: Mapping[str, str], *, is_linked: bool) -> Iterator[str]:
    """Yield what may be the title, the surest first: of lines, those nearest to the first section.

    The title of a page or file comes behind its lines: it may name the site, or the report whose
    file was written over.
    """
    front = outline.front(next(iter(outline.headings), "s1"))
    if is_linked:
        yield from (p.text for p in front if is_link(p))
        return
    own = [p.text for p in front if not is_link(p)]
    lines = [text for text in own if len(plain(text)) <= prose("title")["longest"]]
    if outline.headings:
        lines = lines[::-1]
    yield from titles_stated(metadata)
    yield from lines
    for text in [metadata[key] for key in PAGE_TITLE if key in metadata]:
        yield text
        yield from re.split(pattern("title", "site_separators").pattern, text)
    for count in range(2, prose("title")["most_lines"] + 1):
        for start in range(len(lines) - count + 1):
            chosen = lines[start : start + count]
            yield "".join(reversed(chosen) if outline.headings else chosen)


def _folded(text: str) -> str:
    return " ".join(text.replace("#", " ").split())


def _organ(text: str) -> str | None:
    """Return an organ's name, repaired where one 政府 served two words; None if it is no name."""
    name = pattern("title", "tag").sub("", text)
    if pattern("title", "half_organ").search(name):
        name += str(prose("title")["organ_tail"])
    return name if pattern("organ", "name").match(name) else None


def _year(text: str) -> int | None:
    year = int(text) if text.isdigit() else chinese_number(text)
    return year if year is not None and 1990 <= year <= 2100 else None


def find_organ(outline: Outline, metadata: Mapping[str, str]) -> str | None:
    """Return the organ of a report whose title does not name it.

    Looked for where the preface announces the report, in the page's metadata, in the signature.
    """
    front = plain("".join(p.text for p in outline.front()))
    for announced in patterns("organ", "announced"):
        match = announced.search(front)
        if match and (organ := _organ(match["organ"])):
            return organ
    named = [metadata.get(key, "") for key in prose("organ")["metadata"]]
    signed = [p.text for p in reversed(outline.tail())]
    return next((organ for text in (*named, *signed) if (organ := _organ(plain(text)))), None)


def find_published(outline: Outline, metadata: Mapping[str, str]) -> date | None:
    """Return the publication date: of the page's metadata, its head, or the signature.

    A date inside the body is never taken: pages pasted into a report carry dates of their own.
    """
    for key in prose("published")["metadata"]:
        if found := _date(metadata.get(key, "")):
            return found
    labels = pattern("published", "labels")
    for paragraph in (*outline.front(), *_behind(outline)):
        text = plain(paragraph.text)
        if (match := labels.search(text)) and (found := _date(text[match.end() :])):
            return found
    return next((d for p in reversed(outline.tail()) if (d := _signature(p))), None)


def _behind(outline: Outline) -> Sequence[Paragraph]:
    return outline.tail(whole_page=True) if "s6" in outline.headings else ()


def _signature(paragraph: Paragraph) -> date | None:
    """Return the date of a line that is nothing but a date."""
    text = plain(paragraph.text)
    match = pattern("published", "date").fullmatch(text)
    return _as_date(match) if match else None


def _date(text: str) -> date | None:
    match = pattern("published", "date").match(plain(text))
    return _as_date(match) if match else None


def _as_date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
