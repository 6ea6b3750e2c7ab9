"""The Dagster UI of a data folder, bound to this machine."""

import os
import subprocess
import sys

from pipeline.orchestration.instance import prepare_instance
from pipeline.paths import Home


def serve(home: Home, port: int) -> int:
    """Run web server, code server and schedule daemon until interrupted; return the exit code."""
    prepare_instance(home)
    settings = {
        "DAGSTER_HOME": str(home.dagster.absolute()),
        "GOUJI_HOME": str(home.root.absolute()),
    }
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipeline.definitions"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ | settings)  # noqa: S603 - our own command
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        return process.wait()
