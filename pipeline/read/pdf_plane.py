"""Points, boxes and maps of the plane, as PDF writes them.

What must not go here: pdfium, or anything that is on a page.
"""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


def combined(first: Matrix, then: Matrix) -> Matrix:
    """Chain two maps."""
    a, b, c, d, e, f = first
    x, y = moved(then, e, f)
    p, q, r, s, _, _ = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y)


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Map a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def mapped(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Map a box by quarter turns or none: two corners are enough."""
    return hull((moved(matrix, left, bottom), moved(matrix, right, top)))


def hull(points: Sequence[Point]) -> Box:
    """Find the box round some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def turned(quarters: int, width: float, height: float) -> tuple[Matrix, Matrix]:
    """Find the map that sets text upright which runs so many quarters round, and the map back.

    `width` and `height` are those of the plane in which it runs down (1), backwards (2) or up (3).
    """
    if quarters == 1:
        return (0, -1, 1, 0, 0, width), (0, 1, -1, 0, width, 0)
    if quarters == 2:
        return (-1, 0, 0, -1, width, height), (-1, 0, 0, -1, width, height)
    if quarters == 3:
        return (0, 1, -1, 0, height, 0), (0, -1, 1, 0, 0, height)
    return UNMOVED, UNMOVED
