"""A site of invented organs over loopback, with the families and the mischief of real ones.

`data/cases.toml` and `data/reports.csv` say what stands at every address and in which state a
crawl of it must end. What must not go here: anything that the pipeline itself needs.
"""
