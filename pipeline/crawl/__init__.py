"""Bringing documents into the raw zone: bytes under their sha256, and a manifest of what was seen.

What must not go here: any reading of what the bytes say.
"""
