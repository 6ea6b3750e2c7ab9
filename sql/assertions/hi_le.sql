-- id: HI-LE
-- version: 1
-- title_zh: 下级机关的数据不大于上级汇总报告的同一数据
-- title_en: A figure of an organ stays within that of the organ above it
-- severity: warning
-- authority: a report of a whole area counts its organs; the report above may cover less than that
-- unit: report_key whose organ stands under one that reports on the same year and not for itself
--     alone; each count of table 3 and each number of decisions and fees above zero, for nothing
--     can be less than a zero. Organs led from above (tax, customs) are not compared; stocks are
--     not additive
-- layouts: 2019, 2021
-- relation: state
-- cause: rule
-- others: {cell}
-- message_zh: {scope}：本机关为 {lhs}，上级报告{other}仅为 {rhs}，相差 {delta}；
--     请核对上级报告是否只统计本级。
-- message_en: {scope}: {lhs} here, but only {rhs} in {other} above it, a difference of {delta};
--     check whether that report covers the organ alone.
-- undecided_zh: {scope}：是否不大于上级报告{other}的同一数据，无法核对：{unknown}。
-- undecided_en: {scope}: whether it stays within {other} above it cannot be checked: {unknown}.
with upper_line as (
    select f.*
    from fact_request as f
    semi join parent_report as p on f.report_key = p.parent_key
),

request as (
    select
        p.report_key,
        p.parent_key,
        c.line_key,
        c.natural_person,
        c.org_enterprise,
        c.org_research,
        c.org_public_welfare,
        c.org_legal_service,
        c.org_other,
        c.total,
        a.natural_person as natural_person_above,
        a.org_enterprise as org_enterprise_above,
        a.org_research as org_research_above,
        a.org_public_welfare as org_public_welfare_above,
        a.org_legal_service as org_legal_service_above,
        a.org_other as org_other_above,
        a.total as total_above
    from parent_report as p
    inner join fact_request as c on p.report_key = c.report_key
    inner join upper_line as a on p.parent_key = a.report_key and c.line_key = a.line_key
    where
        greatest(
            c.natural_person,
            c.org_enterprise,
            c.org_research,
            c.org_public_welfare,
            c.org_legal_service,
            c.org_other,
            c.total
        ) > 0
),

disclosure as (
    select
        p.report_key,
        p.parent_key,
        c.line_key,
        c.measure_code as column_code,
        c.value,
        a.value as above
    from parent_report as p
    inner join fact_disclosure as c on p.report_key = c.report_key
    inner join fact_disclosure as a
        on
            p.parent_key = a.report_key
            and c.line_key = a.line_key
            and c.measure_code = a.measure_code
    where c.measure_code in ('decisions', 'fee_amount') and c.value > 0
),

-- all that pass are one row: most lines are never taken apart into cells
passed as (
    select
        report_key,
        count(*) filter (natural_person between 1 and natural_person_above)
        + count(*) filter (org_enterprise between 1 and org_enterprise_above)
        + count(*) filter (org_research between 1 and org_research_above)
        + count(*) filter (org_public_welfare between 1 and org_public_welfare_above)
        + count(*) filter (org_legal_service between 1 and org_legal_service_above)
        + count(*) filter (org_other between 1 and org_other_above)
        + count(*) filter (total between 1 and total_above) as units
    from request
    group by report_key
    union all
    select
        report_key,
        count(*) as units
    from disclosure
    where value <= above
    group by report_key
),

-- what is blank above is an unknown: something was counted here, and it may be less
counted as (
    select
        report_key,
        parent_key,
        line_key,
        unnest([
            'natural_person',
            'org_enterprise',
            'org_research',
            'org_public_welfare',
            'org_legal_service',
            'org_other',
            'total'
        ]) as column_code,
        unnest([
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other,
            total
        ])::decimal(18, 6) as value,
        unnest([
            natural_person_above,
            org_enterprise_above,
            org_research_above,
            org_public_welfare_above,
            org_legal_service_above,
            org_other_above,
            total_above
        ])::decimal(18, 6) as above
    from request
    where
        natural_person > coalesce(natural_person_above, 0)
        or org_enterprise > coalesce(org_enterprise_above, 0)
        or org_research > coalesce(org_research_above, 0)
        or org_public_welfare > coalesce(org_public_welfare_above, 0)
        or org_legal_service > coalesce(org_legal_service_above, 0)
        or org_other > coalesce(org_other_above, 0)
        or total > coalesce(total_above, 0)
    union all
    select
        report_key,
        parent_key,
        line_key,
        column_code,
        value,
        above
    from disclosure
    where value > coalesce(above, 0)
)

select
    report_key,
    't3' as scope,
    sum(units) as units,
    'pass' as outcome,
    null as severity,
    null as detail,
    null::decimal(18, 6) as lhs,
    null::decimal(18, 6) as rhs,
    null::bigint as other_key
from passed
group by report_key
having sum(units) > 0
union all
select
    c.report_key,
    l.table_code || '.' || l.line_code || '.' || c.column_code as scope,
    1 as units,
    case when c.above is null then 'undecided' else 'fail' end as outcome,
    null as severity,
    null as detail,
    c.value as lhs,
    c.above as rhs,
    c.parent_key as other_key
from counted as c
inner join dim_line as l on c.line_key = l.line_key
where c.value > 0 and c.value > coalesce(c.above, 0)
