-- One row for each cell that a report prints otherwise than the edition it is compared with.
insert into fact_revision_change by name
select
    revision_change.report_key,
    revision_change.previous_report_key,
    revision_change.table_code,
    revision_change.line_code,
    revision_change.column_code,
    revision_change.old_value,
    revision_change.new_value,
    revision_change.old_raw,
    revision_change.new_raw
from revision_change
inner join dim_report
    on revision_change.report_key = dim_report.report_key
where dim_report.change_level in ('figures', 'conflict')
