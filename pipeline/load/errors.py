"""What stops a load: always something on disk, never something a report says."""

from __future__ import annotations


class LoadError(RuntimeError):
    """A part or the warehouse cannot be read or written; the message names it and the remedy.

    `code` is the word for it where people meet it on the command line, `path` what it is about.
    """

    def __init__(self, message: str, *, code: str = "", path: object = "") -> None:
        """Keep the message, and by what word people are told of it."""
        super().__init__(message)
        self.code = code
        self.path = path
