"""`python -m bench.prose`: how well the claims of the prose are read and judged; Markdown.

Sections one are written by seed with known claims, among sentences whose figures no table has.
Every report is judged as it is, and again with one figure of its prose made wrong. `bench.accuracy`
puts the tables into docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.corpus.told.measure import Judging, Reading, judged, read

READ_SEEDS = range(4_000)
JUDGED_SEEDS = range(3_000)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _claims(reading: Reading) -> Iterator[str]:
    yield "| claim | made | found % | found that nobody made |"
    yield "| --- | --- | --- | --- |"
    for kind, made in sorted(reading.made.items()):
        found = _share(made - reading.missed[kind], made)
        yield f"| {kind} | {made} | {found} | {reading.false[kind]} |"


def _slips(judging: Judging) -> Iterator[str]:
    yield "| figure made wrong | reports | found % |"
    yield "| --- | --- | --- |"
    for kind, slips in sorted(judging.slips.items()):
        yield f"| {kind} | {slips} | {_share(judging.found[kind], slips)} |"


def prose_section() -> list[str]:
    """Return the lines of the section on the prose."""
    judging = judged(JUDGED_SEEDS)
    alarmed = len(judging.alarmed)
    return [
        "## Claims of the prose",
        "",
        "Sections one of our own writing, in many wordings and spellings of figures, with",
        "sentences between them that are no business of the tables: hotlines, proposals,",
        "licences, other years, parts of the year. Offices word things in other ways too, and a",
        "wording that is not known makes no claim.",
        "",
        *_claims(read(READ_SEEDS)),
        "",
        f"Of {judging.clean} reports whose prose and tables agree, {alarmed} "
        f"({_share(alarmed, judging.clean)} %) have a finding",
        "on the prose. The same reports with one figure of the prose made wrong:",
        "",
        *_slips(judging),
    ]


def main() -> None:
    """Measure, and print the section."""
    print("\n".join(prose_section()))


if __name__ == "__main__":
    main()
