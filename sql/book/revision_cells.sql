-- One row for each cell that a revision, or a report elsewhere, prints otherwise; the latest first.
select
    v_revision.change_level as level,
    v_revision.organ_name as organ,
    v_revision.report_year as year,
    coalesce(dim_line.label_zh, change.line_code) as line_zh,
    coalesce(dim_line.label_en, change.line_code) as line_en,
    coalesce(dim_column.label_zh, change.column_code) as column_zh,
    coalesce(dim_column.label_en, change.column_code) as column_en,
    coalesce(change.old_raw, '') as old,
    coalesce(change.new_raw, '') as new,
    v_revision.seen_at::date as seen
from v_revision
inner join fact_revision_change as change
    on v_revision.report_key = change.report_key
left join dim_line
    on
        change.table_code = dim_line.table_code
        and change.line_code = dim_line.line_code
left join dim_column
    on
        change.table_code = dim_column.table_code
        and change.column_code = dim_column.column_code
order by
    v_revision.seen_at desc,
    v_revision.organ_name asc,
    v_revision.report_year asc,
    dim_line.sort_order asc,
    dim_column.sort_order asc
