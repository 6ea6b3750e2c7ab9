"""Write the pictures of the documentation from the built-in samples.

    .venv/bin/python docs/pictures/make_pictures.py

Needs Debian's packages `chromium` and `fonts-noto-cjk`. `run.png` and `run-zh.png` are the end of a
run as the terminal shows it, `lineage.png` and `checks.png` are pages of the Dagster UI.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from pipeline import steps
from pipeline.book import listing, terminal
from pipeline.paths import SAMPLES
from pipeline.registry.words import Language

HERE = Path(__file__).parent
SHOWN = ("district_2023.pdf", "county_2020.txt", "city_2023.html", "cut_off.docx", "notice.html")
GOUJI = (sys.executable, "-m", "pipeline.cli")
PORT = 3217
TERMINAL = """<html><style>{stylesheet} pre {{ font: 14px/1.35 "Noto Sans Mono CJK SC" }}</style>
<body style="background:{background};color:{foreground};overflow:hidden"><pre>{code}</pre></body>
</html>"""
PAGES = {"lineage.png": "asset-groups", "checks.png": "assets/findings?view=checks"}


def draw_run(name: str, lang: Language, height: int) -> None:
    """Take one run over a few samples as a terminal of 118 columns shows it."""
    console = Console(record=True, width=118, file=io.StringIO())
    paths = [SAMPLES / shown for shown in SHOWN]
    with steps.judged_drafts(paths, now=datetime.now(UTC)) as (connection, _):
        terminal.print_findings(console, listing.list_findings(connection), lang)
        terminal.print_reports(console, listing.list_reports(connection), lang)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "run.html")
        page.write_text(console.export_html(theme=MONOKAI, code_format=TERMINAL), "utf-8")
        _shoot(name, page.as_uri(), f"860,{height}")


def shoot_ui() -> None:
    """Take the pages of the UI over a run of the samples."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([*GOUJI, "run", "--sample", "--home", home], check=True)  # noqa: S603 - our own command
        ui = subprocess.Popen([*GOUJI, "ui", "--home", home, "--port", str(PORT)])  # noqa: S603 - our own command
        try:
            _wait()
            for name, page in PAGES.items():
                _shoot(name, f"http://127.0.0.1:{PORT}/{page}", "1500,820")
        finally:
            ui.terminate()
            ui.wait(timeout=60)


def _wait() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/server_info", timeout=2)
        except OSError:
            time.sleep(1)
        else:
            return
    raise TimeoutError("the UI did not start")


def _shoot(name: str, url: str, size: str) -> None:
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    flags += ["--no-first-run", f"--window-size={size}", "--virtual-time-budget=25000"]
    subprocess.run(["chromium", *flags, f"--screenshot={HERE / name}", url], check=True)  # noqa: S603, S607 - our own page


if __name__ == "__main__":
    draw_run("run.png", "en", 960)
    draw_run("run-zh.png", "zh", 800)
    shoot_ui()
