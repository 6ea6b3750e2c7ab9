"""Section one as offices write it: sentences with known claims, distractors, damage and slips.

Every sentence is our own; what varies is how offices are known to vary. What must not go here: a
sentence of any published report, the patterns of the registry.
"""
