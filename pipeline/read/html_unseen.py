"""Which pieces of a page its styles keep from view: of no size, clear, off the screen, by a class.

Only what a page writes itself is known here. Pieces of the colour of paper, and those whose class
bears a name that style sheets elsewhere use for hiding, may be unseen: nobody can tell.
What must not go here: what becomes of such pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

# Whether the page writes any of this is seen in its bytes, at a hundredth of a look at its tree.
_MARKS = (
    *(b"opacity:0", b"opacity: 0", b"visibility", b"font-size:0", b"font-size: 0"),
    *(b"font-size:1px", b"font-size: 1px", b":-99", b": -99", b"width:0", b"width: 0"),
)
_PALE_MARKS = (b"#fff", b"white", b"255,255,255", b"255, 255, 255", b"transparent")
_STYLED = etree.XPath("//@style/..", smart_strings=False)
_COLOURED = etree.XPath("//font[@color]", smart_strings=False)
_CLASSED = etree.XPath("//@class/..", smart_strings=False)
_NONE = r"0(?:\.0*)?(?:px|pt|em|rem|%)?(?![\d.])"
_UNSEEN = re.compile(
    rf"(?:^|[;\s])(?:opacity\s*:\s*{_NONE}|visibility\s*:\s*(?:hidden|collapse)"
    rf"|font-size\s*:\s*(?:{_NONE}|1px)"
    r"|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|pt|em|rem))",
    re.IGNORECASE,
)
_NO_WIDTH = re.compile(rf"(?:^|[;\s])(?:max-)?width\s*:\s*{_NONE}", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow(?:-x)?\s*:\s*hidden", re.IGNORECASE)
_PALE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?(?![\da-f])|white|transparent"
    r"|rgba?\(\s*255\s*,\s*255\s*,\s*255|rgba\([^)]*,\s*0(?:\.0*)?\s*\))",
    re.IGNORECASE,
)
_PALE_NAME = re.compile(r"#?fff(?:fff)?|white", re.IGNORECASE)
_NOT_DISPLAYED = re.compile(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
# A sheet without its remarks, and without what holds for some media only or is no rule.
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_BY_CLASS = re.compile(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)
_HIDING_NAMES = frozenset(
    ("hidden", "hide", "d-none", "sr-only", "visually-hidden", "invisible", "layui-hide")
)


def styled_unseen(root: etree._Element, page: bytes) -> Iterator[etree._Element]:
    """Yield what is laid out, but not to be seen by its own style."""
    if not any(mark in page for mark in _MARKS):
        return
    for element in _elements(_STYLED, root):
        if _is_unseen(element.get("style") or ""):
            yield element


def styled_pale(root: etree._Element, page: bytes) -> Iterator[etree._Element]:
    """Yield what is of the colour of paper, be it on paper or on a dark ground."""
    if not any(mark in page or mark.upper() in page for mark in _PALE_MARKS):
        return
    yield from (e for e in _elements(_STYLED, root) if _PALE.search(e.get("style") or ""))
    for element in _elements(_COLOURED, root):
        if _PALE_NAME.fullmatch((element.get("color") or "").strip()):
            yield element


def classed_unseen(root: etree._Element, page: bytes) -> tuple[list[etree._Element], ...]:
    """Return what a sheet in the page hides by a class, and what a sheet elsewhere may hide."""
    hiding = _hiding_classes(root) if b"<style" in page.lower() else frozenset()
    hidden: list[etree._Element] = []
    perhaps: list[etree._Element] = []
    if hiding or any(b'"%b"' % name.encode() in page for name in _HIDING_NAMES):
        for element in _elements(_CLASSED, root):
            names = (element.get("class") or "").split()
            if not hiding.isdisjoint(names):
                hidden.append(element)
            elif not _HIDING_NAMES.isdisjoint(names):
                perhaps.append(element)
    return hidden, perhaps


def _hiding_classes(root: etree._Element) -> frozenset[str]:
    sheets = " ".join(sheet.text or "" for sheet in root.iter("style"))
    declared = sheets.replace("{", ";")
    if not _NOT_DISPLAYED.search(declared) and not _is_unseen(declared):
        return frozenset()
    rules = _AT_RULE.sub("", _REMARK.sub("", sheets)).split("}")
    return frozenset(
        name[1]
        for selectors, _, style in (rule.partition("{") for rule in rules)
        if _NOT_DISPLAYED.search(style) or _is_unseen(style)
        for selector in selectors.split(",")
        if (name := _BY_CLASS.fullmatch(selector.strip()))
    )


def _is_unseen(style: str) -> bool:
    if _UNSEEN.search(style):
        return True
    return _NO_WIDTH.search(style) is not None and _CUT_OFF.search(style) is not None


def _elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", path(root))
