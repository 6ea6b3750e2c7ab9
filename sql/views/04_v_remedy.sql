-- One row for each statutory cell of table 4, every revision; a blank stays, as NULL.
create or replace view v_remedy as
with cells as (
    from fact_remedy
    unpivot include nulls (
        value for column_code in (
            upheld,
            corrected,
            other_result,
            pending,
            total
        )
    )
)

select
    cells.report_key,
    dim_organ.organ_name,
    cells.report_year,
    cells.is_current,
    dim_line.table_code,
    dim_line.line_code,
    cells.column_code,
    cells.value
from cells
inner join dim_report
    on cells.report_key = dim_report.report_key
inner join dim_line
    on cells.line_key = dim_line.line_key
left join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
