"""What a wrong figure looks like beside the right one: the slips that people make with digits.

What must not go here: weights, words, tables.
"""

from __future__ import annotations

UNIT = 10_000  # 元 in one 万元


def _is_dropped(short: str, long: str) -> bool:
    """Return whether leaving out one digit of the long number gives the short one."""
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _same_length(written: str, right: str) -> str | None:
    differing = [i for i, (a, b) in enumerate(zip(written, right, strict=True)) if a != b]
    if len(differing) == 1:
        return "digit"
    if len(differing) == 2:
        i, j = differing
        if j == i + 1 and written[i] == right[j] and written[j] == right[i]:
            return "transposed"
    return None


def slip(written: int, right: int, *, is_total: bool = False, is_money: bool = False) -> str | None:
    """Return the code of the slip that turns the right figure into the written one, if any.

    Args:
        written: the figure that is printed; below 0 it is no slip of digits.
        right: the figure that a mend puts in its place, at least 0.
        is_total: the cell is a printed total.
        is_money: the cell is an amount of money, whose unit may have been confused.
    """
    if written == right or written < 0:
        return None
    if written == 0:
        return "total_zero" if is_total else "zero"
    low, high = sorted((written, right))
    if is_money and low * UNIT == high:
        return "unit"
    before, after = str(written), str(right)
    if len(before) == len(after):
        found = _same_length(before, after)
    elif len(after) == len(before) + 1 and _is_dropped(before, after):
        found = "dropped"
    elif len(before) == len(after) + 1 and right and _is_dropped(after, before):
        found = "added"
    elif low and high % low == 0 and str(high // low).strip("0") == "1":
        found = "decimal"
    else:
        found = None
    return found or ("off_by_one" if high - low == 1 else None)
