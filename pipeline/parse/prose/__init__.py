"""What the sentences of a report claim: figures, shares, that there was none, enumerations.

What must not go here: tables, judging a claim.
"""
