"""Which cells a claim of the prose states."""

from __future__ import annotations

import pytest

from pipeline.registry.claims import claim_scope, claimed_cells, scope_cells, term_lines


def test_a_group_is_the_lines_under_its_heading_in_the_layout() -> None:
    refused = claimed_cells("count.t3.refused.total", 2019)
    assert len(refused) == 8
    assert {column for _, _, column in refused} == {"total"}
    both = claimed_cells("count.t3.refused+unavailable.total", 2019)
    assert both == (*refused, *claimed_cells("count.t3.unavailable.total", 2019))


def test_a_line_of_the_older_form_stands_for_the_group_of_the_newer() -> None:
    (older,) = claimed_cells("count.t3.other.total", 2019)
    assert older == ("t3", "other_processing", "total")
    newer = claimed_cells("count.t3.other.total", 2021)
    assert [line for _, line, _ in newer] == [
        "other_no_correction_in_time", "other_fee_unpaid", "other_misc",
    ]  # fmt: skip
    assert claimed_cells("count.t3.other.total") == (older, *newer)


def test_litigation_is_both_kinds() -> None:
    assert [line for _, line, _ in claimed_cells("none.t4.litigation.total")] == [
        "litigation_direct", "litigation_after_reconsideration",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["share.t3.refused.total", "change.t3.new_requests.total"])
def test_a_quotient_states_no_sum_but_has_cells(code: str) -> None:
    assert claimed_cells(code) == ()
    assert scope_cells(claim_scope(code) or "")


@pytest.mark.parametrize("code", ["period.start", "section.s1", "list.total", "scope"])
def test_other_claims_are_about_no_cells(code: str) -> None:
    assert claim_scope(code) is None
    assert claimed_cells(code) == ()


def test_an_unknown_term_is_an_error() -> None:
    with pytest.raises(KeyError):
        scope_cells("t3.never_heard_of.total")


def test_groups_of_table_two_are_no_terms() -> None:
    assert "art20_1" not in term_lines("t2")
