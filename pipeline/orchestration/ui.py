"""The Dagster UI of a data folder, bound to this machine."""

import os
import signal
import subprocess
import sys

from pipeline.orchestration.instance import prepare_instance
from pipeline.paths import Home

GRACE = 15  # seconds for Dagster's processes to end by themselves


def serve(home: Home, port: int) -> int:
    """Run web server, code server and schedule daemon until interrupted; return the exit code.

    They are one process group, and none of them outlives this call: Dagster's own parent leaves
    its children behind when it is terminated.
    """
    prepare_instance(home)
    settings = {
        "DAGSTER_HOME": str(home.dagster.absolute()),
        "GOUJI_HOME": str(home.root.absolute()),
    }
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipeline.definitions"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a script ignores the first for us
        signal.signal(number, signal.default_int_handler)
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env=os.environ | settings, start_new_session=True
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(GRACE)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
