-- One row for each report and table whose figures all stand in another report too: an earlier one
-- of the same organ, else one of another organ on the same year or before. Only what happened in
-- the year counts, totals left out, and only where there is enough of it that chance is no
-- explanation: five figures of table 3, three of table 2, not all of them alike and one of them 10
-- or more.
create or replace temp table same_figures as
with request_figure as (
    select
        report_key,
        line_key,
        unnest(range(6)) as place,
        unnest([
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other
        ])::decimal(18, 6) as value
    from fact_request
    where greatest(
        natural_person,
        org_enterprise,
        org_research,
        org_public_welfare,
        org_legal_service,
        org_other
    ) > 0
),

figure as (
    select
        f.report_key,
        't3' as table_code,
        hash(f.line_key, f.place, f.value) as mark,
        f.value
    from request_figure as f
    inner join dim_line as l on f.line_key = l.line_key
    where f.value > 0 and l.line_code <> 'outcomes_total'
    union all
    select
        f.report_key,
        't2' as table_code,
        hash(f.line_key, f.measure_code, f.value) as mark,
        f.value
    from fact_disclosure as f
    where
        f.value > 0
        and f.measure_code in (
            'decisions',
            'fee_amount',
            'issued_in_year',
            'repealed_in_year',
            'produced_in_year',
            'published_in_year',
            'procurement_projects',
            'procurement_amount'
        )
),

vector as (
    select
        report_key,
        table_code,
        count(*) as figures,
        -- the order of rows does not change a sum, nor does one figure hide another
        sum(mark::hugeint) as signature
    from figure
    group by report_key, table_code
    having
        count(*) >= case table_code when 't3' then 5 else 3 end
        and min(value) < max(value)
        and max(value) >= 10
),

repeated as (
    select
        table_code,
        signature
    from vector
    group by table_code, signature
    having count(*) > 1
),

shared as (
    select
        v.report_key,
        v.table_code,
        v.figures,
        v.signature,
        r.organ_key,
        r.report_year,
        o.parent_organ_key
    from vector as v
    semi join repeated as p on v.table_code = p.table_code and v.signature = p.signature
    inner join dim_report as r on v.report_key = r.report_key
    inner join comparable_report as c on v.report_key = c.report_key
    inner join dim_organ as o on r.organ_key = o.organ_key
),

-- within a group of equals, the first report, and the first of any other organ, serve them all
leader as (
    select
        table_code,
        signature,
        min_by(report_key, (report_year, report_key)) as first_key,
        min_by(organ_key, (report_year, report_key)) as first_organ
    from shared
    group by table_code, signature
),

second as (
    select
        s.table_code,
        s.signature,
        min_by(s.report_key, (s.report_year, s.report_key)) as second_key
    from shared as s
    inner join leader as l
        on s.table_code = l.table_code and s.signature = l.signature
    where s.organ_key <> l.first_organ
    group by s.table_code, s.signature
),

matched as (
    select
        s.report_key,
        s.table_code,
        s.figures,
        s.organ_key,
        s.parent_organ_key,
        s.report_year,
        lag(s.report_key) over (
            partition by s.table_code, s.signature, s.organ_key order by s.report_year
        ) as earlier_key,
        case
            when s.organ_key = l.first_organ then n.second_key
            else l.first_key
        end as elsewhere_key
    from shared as s
    inner join leader as l
        on s.table_code = l.table_code and s.signature = l.signature
    left join second as n on s.table_code = n.table_code and s.signature = n.signature
)

select
    m.report_key,
    m.table_code,
    m.figures,
    coalesce(m.earlier_key, m.elsewhere_key) as other_key
from matched as m
left join comparable_report as c on m.elsewhere_key = c.report_key
left join dim_organ as o on c.organ_key = o.organ_key
where
    m.earlier_key is not null
    or (
        c.report_year <= m.report_year
        -- an organ and the one above it may share a report
        and o.organ_key is distinct from m.parent_organ_key
        and o.parent_organ_key is distinct from m.organ_key
    )
