"""Gouji: from published disclosure reports to a star schema that says what does not reconcile."""

__version__ = "0.1.0"
