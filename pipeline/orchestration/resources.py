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

    def standing_sources(self) -> list[str]:
        """Return the file of sources that is crawled every night, where there is one."""
        path = self.home().root / "sources.toml"
        return [str(path)] if path.exists() else []
