-- One row for each report row that stands beside an earlier one of the same organ and year: what it
-- is to that one (`change_level`), how many cells differ, and where both can be read.
create or replace view v_revision as
with changes as (
    select
        report_key,
        count(*) as n_cells
    from fact_revision_change
    group by report_key
)

select
    v_report.report_key,
    dim_report.previous_report_key,
    v_report.organ_name,
    v_report.report_year,
    v_report.change_level,
    coalesce(changes.n_cells, 0) as n_cells,
    v_report.is_current,
    v_report.valid_from as seen_at,
    coalesce(v_report.url, v_report.file_name) as source,
    coalesce(earlier.url, earlier.file_name) as previous_source,
    v_report.sha256,
    earlier.sha256 as previous_sha256
from v_report
inner join dim_report
    on v_report.report_key = dim_report.report_key
inner join v_report as earlier
    on dim_report.previous_report_key = earlier.report_key
left join changes
    on v_report.report_key = changes.report_key
