"""The only Dagster code: assets, checks, job, schedule and the instance.

What belongs here: naming the steps for Dagster and reporting their counts.
What must not: the steps themselves (that is `pipeline.steps`), settings, SQL.
Dagster reads annotations at run time: no `from __future__ import annotations` in this package.
"""
