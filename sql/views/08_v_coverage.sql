-- One row for each organ that ever reported and each year any organ reported on: the state of its
-- current report, `no_report` where there is none.
create or replace view v_coverage as
with organs as (
    select distinct
        organ_name,
        region
    from v_report
    where organ_name is not null
),

years as (
    select distinct report_year
    from v_report
    where report_year is not null
),

reports as (
    select
        organ_name,
        report_year,
        count(*) as n_documents,
        arg_min(report_key, not is_current) as report_key,
        arg_min(read_state, not is_current) as read_state,
        arg_min(cells_filled, not is_current) as cells_filled,
        arg_min(cells_expected, not is_current) as cells_expected
    from v_report
    group by organ_name, report_year
)

select
    organs.organ_name,
    organs.region,
    years.report_year,
    coalesce(reports.read_state, 'no_report') as read_state,
    coalesce(reports.n_documents, 0) as n_documents,
    reports.report_key,
    reports.cells_filled,
    reports.cells_expected
from organs
cross join years
left join reports
    on
        organs.organ_name = reports.organ_name
        and years.report_year = reports.report_year
