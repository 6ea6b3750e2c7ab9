-- id: HI-SUM
-- version: 2
-- title_zh: 汇总报告的数据不小于各下级机关之和，名册所列均已采到的应相等
-- title_en: A report of a whole area is at least the sum of the organs below it, and equals it
--     where all that the roster lists were seen
-- severity: warning
-- authority: a report of a whole area counts its organs; which of them were seen is said with
--     the sum
-- unit: report_key, not of an organ for itself alone, below which organs report on the same year;
--     each count of table 3 and each number of decisions and fees of which there are any below.
--     Stocks are not additive, and of table 4 only the organ of the original act counts a case
--     (国办公开办函〔2016〕201号)
--     Equality is asked for where the report says that it is of a whole area, the roster lists
--     organs below it, and exactly these were read, each in whole; the office of the government
--     has requests of its own, so a whole roster lists it too
-- layouts: 2019, 2021
-- relation: state
-- cause: rule
-- message_zh: {scope}：本报告为 {lhs}，已采到的下级机关之和为 {rhs}，
--     相差 {delta} （采到 {detail} 个下级机关）；本报告不应小于其和，名册所列均已采到的应当相等。
-- message_en: {scope}: {lhs} here, {rhs} in all in the organs below that were seen, a difference of
--     {delta} (organs seen: {detail}). It must not be less than they are, and must equal them where
--     all that the roster lists were seen.
-- undecided_zh: {scope}：是否不小于下级机关之和，无法核对：{unknown}（采到 {detail} 个下级机关）。
-- undecided_en: {scope}: whether it reaches the sum of the organs below cannot be checked:
--     {unknown} (organs seen: {detail}).
-- look_up_zh: 请核对本报告的统计范围。
-- look_up_en: To check: what this report covers.
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
    where p.is_comparable
),

seen as (
    select
        b.parent_key,
        count(*)::varchar || '/' || any_value(v.organs)::varchar as detail
    from below as b
    inner join coverage as v on b.parent_organ_key = v.parent_organ_key
    group by b.parent_key
),

-- what the roster asks of the organs below, where it lists any
listed as (
    select distinct
        r.report_key as parent_key,
        m.organ_key
    from map_roster as m
    inner join dim_organ as o on m.organ_key = o.organ_key
    inner join comparable_report as r
        on
            o.parent_organ_key = r.organ_key
            and r.report_year between m.first_year and coalesce(m.last_year, r.report_year)
    where r.scope = 'aggregate' and o.organ_type <> 'vertical'
),

asked as (
    select
        parent_key,
        count(*) as organs
    from listed
    group by parent_key
),

-- reports below which exactly the listed organs were read, each of them in whole
complete as (
    select
        b.parent_key,
        count(*) as organs
    from below as b
    inner join asked as a on b.parent_key = a.parent_key
    inner join dim_report as r on b.report_key = r.report_key
    left join listed as l on b.parent_key = l.parent_key and r.organ_key = l.organ_key
    group by b.parent_key
    having
        bool_and(l.organ_key is not null and r.read_state = 'read')
        and count(*) = any_value(a.organs)
),

-- their sums, zeros and all, where no organ left the cell blank
whole as (
    select
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
            whole_sum(f.natural_person),
            whole_sum(f.org_enterprise),
            whole_sum(f.org_research),
            whole_sum(f.org_public_welfare),
            whole_sum(f.org_legal_service),
            whole_sum(f.org_other),
            whole_sum(f.total)
        ])::decimal(18, 6) as below
    from below as b
    inner join complete as c on b.parent_key = c.parent_key
    inner join fact_request as f on b.report_key = f.report_key
    group by b.parent_key, f.line_key
    having count(*) = any_value(c.organs)
    union all
    select
        b.parent_key,
        f.line_key,
        f.measure_code as column_code,
        whole_sum(f.value)::decimal(18, 6) as below
    from below as b
    inner join complete as c on b.parent_key = c.parent_key
    inner join fact_disclosure as f on b.report_key = f.report_key
    where f.measure_code in ('decisions', 'fee_amount')
    group by b.parent_key, f.line_key, f.measure_code
    having count(*) = any_value(c.organs)
),

own as (
    select
        f.report_key as parent_key,
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
        ])::decimal(18, 6) as value
    from fact_request as f
    semi join complete as c on f.report_key = c.parent_key
    union all
    select
        f.report_key as parent_key,
        f.line_key,
        f.measure_code as column_code,
        f.value
    from fact_disclosure as f
    semi join complete as c on f.report_key = c.parent_key
),

-- figures of a report that are more than all the organs below it have
beyond as (
    select
        o.parent_key,
        o.line_key,
        o.column_code,
        o.value,
        w.below
    from own as o
    inner join whole as w
        on
            o.parent_key = w.parent_key
            and o.line_key = w.line_key
            and o.column_code = w.column_code
    where o.value > w.below
),

compared as not materialized (
    select
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
            natural_person_above,
            org_enterprise_above,
            org_research_above,
            org_public_welfare_above,
            org_legal_service_above,
            org_other_above,
            total_above
        ])::decimal(18, 6) as value,
        unnest([
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other,
            total
        ])::decimal(18, 6) as below
    from below_request
    where is_comparable
    union all
    select
        parent_key,
        line_key,
        measure_code as column_code,
        above as value,
        value::decimal(18, 6) as below
    from below_disclosure
    where is_comparable
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
anti join beyond as x
    on
        c.parent_key = x.parent_key
        and c.line_key = x.line_key
        and c.column_code = x.column_code
where c.value >= c.below and c.below > 0
group by c.parent_key
union all
select
    x.parent_key as report_key,
    l.table_code || '.' || l.line_code || '.' || x.column_code as scope,
    1 as units,
    'fail' as outcome,
    null as severity,
    s.detail,
    x.value as lhs,
    x.below as rhs
from beyond as x
inner join dim_line as l on x.line_key = l.line_key
inner join seen as s on x.parent_key = s.parent_key
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
