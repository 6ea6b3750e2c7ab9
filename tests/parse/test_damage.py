"""Damaged reports: no figure is ever wrong, and what can still be read is read."""

from __future__ import annotations

from itertools import product

import pytest

from pipeline.extract import extract
from tests.corpus.containers import CONTAINERS, WITHIN_CELLS, WITHOUT_BLANKS, can_be_told
from tests.corpus.damage import DAMAGES, Case, sound
from tests.corpus.figures import consistent, dice
from tests.corpus.judge import lost, wrong

# One of each kind; the others differ in nothing that damage touches.
USUAL = (
    "html_word",
    "docx",
    "pdf",
    "text_indented",
    "text_bare",
    "text_padded_front",
)
PAIRS = [pair for pair in product(DAMAGES, CONTAINERS) if can_be_told(*pair)]


def damaged(damage: str, seed: int, layout: int) -> Case:
    figures = consistent(seed, layout, dense=seed % 2 == 0)
    return DAMAGES[damage](sound(figures), dice(seed))


def judge(damage: str, container: str, seed: int, layout: int) -> None:
    case = damaged(damage, seed, layout)
    report = extract(CONTAINERS[container](case.document)).report
    assert wrong(case, report) == []
    assert lost(case, report, without_blanks=container in WITHOUT_BLANKS) == []


@pytest.mark.parametrize(("damage", "container"), [pair for pair in PAIRS if pair[1] in USUAL])
def test_damage(damage: str, container: str) -> None:
    seed = USUAL.index(container) + list(DAMAGES).index(damage)
    judge(damage, container, seed, 2019 if seed % 2 else 2021)


@pytest.mark.slow
@pytest.mark.parametrize("layout", [2019, 2021])
@pytest.mark.parametrize(("damage", "container"), PAIRS)
def test_damage_everywhere(damage: str, container: str, layout: int) -> None:
    for seed in range(2):
        judge(damage, container, seed, layout)


@pytest.mark.parametrize("container", ["pdf_across", "pdf_unruled"])
@pytest.mark.parametrize("layout", [2019, 2021])
def test_blanks_keep_their_places_where_nothing_is_ruled(container: str, layout: int) -> None:
    for seed in (0, 3):
        case = damaged("blank_cells", seed, layout)
        report = extract(CONTAINERS[container](case.document)).report
        assert wrong(case, report) == []
        assert [found for found in lost(case, report) if found[0][0] != "t2"] == []
        blank = [c.status for c in report.cells if c.table_code != "t2" and c.value is None]
        assert set(blank) == {"blank"}


def test_half_of_a_broken_head_is_no_other_head() -> None:
    judge("labels_wrapped", "text_bare", 2, 2019)


@pytest.mark.parametrize("container", ["html", "docx", "text_indented", "text_tabbed", "markdown"])
def test_a_row_with_a_cell_too_few_is_left_out_and_named(container: str) -> None:
    case = damaged("short_row", 1, 2019)
    report = extract(CONTAINERS[container](case.document)).report
    left_out = {cell.line_code for cell in report.cells if cell.status == "missing"}
    assert {key[1] for key in case.unsure} == left_out
    assert [issue.code for issue in report.issues] == ["parse.row_width"] * 3
    assert report.state == "partial"


@pytest.mark.parametrize("container", ["html", "docx", "pdf", "text_indented", "text_tabbed"])
def test_a_lost_row_is_missing_not_blank(container: str) -> None:
    case = damaged("lost_row", 1, 2021)
    report = extract(CONTAINERS[container](case.document)).report
    gone = {key for key, value in case.figures.truth.items() if value is None}
    missing = {
        (c.table_code, c.line_code, c.column_code) for c in report.cells if c.status == "missing"
    }
    assert missing == gone


@pytest.mark.parametrize("container", ["html", "docx", "pdf", "text_indented", "text_tabbed"])
def test_a_line_that_the_form_does_not_have_is_named(container: str) -> None:
    case = damaged("extra_line", 1, 2021)
    report = extract(CONTAINERS[container](case.document)).report
    assert "parse.unknown_row" in [issue.code for issue in report.issues]


@pytest.mark.parametrize("container", ["html", "docx", "text_indented", "text_tabbed"])
def test_damaged_labels_are_said_to_be_so(container: str) -> None:
    case = damaged("letters_lost", 1, 2021)
    report = extract(CONTAINERS[container](case.document)).report
    matches = {reading.match for reading in report.labels}
    assert matches == {"official", "damaged"}


@pytest.mark.parametrize(
    ("damage", "seed"), [("spaces_in_cells", 4), ("spaced_thousands", 3), ("spaced_thousands", 4)]
)
def test_figures_off_their_line_or_torn_cost_no_others(damage: str, seed: int) -> None:
    judge(damage, "pdf_unruled", seed, 2019)


@pytest.mark.parametrize("damage", WITHIN_CELLS)
@pytest.mark.parametrize("layout", [2019, 2021])
def test_a_blank_that_may_part_cells_makes_no_figure(damage: str, layout: int) -> None:
    for seed in range(3):
        case = damaged(damage, seed, layout)
        assert wrong(case, extract(CONTAINERS["text_spaced"](case.document)).report) == []
