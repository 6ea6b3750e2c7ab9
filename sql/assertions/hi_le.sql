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
with counted as (
    select
        p.report_key,
        p.parent_key,
        c.line_key,
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
            c.natural_person,
            c.org_enterprise,
            c.org_research,
            c.org_public_welfare,
            c.org_legal_service,
            c.org_other,
            c.total
        ])::decimal(18, 6) as value,
        unnest([
            a.natural_person,
            a.org_enterprise,
            a.org_research,
            a.org_public_welfare,
            a.org_legal_service,
            a.org_other,
            a.total
        ])::decimal(18, 6) as above
    from parent_report as p
    inner join fact_request as c on p.report_key = c.report_key
    inner join fact_request as a on p.parent_key = a.report_key and c.line_key = a.line_key
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
    union all
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

-- what is blank above is an unknown: something was counted here, and it may be less
judged as (
    select
        report_key,
        parent_key,
        line_key,
        column_code,
        value,
        above,
        case
            when above is null then 'undecided'
            when value > above then 'fail'
            else 'pass'
        end as outcome
    from counted
    where value > 0
),

placed as (
    select
        j.*,
        case
            when j.outcome <> 'pass'
                then l.table_code || '.' || l.line_code || '.' || j.column_code
            else 't3'
        end as scope
    from judged as j
    inner join dim_line as l on j.line_key = l.line_key
)

-- all that pass are one row: this reads the figures once
select
    report_key,
    scope,
    count(*) as units,
    outcome,
    null as severity,
    null as detail,
    max(value) filter (outcome <> 'pass') as lhs,
    max(above) filter (outcome <> 'pass') as rhs,
    max(parent_key) filter (outcome <> 'pass') as other_key
from placed
group by report_key, scope, outcome
