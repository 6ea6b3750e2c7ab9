-- One row for each report and table whose figures all stand in another report too: an earlier one
-- of the same organ, else one of another organ on the same year or before. Only what happened in
-- the year counts, totals left out, and only where there is enough of it that chance is no
-- explanation: five figures of table 3, three of table 2, not all of them alike and one of them 10
-- or more.
create or replace temp table same_figures as
with own_line as (
    select line_key
    from dim_line
    where table_code = 't3' and line_code <> 'outcomes_total'
),

-- the weights tell most reports apart at once
doubled as (
    select weight
    from request_of_report
    where weight >= 10
    group by weight
    having count(*) > 1
),

candidate as (
    select w.report_key
    from request_of_report as w
    semi join doubled as d on w.weight = d.weight
),

counted_line as (
    -- a blank and a zero say the same here: nothing happened
    select
        f.report_key,
        f.line_key,
        nullif(f.natural_person, 0) as natural_person,
        nullif(f.org_enterprise, 0) as org_enterprise,
        nullif(f.org_research, 0) as org_research,
        nullif(f.org_public_welfare, 0) as org_public_welfare,
        nullif(f.org_legal_service, 0) as org_legal_service,
        nullif(f.org_other, 0) as org_other
    from fact_request as f
    semi join candidate as c on f.report_key = c.report_key
    semi join own_line as l on f.line_key = l.line_key
),

request_line as (
    select
        report_key,
        (natural_person is not null)::integer
        + (org_enterprise is not null)::integer
        + (org_research is not null)::integer
        + (org_public_welfare is not null)::integer
        + (org_legal_service is not null)::integer
        + (org_other is not null)::integer as figures,
        least(
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other
        ) as smallest,
        greatest(
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other
        ) as largest,
        hash(
            line_key,
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other
        ) as mark
    from counted_line
),

request as (
    select
        report_key,
        't3' as table_code,
        sum(figures) as figures,
        min(smallest)::decimal(18, 6) as smallest,
        max(largest)::decimal(18, 6) as largest,
        -- the order of rows does not change a sum, nor does one line hide another
        sum(mark::hugeint) as signature
    from request_line
    where largest is not null
    group by report_key
),

disclosure as (
    select
        report_key,
        't2' as table_code,
        count(*) as figures,
        min(value) as smallest,
        max(value) as largest,
        sum(hash(line_key, measure_code, value)::hugeint) as signature
    from fact_disclosure
    where
        value > 0
        and measure_code in (
            'decisions',
            'fee_amount',
            'issued_in_year',
            'repealed_in_year',
            'produced_in_year',
            'published_in_year',
            'procurement_projects',
            'procurement_amount'
        )
    group by report_key
),

vector as (
    select
        report_key,
        table_code,
        figures,
        signature
    from request
    where figures >= 5 and smallest < largest and largest >= 10
    union all
    select
        report_key,
        table_code,
        figures,
        signature
    from disclosure
    where figures >= 3 and smallest < largest and largest >= 10
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
