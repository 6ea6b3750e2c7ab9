"""Grids and prose to one record for every statutory cell, claims and issues.

What belongs here: finding tables, lines, columns, the title and the claims by their labels.
What must not: bytes and containers (that is `read`), any judgement of a figure (that is `check`).
"""
