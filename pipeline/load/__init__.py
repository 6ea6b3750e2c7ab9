"""Extracted records to Parquet parts, and Parquet parts to the published DuckDB warehouse.

What must not go here: reading or judging of documents; SQL beyond the naming of files.
"""
