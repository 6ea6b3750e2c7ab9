"""What the law and the field say, as data: forms, labels, cell tokens, words, organs, regions.

What belongs here: files under `data/` and the typed loaders that read them.
What must not: any decision about a particular document.
"""
