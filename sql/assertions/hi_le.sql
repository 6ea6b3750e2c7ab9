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

-- Counted as they are met, and only the lines kept that have more than the line above: most have
-- not, and there are tens of millions.
request as (
    select
        p.report_key,
        any_value(p.parent_key) as parent_key,
        count(*) filter (c.natural_person between 1 and a.natural_person)
        + count(*) filter (c.org_enterprise between 1 and a.org_enterprise)
        + count(*) filter (c.org_research between 1 and a.org_research)
        + count(*) filter (c.org_public_welfare between 1 and a.org_public_welfare)
        + count(*) filter (c.org_legal_service between 1 and a.org_legal_service)
        + count(*) filter (c.org_other between 1 and a.org_other)
        + count(*) filter (c.total between 1 and a.total) as passed,
        list(
            struct_pack(
                line_key := c.line_key,
                natural_person := c.natural_person,
                natural_person_above := a.natural_person,
                org_enterprise := c.org_enterprise,
                org_enterprise_above := a.org_enterprise,
                org_research := c.org_research,
                org_research_above := a.org_research,
                org_public_welfare := c.org_public_welfare,
                org_public_welfare_above := a.org_public_welfare,
                org_legal_service := c.org_legal_service,
                org_legal_service_above := a.org_legal_service,
                org_other := c.org_other,
                org_other_above := a.org_other,
                total := c.total,
                total_above := a.total
            )
        ) filter (
            c.natural_person > coalesce(a.natural_person, 0)
            or c.org_enterprise > coalesce(a.org_enterprise, 0)
            or c.org_research > coalesce(a.org_research, 0)
            or c.org_public_welfare > coalesce(a.org_public_welfare, 0)
            or c.org_legal_service > coalesce(a.org_legal_service, 0)
            or c.org_other > coalesce(a.org_other, 0)
            or c.total > coalesce(a.total, 0)
        ) as more
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
    group by p.report_key
),

disclosure as (
    select
        p.report_key,
        any_value(p.parent_key) as parent_key,
        count(*) filter (c.value <= a.value) as passed,
        list(
            struct_pack(
                line_key := c.line_key,
                column_code := c.measure_code,
                value := c.value,
                above := a.value
            )
        ) filter (c.value > coalesce(a.value, 0)) as more
    from parent_report as p
    inner join fact_disclosure as c on p.report_key = c.report_key
    inner join fact_disclosure as a
        on
            p.parent_key = a.report_key
            and c.line_key = a.line_key
            and c.measure_code = a.measure_code
    where c.measure_code in ('decisions', 'fee_amount') and c.value > 0
    group by p.report_key
),

passed as (
    select
        report_key,
        passed as units
    from request
    union all
    select
        report_key,
        passed as units
    from disclosure
),

more_request as (
    select
        report_key,
        parent_key,
        unnest(more) as m
    from request
    where more is not null
),

more_disclosure as (
    select
        report_key,
        parent_key,
        unnest(more) as m
    from disclosure
    where more is not null
),

counted as (
    select
        r.report_key,
        r.parent_key,
        r.m.line_key,
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
            r.m.natural_person,
            r.m.org_enterprise,
            r.m.org_research,
            r.m.org_public_welfare,
            r.m.org_legal_service,
            r.m.org_other,
            r.m.total
        ])::decimal(18, 6) as value,
        unnest([
            r.m.natural_person_above,
            r.m.org_enterprise_above,
            r.m.org_research_above,
            r.m.org_public_welfare_above,
            r.m.org_legal_service_above,
            r.m.org_other_above,
            r.m.total_above
        ])::decimal(18, 6) as above
    from more_request as r
    union all
    select
        r.report_key,
        r.parent_key,
        r.m.line_key,
        r.m.column_code,
        r.m.value,
        r.m.above
    from more_disclosure as r
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
