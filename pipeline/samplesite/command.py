"""The sample site for people: served until interrupted, or for as long as one run crawls it.

What must not go here: anything that a test could not do with `SampleSite` itself.
"""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from pipeline.samplesite.cases import cases, origins
from pipeline.samplesite.scale import ScaleSite
from pipeline.samplesite.server import SampleSite

PORT = 8765
PORTS = range(PORT, PORT + 8)  # the same every night, so that a page has the same address
# its id is that of the built-in samples: they step aside together
SOURCE = """[[source]]
id = "sample"
name = "sample site"
urls = ["{url}"]
verified = true
"""


@contextmanager
def served_source() -> Iterator[Path]:
    """Serve the sample site for the length of the block; yield a file of sources that names it.

    Where its ports are taken, any free one serves, and its pages then have other addresses.
    """
    site = _started()
    try:
        with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
            path = Path(folder, "sample-site.toml")
            path.write_text(SOURCE.format(url=site.url("home")), encoding="utf-8")
            yield path
    finally:
        site.stop()


def _started() -> SampleSite:
    for port in PORTS:
        with suppress(OSError):
            return SampleSite(port).start()
    return SampleSite().start()


@click.command("sample-site")
@click.option("--port", default=PORT, show_default=True, help="0 takes any free port.")
@click.option("--pages", default=0, help="Serve so many generated reports instead, for benches.")
def sample_site(port: int, pages: int) -> None:
    """Serve a site of invented organs on this machine only, to try the crawler on."""
    for number in (signal.SIGINT, signal.SIGTERM):  # in the background of a script both do nothing
        signal.signal(number, signal.default_int_handler)
    try:
        if pages:
            with ScaleSite(pages, port=port) as scale:
                click.echo(f"{scale.start_url}  ({pages} reports)")
                threading.Event().wait()
        with SampleSite(port) as site:
            _describe(site)
            threading.Event().wait()
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}; try --port 0") from error
    except KeyboardInterrupt:
        click.echo()


def _describe(site: SampleSite) -> None:
    """Print where to start and what each host is for."""
    counts = {
        origin.name: sum(entry.origin == origin.name for entry in cases()) for origin in origins()
    }
    for origin in origins():
        base = site.bases[origin.name]
        click.echo(f"{base:<36} {counts[origin.name]:>4} addresses  {origin.why}")
    click.echo(f"\ngouji run --sources {site.url('home')}")
