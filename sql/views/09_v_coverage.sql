-- One row for each organ that ever reported or must report, and each year that any organ reported
-- on or that its roster asks for. `read_state` is that of its current report, `no_report` where
-- there is none. `coverage`: `present`, `late` (first published after `due_on`), `unreadable`,
-- `missing`. `is_listed` is NULL for organs on no roster: then `missing` only means not seen.
create or replace view v_coverage as
with years as (
    select distinct report_year
    from dim_report
    where report_year is not null
),

-- a line without a last year asks for every year up to the last that any organ reported on
last_years as (
    select
        organ_key,
        first_year,
        coalesce(
            last_year, greatest(first_year, (select max(years.report_year) from years))
        ) as last_year
    from map_roster
),

spans as (
    select unnest(range(min(first_year), max(last_year) + 1))::smallint as report_year
    from last_years
),

listed as (
    select distinct
        last_years.organ_key,
        spans.report_year
    from last_years
    inner join spans
        on spans.report_year between last_years.first_year and last_years.last_year
),

organs as (
    select dim_report.organ_key
    from dim_report
    where dim_report.organ_key is not null
    union
    select map_roster.organ_key
    from map_roster
),

expected as (
    select
        organs.organ_key,
        years.report_year
    from organs
    cross join years
    union
    select
        listed.organ_key,
        listed.report_year
    from listed
),

reports as (
    select
        organ_key,
        report_year,
        report_key,
        read_state,
        cells_filled,
        cells_expected,
        count(*) over of_year as n_documents,
        min(published_on) filter (read_state in ('read', 'partial', 'older_form')) over of_year
            as published_on
    from dim_report
    where organ_key is not null
    window of_year as (partition by organ_key, report_year)
    qualify
        row_number() over (
            partition by organ_key, report_year
            order by
                is_current desc,
                list_position(['read', 'partial', 'older_form'], read_state) asc nulls last,
                report_key asc
        ) = 1
),

rosters as (
    select distinct organ_key
    from map_roster
),

rows_of_coverage as (
    select
        expected.organ_key,
        dim_organ.organ_name,
        dim_organ.organ_type,
        dim_region.region_name as region,
        dim_region.region_code,
        expected.report_year,
        coalesce(reports.read_state, 'no_report') as read_state,
        coalesce(reports.n_documents, 0) as n_documents,
        reports.report_key,
        reports.cells_filled,
        reports.cells_expected,
        case when rosters.organ_key is not null then listed.organ_key is not null end as is_listed,
        strptime(
            (expected.report_year + 1)::varchar || '-' || dim_organ.due_day, '%Y-%m-%d'
        )::date as due_on,
        reports.published_on
    from expected
    inner join dim_organ
        on expected.organ_key = dim_organ.organ_key
    left join dim_region
        on dim_organ.region_key = dim_region.region_key
    left join reports
        on
            expected.organ_key = reports.organ_key
            and expected.report_year = reports.report_year
    left join listed
        on
            expected.organ_key = listed.organ_key
            and expected.report_year = listed.report_year
    left join rosters
        on expected.organ_key = rosters.organ_key
)

select
    organ_key,
    organ_name,
    organ_type,
    region,
    region_code,
    report_year,
    read_state,
    n_documents,
    report_key,
    cells_filled,
    cells_expected,
    is_listed,
    due_on,
    published_on,
    case when published_on is not null then greatest(published_on - due_on, 0) end as days_late,
    case
        when read_state in ('no_report', 'not_a_report') then 'missing'
        when read_state in ('unreadable', 'unsupported') then 'unreadable'
        when published_on > due_on then 'late'
        else 'present'
    end as coverage
from rows_of_coverage
