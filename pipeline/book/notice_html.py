"""A notice as one HTML page that needs nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.book.notice import Notice, notice_word

TEMPLATES = Path(__file__).with_name("templates")


def notice_html(notice: Notice) -> str:
    """Return the page; whatever a report printed stands in it as text, never as markup."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    words = partial(notice_word, lang=notice.lang)
    return environment.get_template("notice.html").render(notice=notice, word=words)
