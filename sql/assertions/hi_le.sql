-- id: HI-LE
-- version: 1
-- title_zh: 下级机关的数据不大于上级汇总报告的同一数据
-- title_en: A figure of an organ stays within that of the organ above it
-- severity: warning
-- authority: a report of a whole area counts its organs; the report above may cover less than that
-- unit: report_key whose organ stands under one that reports on the same year and not for itself
--     alone; each count of table 3 and each number of decisions and fees that both reports give.
--     Organs led from above (tax, customs) are not compared; stocks are not additive
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
with paired as (
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
        a.natural_person as above_natural_person,
        a.org_enterprise as above_org_enterprise,
        a.org_research as above_org_research,
        a.org_public_welfare as above_org_public_welfare,
        a.org_legal_service as above_org_legal_service,
        a.org_other as above_org_other,
        a.total as above_total
    from parent_report as p
    inner join fact_request as c on p.report_key = c.report_key
    inner join fact_request as a on p.parent_key = a.report_key and c.line_key = a.line_key
),

counted as (
    select
        report_key,
        count(natural_person + above_natural_person)
        + count(org_enterprise + above_org_enterprise)
        + count(org_research + above_org_research)
        + count(org_public_welfare + above_org_public_welfare)
        + count(org_legal_service + above_org_legal_service)
        + count(org_other + above_org_other)
        + count(total + above_total) as cells
    from paired
    group by report_key
),

suspect as (
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
        ]) as value,
        unnest([
            above_natural_person,
            above_org_enterprise,
            above_org_research,
            above_org_public_welfare,
            above_org_legal_service,
            above_org_other,
            above_total
        ]) as above
    from paired
    -- what is blank above is an unknown: only something counted below can be more than that
    where
        natural_person > coalesce(above_natural_person, 0)
        or org_enterprise > coalesce(above_org_enterprise, 0)
        or org_research > coalesce(above_org_research, 0)
        or org_public_welfare > coalesce(above_org_public_welfare, 0)
        or org_legal_service > coalesce(above_org_legal_service, 0)
        or org_other > coalesce(above_org_other, 0)
        or total > coalesce(above_total, 0)
),

disclosed as (
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
    where c.measure_code in ('decisions', 'fee_amount')
),

broken as (
    select
        report_key,
        parent_key,
        line_key,
        column_code,
        value::decimal(18, 6) as value,
        above::decimal(18, 6) as above
    from suspect
    where value > coalesce(above, 0)
    union all
    select
        report_key,
        parent_key,
        line_key,
        column_code,
        value,
        above
    from disclosed
    where value > coalesce(above, 0)
),

known as (
    select
        report_key,
        sum(cells) as cells
    from (
        select
            report_key,
            cells
        from counted
        union all
        select
            report_key,
            count(value + above) as cells
        from disclosed
        group by report_key
    ) as c
    group by report_key
),

failed as (
    select
        report_key,
        count(above) as cells
    from broken
    group by report_key
)

select
    k.report_key,
    't3' as scope,
    k.cells - coalesce(f.cells, 0) as units,
    'pass' as outcome,
    null as severity,
    null as detail,
    null::decimal(18, 6) as lhs,
    null::decimal(18, 6) as rhs,
    null::bigint as other_key
from known as k
left join failed as f on k.report_key = f.report_key
union all
select
    b.report_key,
    l.table_code || '.' || l.line_code || '.' || b.column_code as scope,
    1 as units,
    case when b.above is null then 'undecided' else 'fail' end as outcome,
    null as severity,
    null as detail,
    b.value as lhs,
    b.above as rhs,
    b.parent_key as other_key
from broken as b
inner join dim_line as l on b.line_key = l.line_key
