"""What a finding rests on, in the language of whoever reads it.

What must not go here: the rules, which carry their authority in a header.
"""

from __future__ import annotations

import re

from pipeline.book.listing import FindingLine
from pipeline.registry.tables import read_toml
from pipeline.registry.words import Language, word


def basis_words(finding: FindingLine, authority: str, lang: Language) -> str:
    """Return what the rule demands, and the acts that it rests on.

    English has the authority as the rule states it; Chinese the rule's own title with the acts and
    documents that are named there, for what explains them is written in English.
    """
    if lang == "en":
        return authority
    named = dict.fromkeys(re.findall(read_toml("notice.toml")["references"], authority))
    if not named:
        return finding.title_zh
    return word("say", "basis_of", lang, title=finding.title_zh, references="、".join(named))
