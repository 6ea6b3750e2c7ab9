-- id: HI-LE
-- version: 1
-- title_zh: 下级机关的数据不大于上级汇总报告的同一数据
-- title_en: A figure of an organ stays within that of the organ above it
-- severity: warning
-- authority: a report of a whole area counts its organs; the report above may cover less than that
-- unit: report_key whose organ stands under one that reports on the same year and not for itself
--     alone; each count of table 3 and each number of decisions and fees. Organs led from above
--     (tax, customs) are not compared; stocks are not additive
-- layouts: 2019, 2021
-- relation: state
-- cause: rule
-- others: {cell}
-- message_zh: {scope}：本机关为 {lhs}，上级报告{other}仅为 {rhs}，相差 {delta}。
-- message_en: {scope}: {lhs} here, but only {rhs} in {other} above it, a difference of {delta}.
-- undecided_zh: {scope}：是否不大于上级报告{other}的同一数据，无法核对：{unknown}。
-- undecided_en: {scope}: whether it stays within {other} above it cannot be checked: {unknown}.
-- look_up_zh: 请核对上级报告是否只统计本级。
-- look_up_en: To check: whether that report covers the organ alone.
with more_request as (
    -- of most lines nothing below has more than the report above: told apart in bulk, since there
    -- are tens of millions
    select
        f.report_key,
        b.parent_key,
        f.line_key,
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
            f.natural_person,
            f.org_enterprise,
            f.org_research,
            f.org_public_welfare,
            f.org_legal_service,
            f.org_other,
            f.total
        ])::decimal(18, 6) as value,
        unnest([
            b.natural_person_above,
            b.org_enterprise_above,
            b.org_research_above,
            b.org_public_welfare_above,
            b.org_legal_service_above,
            b.org_other_above,
            b.total_above
        ])::decimal(18, 6) as above
    from below_request as b
    inner join parent_report as p on b.family_key = p.family_key
    inner join fact_request as f on p.report_key = f.report_key and b.line_key = f.line_key
    where b.is_exceeded
),

more_disclosure as (
    select
        f.report_key,
        b.parent_key,
        f.line_key,
        f.measure_code as column_code,
        f.value,
        b.above
    from below_disclosure as b
    inner join parent_report as p on b.family_key = p.family_key
    inner join fact_disclosure as f
        on
            p.report_key = f.report_key
            and b.line_key = f.line_key
            and b.measure_code = f.measure_code
    where b.is_exceeded
),

counted as (
    select *
    from more_request
    union all
    select *
    from more_disclosure
),

beyond as (
    select
        c.report_key,
        l.table_code,
        l.line_code,
        c.column_code,
        c.value,
        c.above,
        c.parent_key
    from counted as c
    inner join dim_line as l on c.line_key = l.line_key
    where c.value > 0 and c.value > coalesce(c.above, 0)
),

asked as (
    select
        p.report_key,
        f.figures as units
    from parent_report as p
    inner join dim_report as r on p.parent_key = r.report_key and r.layout_t3 is not null
    inner join request_of_report as f on p.report_key = f.report_key
    union all
    select
        p.report_key,
        count(*) as units
    from parent_report as p
    inner join dim_report as r on p.parent_key = r.report_key and r.layout_t2 is not null
    inner join fact_disclosure as f on p.report_key = f.report_key
    where f.measure_code in ('decisions', 'fee_amount') and f.value is not null
    group by p.report_key
    union all
    select
        report_key,
        -count(*) as units
    from beyond
    group by report_key
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
from asked
group by report_key
having sum(units) > 0
union all
select
    report_key,
    table_code || '.' || line_code || '.' || column_code as scope,
    1 as units,
    case when above is null then 'undecided' else 'fail' end as outcome,
    null as severity,
    null as detail,
    value as lhs,
    above as rhs,
    parent_key as other_key
from beyond
