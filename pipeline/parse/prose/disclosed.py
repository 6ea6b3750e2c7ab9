"""Claims on table 2: procurement, normative documents, decisions, fees.

What must not go here: anything on requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parse.prose.said import Sentence, is_of_the_year
from pipeline.records import Claim
from pipeline.registry.statements import disclosures, words
from pipeline.registry.tokens import tokens


def disclosure_claims(sentence: Sentence, layout: int | None) -> Iterator[Claim]:
    """Yield what a sentence says of figures that table 2 has in this layout."""
    for figure in sentence.figures:
        for entry in disclosures():
            column = entry.columns.get(layout or 0)
            if column is None or figure.kind != entry.figure or figure.unit not in entry.units:
                continue
            clause = re.split("[,;。]", sentence.text[: figure.start])[-1]
            if words("disclosures", "never").search(clause):
                continue
            if entry.tail.search(figure.tail) and is_of_the_year(sentence, figure):
                unit = figure.unit if figure.kind == "count" else tokens().kept_in
                code = f"count.t2.{entry.line}.{column}"
                yield sentence.claim(code, figure.value, figure.start, unit)
                break
