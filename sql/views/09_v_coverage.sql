-- One row for each organ that ever reported and each year any organ reported on: the state of its
-- current report, the best read where documents beside the report name the same organ and year, and
-- `no_report` where there is none.
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
        report_key,
        read_state,
        cells_filled,
        cells_expected,
        count(*) over (partition by organ_name, report_year) as n_documents
    from v_report
    qualify
        row_number() over (
            partition by organ_name, report_year
            order by
                is_current desc,
                list_position(['read', 'partial', 'older_form'], read_state) asc nulls last,
                report_key asc
        ) = 1
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
