-- id: HI-SUM
-- version: 1
-- title_zh: 汇总报告的数据不小于各下级机关之和
-- title_en: A report of a whole area is at least the sum of the organs below it
-- severity: warning
-- authority: a report of a whole area counts its organs; which of them were seen is said with
--     the sum
-- unit: report_key, not of an organ for itself alone, below which organs report on the same year;
--     each count of table 3 and each number of decisions and fees of which there are any below.
--     Stocks are not additive, and of table 4 only the organ of the original act counts a case
--     (国办公开办函〔2016〕201号)
-- layouts: 2019, 2021
-- relation: state
-- cause: rule
-- message_zh: {scope}：本报告为 {lhs}，小于已采到的下级机关之和 {rhs}，相差 {delta}
--     （采到 {detail} 个下级机关）；请核对本报告是否只统计本级。
-- message_en: {scope}: {lhs} here, less than the {rhs} of the organs below that were seen, a
--     difference of {delta} (organs seen: {detail}); check whether this report covers the
--     organ alone.
-- undecided_zh: {scope}：是否不小于下级机关之和，无法核对：{unknown}（采到 {detail} 个下级机关）。
-- undecided_en: {scope}: whether it reaches the sum of the organs below cannot be checked:
--     {unknown} (organs seen: {detail}).
with coverage as (
    select
        parent_organ_key,
        count(*) as organs
    from dim_organ
    where organ_type <> 'vertical' and parent_organ_key is not null
    group by parent_organ_key
),

-- one report an organ and year, so that an earlier edition is never added to a later one
below as (
    select
        p.report_key,
        p.parent_key,
        p.parent_organ_key
    from parent_report as p
    semi join comparable_report as c on p.report_key = c.report_key
),

seen as (
    select
        b.parent_key,
        count(*)::varchar || '/' || any_value(v.organs)::varchar as detail
    from below as b
    inner join coverage as v on b.parent_organ_key = v.parent_organ_key
    group by b.parent_key
),

added as (
    select
        b.parent_key,
        f.line_key,
        sum(f.natural_person) as natural_person,
        sum(f.org_enterprise) as org_enterprise,
        sum(f.org_research) as org_research,
        sum(f.org_public_welfare) as org_public_welfare,
        sum(f.org_legal_service) as org_legal_service,
        sum(f.org_other) as org_other,
        sum(f.total) as total
    from below as b
    inner join fact_request as f on b.report_key = f.report_key
    where
        greatest(
            f.natural_person,
            f.org_enterprise,
            f.org_research,
            f.org_public_welfare,
            f.org_legal_service,
            f.org_other,
            f.total
        ) > 0
    group by b.parent_key, f.line_key
),

requests as (
    select
        a.parent_key,
        a.line_key,
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
        ]) as value,
        unnest([
            a.natural_person,
            a.org_enterprise,
            a.org_research,
            a.org_public_welfare,
            a.org_legal_service,
            a.org_other,
            a.total
        ]) as below
    from added as a
    inner join fact_request as f on a.parent_key = f.report_key and a.line_key = f.line_key
),

disclosures as (
    select
        b.parent_key,
        f.line_key,
        f.measure_code as column_code,
        sum(f.value) as below
    from below as b
    inner join fact_disclosure as f on b.report_key = f.report_key
    where f.measure_code in ('decisions', 'fee_amount')
    group by b.parent_key, f.line_key, f.measure_code
),

compared as not materialized (
    select
        parent_key,
        line_key,
        column_code,
        value::decimal(18, 6) as value,
        below::decimal(18, 6) as below
    from requests
    union all
    select
        d.parent_key,
        d.line_key,
        d.column_code,
        f.value,
        d.below::decimal(18, 6) as below
    from disclosures as d
    inner join fact_disclosure as f
        on
            d.parent_key = f.report_key
            and d.line_key = f.line_key
            and d.column_code = f.measure_code
)

select
    c.parent_key as report_key,
    't3' as scope,
    count(*) as units,
    'pass' as outcome,
    null as severity,
    null as detail,
    null::decimal(18, 6) as lhs,
    null::decimal(18, 6) as rhs
from compared as c
where c.value >= c.below and c.below > 0
group by c.parent_key
union all
-- a blank of this report is an unknown: only what was counted below can be more than that
select
    c.parent_key as report_key,
    l.table_code || '.' || l.line_code || '.' || c.column_code as scope,
    1 as units,
    case when c.value is null then 'undecided' else 'fail' end as outcome,
    null as severity,
    s.detail,
    c.value as lhs,
    c.below as rhs
from compared as c
inner join dim_line as l on c.line_key = l.line_key
inner join seen as s on c.parent_key = s.parent_key
where c.below > coalesce(c.value, 0)
