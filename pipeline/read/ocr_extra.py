"""Whether the libraries that read pictures are here: asked by many who read none.

What must not go here: anything that takes time to import.
"""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("rapidocr", "onnxruntime", "cv2")


def is_installed() -> bool:
    """Say whether pictures can be read here."""
    return all(find_spec(name) is not None for name in NEEDED)
