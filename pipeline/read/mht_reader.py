"""Web archives: pages that word processors pack as mail, together with their pictures.

What must not go here: how a page is read.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.errors import MessageError

from lxml import etree

from pipeline.read.container import Container
from pipeline.read.html_reader import read_html
from pipeline.records import Reading, Refusal

_MARK = re.compile(rb"(\xef\xbb\xbf)?\s*(mime-version|content-type)\s*:", re.IGNORECASE)
MAX_PARTS = 1_000


def read_mht(data: bytes) -> Reading | Refusal:
    """Read the first page in the archive."""
    page = page_in(data)
    if page is None:
        return Refusal("unsupported", "read.foreign", "mail without a page")
    outcome = read_html(page)
    if isinstance(outcome, Refusal):
        return outcome
    return replace(outcome, method=f"mht/{outcome.method}")


def page_in(data: bytes) -> bytes | None:
    """Unpack the first page; None where there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            return None
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else None
    return None


def is_mht(data: bytes) -> bool:
    """Tell a web archive by the header that it begins with."""
    return _MARK.match(data) is not None


CONTAINER = Container(
    "mht",
    is_mht,
    read_mht,
    damage=(etree.LxmlError, MessageError, LookupError, ValueError, RecursionError),
    format="html",
)
