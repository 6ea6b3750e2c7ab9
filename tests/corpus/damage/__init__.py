"""Damage as it is met in published reports, with its effect on the truth.

Every entry of `DAMAGES` takes a sound `Case` and returns a damaged one. `figures` of a case is
what is printed after the damage, so a transposed digit changes the truth: the report is wrong,
not the reader. `unsure` are cells that a careful reader may leave without value; of every other
cell it must find the value. No cell may ever get a value that is not printed for it.
"""

from __future__ import annotations

from tests.corpus.damage import cells, columns, labels, layout, rows
from tests.corpus.damage.case import Case, Damage, sound, unsure_rows

__all__ = ["DAMAGES", "Case", "Damage", "sound", "unsure_rows"]

DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        cells.blank_cells,
        cells.dashes,
        cells.full_width_digits,
        cells.thousands,
        cells.units,
        cells.signs,
        cells.spaces_in_cells,
        cells.torn_figures,
        cells.transposed_digit,
        cells.swapped_total,
        labels.letters_lost,
        labels.brackets_lost,
        labels.quotes_lost,
        labels.numbering_lost,
        labels.numbering_emptied,
        labels.spaces_in_labels,
        labels.labels_wrapped,
        labels.other_word_for_total,
        rows.lost_row,
        rows.short_row,
        rows.remark_row,
        rows.extra_line,
        rows.empty_row,
        rows.label_cut_by_page,
        rows.head_lost,
        rows.table_in_two,
        columns.column_numbers,
        columns.unit_row,
        columns.line_numbers,
        columns.last_column,
        columns.merged_neighbours,
        columns.total_first,
        columns.channels_swapped,
        columns.measures_swapped,
        columns.half_head,
        columns.repeated_row,
        columns.total_row,
        columns.swapped_rows,
        columns.second_table,
        columns.footnotes,
        columns.spaced_thousands,
        layout.head_too_short,
        layout.head_too_long,
        layout.labels_unspanned,
        layout.extra_cell,
        layout.spacer_cells,
    )
}
