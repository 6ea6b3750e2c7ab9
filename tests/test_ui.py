"""`gouji ui` serves the runs on this machine, starts the job, and leaves no process behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.paths import SAMPLES, Home

pytestmark = pytest.mark.slow
LAUNCH = """
mutation ($params: ExecutionParams!) {
  launchPipelineExecution(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
STATUS = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(port: int, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - a loopback address
        data: dict[str, Any] = json.load(answer)["data"]
        return data


def _wait_for(check: Any, seconds: float = 120) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := check():
                return found
        except OSError:
            pass
        time.sleep(1)
    raise TimeoutError


@pytest.fixture
def ui(home: Home) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = _free_port()
    command = [sys.executable, "-m", "pipeline.cli", "ui", "--home", str(home.root)]
    process = subprocess.Popen([*command, "--port", str(port)])
    try:
        url = f"http://127.0.0.1:{port}/server_info"
        _wait_for(lambda: urllib.request.urlopen(url, timeout=5))
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _descendants(pid: int) -> set[int]:
    children: dict[int, set[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        fields = entry.read_text().rsplit(")", 1)[1].split()
        children.setdefault(int(fields[1]), set()).add(int(entry.parent.name))
    found, todo = set(), [pid]
    while todo:
        new = children.get(todo.pop(), set())
        found |= new
        todo += new
    return found


def test_job_started_from_the_ui_publishes_and_nothing_is_left(
    ui: tuple[int, subprocess.Popen[bytes]], home: Home
) -> None:
    port, process = ui
    config = {"ops": {"raw_documents": {"config": {"paths": [str(SAMPLES)]}}}}
    selector = {
        "repositoryLocationName": "pipeline.definitions",
        "repositoryName": "__repository__",
        "pipelineName": "nightly",
    }
    launched = _ask(port, LAUNCH, {"params": {"selector": selector, "runConfigData": config}})[
        "launchPipelineExecution"
    ]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]

    def ended() -> str | None:
        status = _ask(port, STATUS, {"id": run_id})["runOrError"]["status"]
        return status if status in ("SUCCESS", "FAILURE", "CANCELED") else None

    assert _wait_for(ended, 240) == "SUCCESS"
    with duckdb.connect(home.database, read_only=True) as connection:
        assert connection.execute("select count(*) from v_flagged_report").fetchone() == (11,)

    started = _descendants(process.pid)
    assert started
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    _wait_for(lambda: not any(_alive(pid) for pid in started), 30)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
