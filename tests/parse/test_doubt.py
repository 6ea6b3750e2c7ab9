"""What a reading by OCR vouches for: sums confirm or doubt, and never say what is right."""

from __future__ import annotations

from decimal import Decimal

from pipeline.parse.doubt import vouched
from pipeline.parse.values import parse_value
from pipeline.records import StatCell
from tests.corpus.figures import Figures, Key, consistent

Certainty = dict[Key, float]


def read_as(figures: Figures, misread: dict[Key, str] | None = None) -> list[StatCell]:
    """The cells of a report as OCR reads them, some of them wrongly."""
    texts = {**figures.cells, **(misread or {})}
    cells = []
    for (table, line, column), text in texts.items():
        kind = figures.form(table).column(column).kind
        read = parse_value(text, kind, "万元")
        cells.append(StatCell(table, line, column, read.status, read.value, None, text))
    return cells


def doubted(cells: tuple[StatCell, ...]) -> set[Key]:
    for cell in cells:
        assert cell.status != "doubtful" or cell.value is None
    return {(c.table_code, c.line_code, c.column_code) for c in cells if c.status == "doubtful"}


def sure(figures: Figures) -> Certainty:
    return dict.fromkeys(figures.cells, 0.999)


def test_a_report_that_adds_up_and_is_read_surely_stands() -> None:
    figures = consistent(1, 2021)
    cells, issues = vouched(read_as(figures), sure(figures))
    assert doubted(cells) == set()
    assert issues == ()


def test_documents_with_text_are_left_alone() -> None:
    figures = consistent(1, 2021)
    cells = read_as(figures, {("t3", "carried_in", "org_other"): "9999"})
    assert vouched(cells, {}) == (tuple(cells), ())


def test_one_misread_figure_is_found_where_row_and_column_cross() -> None:
    figures = consistent(2, 2021)
    for line in ("disclosed_full", "new_requests", "outcomes_total", "carried_out"):
        for column in ("org_research", "total"):
            key = ("t3", line, column)
            cells, issues = vouched(read_as(figures, {key: "7777"}), sure(figures))
            assert doubted(cells) == {key}
            assert {issue.code for issue in issues} == {"parse.sum_doubted"}


def test_the_printed_text_of_a_doubted_figure_is_kept() -> None:
    figures = consistent(2, 2021)
    key = ("t3", "disclosed_full", "org_research")
    cells, _ = vouched(read_as(figures, {key: "7777"}), sure(figures))
    found = next(c for c in cells if (c.table_code, c.line_code, c.column_code) == key)
    assert (found.raw_text, found.value, found.status) == ("7777", None, "doubtful")


def test_two_misread_figures_are_told_apart_by_how_much_they_are_off() -> None:
    figures = consistent(3, 2021)
    misread = {
        ("t3", "disclosed_full", "org_research"): "7777",
        ("t3", "refused_state_secret", "org_other"): "5555",
    }
    cells, _ = vouched(read_as(figures, misread), sure(figures))
    assert doubted(cells) == set(misread)


def test_two_figures_off_by_as_much_leave_four_in_doubt() -> None:
    figures = consistent(3, 2021)
    keys = [
        ("t3", "disclosed_full", "org_research"),
        ("t3", "refused_state_secret", "org_other"),
    ]
    misread = {key: str(int(figures.cells[key]) + 100) for key in keys}
    cells, _ = vouched(read_as(figures, misread), sure(figures))
    assert set(misread) <= doubted(cells)
    assert len(doubted(cells)) == 4


def test_a_remedy_total_that_is_off_puts_its_channel_in_doubt_and_no_other() -> None:
    figures = consistent(4, 2021)
    cells, issues = vouched(
        read_as(figures, {("t4", "litigation_direct", "total"): "999"}), sure(figures)
    )
    assert {key[:2] for key in doubted(cells)} == {("t4", "litigation_direct")}
    assert len(doubted(cells)) == 5
    assert [issue.detail for issue in issues] == ["T4-SUM t4.litigation_direct"]


def test_of_a_sum_that_fails_the_uncertain_figure_is_doubted() -> None:
    figures = consistent(4, 2021)
    key = ("t4", "litigation_direct", "upheld")
    cells, _ = vouched(read_as(figures, {key: "998"}), {**sure(figures), key: 0.6})
    assert doubted(cells) == {key}


def test_an_uncertain_figure_stands_where_a_sum_confirms_it_and_falls_elsewhere() -> None:
    figures = consistent(5, 2021)
    in_sums = ("t3", "new_requests", "total")
    alone = ("t2", "rules", "in_force")
    cells, issues = vouched(read_as(figures), {**sure(figures), in_sums: 0.55, alone: 0.55})
    assert doubted(cells) == {alone}
    assert [(issue.code, issue.detail) for issue in issues] == [("parse.figure_doubted", "t2: 1")]


def test_marks_that_ocr_makes_of_digits_are_doubted_and_never_corrected() -> None:
    figures = consistent(6, 2021, dense=False)
    keys = [key for key, text in figures.cells.items() if text == "0"]
    marks = ("o", "O", "I", "l", "0.", "I1", "1o", "一", "~5")
    misread = dict(zip(keys, marks, strict=False))
    cells, _ = vouched(read_as(figures, misread), sure(figures))
    assert set(misread) <= doubted(cells)


def test_a_comma_in_money_may_be_a_point() -> None:
    figures = consistent(7, 2021)
    key = ("t2", "admin_fees", "fee_amount")
    cells, _ = vouched(read_as(figures, {key: "7,187"}), sure(figures))
    assert doubted(cells) == {key}


def test_ink_that_reads_as_nothing_is_no_blank() -> None:
    figures = consistent(8, 2021)
    key = ("t2", "rules", "in_force")
    blank, _ = vouched(read_as(figures, {key: ""}), {**sure(figures), key: 1.0})
    inked, _ = vouched(read_as(figures, {key: ""}), {**sure(figures), key: 0.0})
    assert doubted(blank) == set()
    assert doubted(inked) == {key}


def test_a_blank_is_no_reason_to_doubt_a_sum_that_may_hold() -> None:
    figures = consistent(9, 2021)
    key = ("t3", "disclosed_full", "org_research")
    cells, issues = vouched(read_as(figures, {key: ""}), {**sure(figures), key: 1.0})
    assert doubted(cells) == set()
    assert issues == ()
    assert Decimal(figures.cells[key]) >= 0
