"""The Dagster code location: what `workspace.yaml` and `[tool.dg]` load."""

from pipeline.orchestration.build import build_defs

defs = build_defs()
