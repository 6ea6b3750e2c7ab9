"""Our own reports: figures drawn from the registry's forms, printed into every container.

    figures.consistent ─▶ prose.compose ─▶ Document ─▶ damage ─▶ html | docx | pdf | text

Every organ is invented and every sentence is ours. A layout added to the registry is printed
here without a change. What must not go here: anything that reads a document.
"""
