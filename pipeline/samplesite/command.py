"""`gouji sample-site`: serve the sample site until interrupted.

What must not go here: anything that a test could not do with `SampleSite` itself.
"""

from __future__ import annotations

import threading

import click

from pipeline.samplesite.cases import cases, origins
from pipeline.samplesite.scale import ScaleSite
from pipeline.samplesite.server import SampleSite


@click.command("sample-site")
@click.option("--port", default=8765, show_default=True, help="0 takes any free port.")
@click.option("--pages", default=0, help="Serve so many generated reports instead, for benches.")
def sample_site(port: int, pages: int) -> None:
    """Serve a site of invented organs on this machine only, to try the crawler on."""
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
