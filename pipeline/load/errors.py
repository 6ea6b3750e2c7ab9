"""What stops a load: always something on disk, never something a report says."""

from __future__ import annotations


class LoadError(RuntimeError):
    """A part or the warehouse cannot be read or written; the message names it and the remedy."""
