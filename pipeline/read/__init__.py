"""Bytes to grids and prose: one reader a container, none of which knows the form.

Readers keep what is printed and where it stands; blanks are kept as blanks.
What must not go here: any label of the form, any judgement of a figure, a clock, a socket.
"""

from __future__ import annotations

from pipeline.read.dispatch import read_document

__all__ = ["read_document"]
