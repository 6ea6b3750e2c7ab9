"""Where a Dagster run finds the data folder."""

from pathlib import Path

import dagster as dg

from pipeline.paths import Home, default_home


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]  # generic in typing only
    """The data folder; empty means GOUJI_HOME, else `data/` of the working folder."""

    root: str = ""

    def home(self) -> Home:
        """Return the paths below the folder."""
        return Home(Path(self.root) if self.root else default_home())
