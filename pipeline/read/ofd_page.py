"""One page of an OFD as characters and ruled lines, in points from its top left.

OFD states millimetres from the top left. An object is drawn in a space of its own, which its map
and then its boundary place on the page.
What must not go here: the package, tables, lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

from lxml import etree

from pipeline.read.pdf_page import MAX_RULE, MIN_RULE_LENGTH, Glyph, PageContent, Rule
from pipeline.read.pdf_plane import UNMOVED, Matrix, Point, combined, hull, mapped, moved

POINTS = 72 / 25.4
MAX_OBJECTS = 20_000
MAX_CHARACTERS = 50_000
MAX_SEGMENTS = 2_000
FARTHEST = 100_000.0  # millimetres

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
# The last draws what is drawn elsewhere; it is not followed, and the page is said to be cut short.
_OBJECTS = ("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject")
_WHITE = ("255 255 255", "255,255,255")
# Characters of a line whose advances are not given are as wide as they are printed.
NARROW = 0.5
MIN_PICTURE_SHARE = 0.01


def page_content(layers: list[etree._Element], number: int, box: list[float]) -> PageContent:
    """Gather what the layers of a page show; those of its template come first."""
    left, top, width, height = box
    onto = (POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
    content = PageContent(number, width * POINTS, height * POINTS)
    seen = 0
    for layer in layers:
        for thing in layer.iter(*_OBJECTS):
            seen += 1
            if seen > MAX_OBJECTS or len(content.glyphs) > MAX_CHARACTERS:
                content.cut_short = True
                return content
            if thing.get("Visible") != "false":
                _add(content, thing, onto)
    return content


def numbers(text: str | None) -> list[float]:
    """Read the numbers of an attribute, those beyond any page as nothing."""
    found = (float(written) for written in _NUMBER.findall(text or ""))
    return [number if abs(number) < FARTHEST else 0.0 for number in found]


def _add(content: PageContent, thing: etree._Element, onto: Matrix) -> None:
    kind = str(thing.tag).rpartition("}")[2]
    if kind == "TextObject":
        left = MAX_CHARACTERS + 1 - len(content.glyphs)
        content.glyphs.extend(islice(_glyphs(thing, _matrix(thing, onto)), left))
    elif kind == "PathObject":
        content.rules.extend(_rules(thing, _matrix(thing, onto)))
    elif kind == "ImageObject":
        x, y, width, height = _boundary(thing)
        x0, top, x1, bottom = box = mapped(onto, x, y, x + width, y + height)
        if (x1 - x0) * (bottom - top) >= content.width * content.height * MIN_PICTURE_SHARE:
            content.pictures.append(box)
    else:
        content.cut_short = True


def _boundary(thing: etree._Element) -> list[float]:
    found = numbers(thing.get("Boundary"))
    return found if len(found) == 4 else [0.0, 0.0, 0.0, 0.0]


def _matrix(thing: etree._Element, onto: Matrix) -> Matrix:
    """Map an object's own space to the page: its map, then the corner of its boundary."""
    written = numbers(thing.get("CTM"))
    a, b, c, d, e, f = written if len(written) == 6 else UNMOVED
    left, top, _, _ = _boundary(thing)
    return combined((a, b, c, d, e + left, f + top), onto)


def _glyphs(thing: etree._Element, matrix: Matrix) -> Iterator[Glyph]:
    """Yield the characters of a text; `X` and `Y` are where the first stands on its line."""
    size = next(iter(numbers(thing.get("Size"))), 0.0)
    stretch = next(iter(numbers(thing.get("HScale"))), 1.0)
    x = y = 0.0
    for code in thing.iter("{*}TextCode"):
        text = (code.text or "")[:MAX_CHARACTERS]
        # A code that does not say where it begins, begins where the one before it did.
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        widths = [size * stretch * (NARROW if char < "\x7f" else 1.0) for char in text]
        across = _places(x, code.get("DeltaX"), widths)
        down = _places(y, code.get("DeltaY"), [0.0] * len(text))
        for char, left, line, width in zip(text, across, down, widths, strict=True):
            box = mapped(matrix, left, line - 0.85 * size, left + width, line + 0.15 * size)
            yield Glyph(char, *box)


def _places(start: float, written: str | None, widths: list[float]) -> list[float]:
    """Place characters by the advances given; beyond those the last is repeated, as viewers do."""
    steps = deltas(written, len(widths))
    if not steps:
        steps = widths
    steps = steps + steps[-1:] * (len(widths) - len(steps))
    return list(accumulate(steps[: max(len(widths) - 1, 0)], initial=start))[: len(widths)]


def deltas(written: str | None, most: int) -> list[float]:
    """Read advances, of which `g 3 4.5` writes three alike."""
    tokens = (written or "").split()
    found: list[float] = []
    at = 0
    while at < len(tokens) and len(found) < most:
        repeats = tokens[at] == "g" and at + 2 < len(tokens) and tokens[at + 1].isdecimal()
        count = min(int(tokens[at + 1][:6]), most) if repeats else 1
        found += numbers(tokens[at + 2 if repeats else at])[:1] * count
        at += 3 if repeats else 1
    return found


def _rules(thing: etree._Element, matrix: Matrix) -> Iterator[Rule]:
    """Yield the lines that a path shows: strokes, and the thin boxes that pass for lines."""
    is_filled, is_stroked = thing.get("Fill") == "true", thing.get("Stroke") != "false"
    path = thing.find("{*}AbbreviatedData")
    if path is None or not _is_visible(thing, "StrokeColor" if is_stroked else "FillColor"):
        return
    for figure in _figures(path.text or "", matrix):
        if is_stroked:
            sides = (_thin([begin, end]) for begin, end in pairwise(figure))
            yield from (rule for rule in sides if rule is not None)
        elif is_filled and (rule := _thin(figure)) is not None:
            yield rule


def _is_visible(thing: etree._Element, name: str) -> bool:
    colour = thing.find(f"{{*}}{name}")
    if colour is None:
        return True
    return (colour.get("Value") or "").strip() not in _WHITE and colour.get("Alpha") != "0"


def _figures(path: str, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield each figure of a path as its corners; curves as their ends."""
    figure: list[Point] = []
    for number, (step, written) in enumerate(_STEP.findall(path)):
        if number > MAX_SEGMENTS:
            break
        values = numbers(written)
        if step in "SM" and figure:
            yield figure
            figure = []
        if step == "C" and figure:
            figure.append(figure[0])
        elif len(values) >= 2:
            figure.append(moved(matrix, values[-2], values[-1]))
    if figure:
        yield figure


def _thin(figure: list[Point]) -> Rule | None:
    """See a figure as a line, if it is as thin as one."""
    x0, top, x1, bottom = hull(figure)
    width, height = x1 - x0, bottom - top
    if min(width, height) > MAX_RULE or max(width, height) < MIN_RULE_LENGTH:
        return None
    if width >= height:
        return Rule(True, (top + bottom) / 2, x0, x1)
    return Rule(False, (x0 + x1) / 2, top, bottom)
