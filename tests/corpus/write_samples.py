"""Write the sample reports: `python -m tests.corpus.write_samples`."""

from __future__ import annotations

from pipeline.paths import SAMPLES as FOLDER
from tests.corpus.samples import SAMPLES


def main() -> None:
    """Write every sample anew; what is not listed any more is removed."""
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.iterdir()) - {FOLDER / name for name in SAMPLES}:
        stale.unlink()
    for name, make in SAMPLES.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
