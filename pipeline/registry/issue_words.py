"""What was not understood, in words: issues by their codes, their details in those of the form.

What must not go here: Chinese text (the registry holds it).
"""

from __future__ import annotations

from pipeline.registry.form_words import place_words
from pipeline.registry.forms import TABLES, form_lines
from pipeline.registry.words import Language, has_word, word


def issue_words(code: str, detail: str, lang: Language) -> str:
    """Return what an issue means to someone who has to act on it."""
    known = code if has_word("issue", code) else "other"
    return word("issue", known, lang, code=code, detail=_in_words(detail, lang))


def _in_words(detail: str, lang: Language) -> str:
    """Return a detail with the table or line that it begins with in the words of the form."""
    named, colon, rest = detail.partition(":")
    if named in TABLES:
        return f"{place_words(named, None, lang)}{colon}{rest}"
    tables = [line.table_code for line in form_lines() if line.line_code == named]
    if not tables:
        return detail
    return f"{place_words(f'{tables[0]}.{named}', None, lang)}{colon}{rest}"
