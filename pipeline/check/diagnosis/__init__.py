"""Diagnosis of a report that does not balance: the smallest change that would mend it.

What must not go here: SQL, outcomes of rules, anything that changes a figure.
"""
