"""`python -m bench.accuracy`: how exactly the corpus is read, shape by shape.

Figures are drawn by seed, printed into every container, sound and damaged, and read back. A cell is
right, lost (no value though one is printed), unsure (no value, and from what the damage left none
can be told) or wrong (a value that is not printed there). The table goes into docs/accuracy.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.prose import prose_section
from bench.sections import kept_section
from pipeline.extract import extract
from pipeline.paths import PROJECT
from tests.corpus.containers import CONTAINERS, WITHOUT_BLANKS, can_be_told
from tests.corpus.damage import DAMAGES, Case, sound
from tests.corpus.figures import consistent, dice
from tests.corpus.judge import lost, values, wrong
from tests.corpus.scan import SCANNERS
from tests.corpus.scan_accuracy import measure

PAGE = PROJECT / "docs" / "accuracy.md"
LAYOUTS = (2019, 2021)
SOUND_SEEDS = range(10)
DAMAGED_SEEDS = range(2)
SCAN_SEEDS = range(100, 102)
MOST_MISSES = 40  # listed one by one


@dataclass
class Tally:
    """Cells of one row of the table, and what was missed."""

    documents: int = 0
    cells: int = 0
    lost: int = 0
    unsure: int = 0
    wrong: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> str:
        """The share of cells read right, in per cent."""
        right = self.cells - self.lost - self.unsure - self.wrong
        return f"{100 * right / self.cells:.2f}" if self.cells else "-"

    def add(self, name: str, case: Case, container: str) -> None:
        """Read one document and count its cells."""
        report = extract(CONTAINERS[container](case.document)).report
        gone = lost(case, report, without_blanks=container in WITHOUT_BLANKS)
        false = wrong(case, report)
        self.documents += 1
        self.cells += len(case.figures.truth)
        read = values(report)
        none = sum(v is not None and read.get(k) is None for k, v in case.figures.truth.items())
        self.lost += len(gone)
        self.unsure += none - len(gone)
        self.wrong += len(false)
        kinds = (("lost", gone), ("wrong", false))
        self.misses += [
            f"{name}: {kind} {'.'.join(key)}" for kind, found in kinds for key, *_ in found
        ]


def _sound(container: str) -> Tally:
    tally = Tally()
    for layout in LAYOUTS:
        for seed in SOUND_SEEDS:
            case = sound(consistent(seed, layout, dense=seed % 2 == 0))
            tally.add(f"{container}, layout {layout}, seed {seed}", case, container)
    return tally


def _damaged(damage: str) -> Tally:
    tally = Tally()
    for container in CONTAINERS:
        if not can_be_told(damage, container):
            continue
        for layout in LAYOUTS:
            for seed in DAMAGED_SEEDS:
                figures = consistent(seed, layout, dense=seed % 2 == 0)
                case = DAMAGES[damage](sound(figures), dice(seed))
                tally.add(f"{damage}, {container}, layout {layout}, seed {seed}", case, container)
    return tally


def _table(head: str, tallies: dict[str, Tally]) -> Iterator[str]:
    yield f"| {head} | documents | cells | right % | lost | unsure | wrong |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, t in tallies.items():
        counts = f"{t.share} | {t.lost} | {t.unsure} | {t.wrong}"
        yield f"| `{name}` | {t.documents} | {t.cells} | {counts} |"


def _scans(scans: dict[str, dict[str, object]]) -> Iterator[str]:
    kinds = ("cells", "right", "doubtful", "missing", "wrong", "seconds_a_page")
    yield "| scanner | cells | right % | doubtful % | missing % | wrong % | s a page |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, found in scans.items():
        yield f"| `{name}` | " + " | ".join(str(found[kind]) for kind in kinds) + " |"


def _misses(tallies: Iterable[Tally]) -> Iterator[str]:
    misses = [miss for tally in tallies for miss in tally.misses]
    if not misses:
        yield "None."
        return
    kinds = Counter(miss.rsplit(": ", 1)[0] for miss in misses)
    yield from (f"- {name}: {count} cells" for name, count in kinds.most_common(MOST_MISSES))
    if len(kinds) > MOST_MISSES:
        yield f"- and {len(kinds) - MOST_MISSES} more documents"


def main() -> None:
    """Measure, and write the page."""
    shapes = {}
    for container in CONTAINERS:
        shapes[container] = _sound(container)
        print(container, shapes[container].share, file=sys.stderr)
    damages = {}
    for damage in DAMAGES:
        damages[damage] = _damaged(damage)
        print(damage, damages[damage].share, file=sys.stderr)
    scans = {name: measure(name, SCAN_SEEDS) for name in SCANNERS}
    lines = [
        "<!-- Written by `python -m bench.accuracy`. -->",
        "",
        "# Accuracy on the generated corpus",
        "",
        "Figures drawn by seed from the forms of both eras, printed by `tests/corpus` into every",
        "container, and read back. *Lost* cells have no value though one is printed and could be",
        "told; *unsure* cells have none because the damage left nothing to tell it by (a lost row,",
        "a figure torn apart); *wrong* cells have a value that is not printed there. The corpus is",
        "ours: the shares say how the shapes are read, not how many published reports have them.",
        "",
        "## Sound documents, by shape",
        "",
        *_table("shape", shapes),
        "",
        "## Damaged documents, by damage, over all shapes",
        "",
        *_table("damage", damages),
        "",
        "## Scans, by scanner",
        "",
        "The same reports printed, scanned and read by OCR. *Doubtful* and *missing* cells have no",
        "value. Seconds are of one core, warm, on the machine that wrote this page.",
        "",
        *_scans(scans),
        "",
        *prose_section(),
        "",
        "## Misses",
        "",
        *_misses([*shapes.values(), *damages.values()]),
        "",
        *kept_section("diagnosis"),
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
