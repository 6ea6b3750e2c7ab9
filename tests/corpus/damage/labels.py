"""What is done to the labels of lines, groups and heads."""

from __future__ import annotations

import random
import re

from tests.corpus.damage.case import Case, with_labels

LEADING = re.compile(r"^(?:[一二三四五六七八九]、|（[一二三四五六七八九]）|\d[.、])")
BRACKETED_NUMBER = re.compile(r"^（[一二三四五六七八九]）")
QUOTES = re.compile("[“”]")
UNIT = "单位"  # without its brackets a unit cannot be told from the name
NO_BRACKETS = str.maketrans("", "", "（）")
LONG = 8  # characters of a label that survives the loss of one


def letters_lost(case: Case, rng: random.Random) -> Case:
    """Lose one character of some labels, but neither the last nor any of a note in brackets."""

    def lose(text: str) -> str:
        note = text.find("（", 1)
        name = text if note < 0 else text[:note]
        if len(name) < LONG or rng.random() < 0.5:
            return text
        at = rng.randrange(2, len(name) - 1)
        return text[:at] + text[at + 1 :]

    return with_labels(case, lose)


def brackets_lost(case: Case, _: random.Random) -> Case:
    """Lose the brackets round notes, and the numbers in brackets with them."""

    def lose(text: str) -> str:
        return text if UNIT in text else BRACKETED_NUMBER.sub("", text).translate(NO_BRACKETS)

    return with_labels(case, lose)


def quotes_lost(case: Case, _: random.Random) -> Case:
    """Lose the quotes in labels."""
    return with_labels(case, lambda text: QUOTES.sub("", text))


def numbering_lost(case: Case, _: random.Random) -> Case:
    """Lose the numbers in front of labels."""
    return with_labels(case, lambda text: LEADING.sub("", text))


def numbering_emptied(case: Case, _: random.Random) -> Case:
    """Leave empty brackets where a number stood."""
    return with_labels(case, lambda text: BRACKETED_NUMBER.sub("()", text))


def spaces_in_labels(case: Case, rng: random.Random) -> Case:
    """Put blanks into labels."""
    blanks = (" ", "\u3000", "\u00a0")
    return with_labels(case, lambda text: text[:2] + rng.choice(blanks) + text[2:])


def labels_wrapped(case: Case, rng: random.Random) -> Case:
    """Break labels into two lines, as a narrow column does."""

    def wrap(text: str) -> str:
        at = rng.randrange(2, len(text) - 1) if len(text) > 3 else 0
        return f"{text[:at]}\n{text[at:]}" if at else text

    return with_labels(case, wrap)


def other_word_for_total(case: Case, _: random.Random) -> Case:
    """Write 合计 for 总计."""
    return with_labels(case, lambda text: text.replace("总计", "合计"))
