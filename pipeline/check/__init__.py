"""Judging a filled warehouse: SQL decides the units, bounds decide the blanks, findings say it.

What must not go here: reading of documents, the building of the warehouse, any clock.
"""
