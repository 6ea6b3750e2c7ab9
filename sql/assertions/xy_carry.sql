-- id: XY-CARRY
-- version: 1
-- title_zh: 表三每一列：上年结转 = 上年报告的结转下年度继续办理
-- title_en: Table 3, each column: carried in = what last year's report carried out
-- severity: warning
-- authority: meaning of the two lines in the form (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号);
--     an error where both tables prove themselves and the totals differ
-- unit: report_key whose organ has a report of the year before, applicant column
-- layouts: 2019, 2021
-- years: 2020-
-- relation: =
-- blanks: unknown
-- cause: rule
-- others: t3.carried_out.{column}
-- message_zh: {scope}：应等于上年报告{other}的“四、结转下年度继续办理”；本年填 {lhs}，上年填 {rhs}，
--     相差 {delta}；{detail}
-- message_en: {scope}: must equal what was carried out in {other}; it is {lhs} here and {rhs}
--     there, a difference of {delta}.{detail}
-- undecided_zh: {scope}：是否等于上年报告{other}的“四、结转下年度继续办理”，无法核对：{unknown}；
--     本年：{lhs}；上年：{rhs}。
-- undecided_en: {scope}: whether it equals what was carried out in {other} cannot be checked:
--     {unknown}; here: {lhs}; there: {rhs}.
with arrived as (
    select f.*
    from fact_request as f
    inner join dim_line as l on f.line_key = l.line_key
    where l.line_code = 'carried_in'
),

sent as (
    select f.*
    from fact_request as f
    inner join dim_line as l on f.line_key = l.line_key
    where l.line_code = 'carried_out'
),

carried as (
    select
        p.report_key,
        p.prior_key,
        s.report_key is null as is_unread,
        coalesce(
            a.natural_person = s.natural_person
            and a.org_enterprise = s.org_enterprise
            and a.org_research = s.org_research
            and a.org_public_welfare = s.org_public_welfare
            and a.org_legal_service = s.org_legal_service
            and a.org_other = s.org_other
            and a.total = s.total,
            false
        ) as is_same
    from prior_report as p
    inner join arrived as a on p.report_key = a.report_key
    left join sent as s on p.prior_key = s.report_key
),

paired as (
    select
        c.report_key,
        c.prior_key,
        coalesce(a.total <> s.total, false) as has_other_total,
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
            a.natural_person,
            a.org_enterprise,
            a.org_research,
            a.org_public_welfare,
            a.org_legal_service,
            a.org_other,
            a.total
        ]) as carried_in,
        unnest([
            s.natural_person,
            s.org_enterprise,
            s.org_research,
            s.org_public_welfare,
            s.org_legal_service,
            s.org_other,
            s.total
        ]) as carried_out,
        a.total = s.total as has_same_total
    from carried as c
    inner join arrived as a on c.report_key = a.report_key
    inner join sent as s on c.prior_key = s.report_key
    where not c.is_same
)

select
    p.report_key,
    't3.carried_in.' || p.column_code as scope,
    coalesce(p.carried_in, 0) as lhs,
    (p.carried_in is null)::integer as lhs_blanks,
    coalesce(p.carried_out, 0) as rhs,
    (p.carried_out is null)::integer as rhs_blanks,
    case
        when p.has_other_total and here.report_key is not null and there.report_key is not null
            then 'error'
        else 'warning'
    end as severity,
    case when p.has_same_total then 'carry.reclassified' end as detail,
    p.prior_key as other_key,
    1 as units
from paired as p
left join sound_report as here on p.report_key = here.report_key
left join sound_report as there on p.prior_key = there.report_key
union all
select
    report_key,
    't3.carried_in' as scope,
    0 as lhs,
    0 as lhs_blanks,
    0 as rhs,
    0 as rhs_blanks,
    'warning' as severity,
    null as detail,
    prior_key as other_key,
    7 as units
from carried
where is_same
union all
-- last year's table was not read: one unit that nothing can decide
select
    report_key,
    't3.carried_in' as scope,
    0 as lhs,
    1 as lhs_blanks,
    0 as rhs,
    1 as rhs_blanks,
    'warning' as severity,
    null as detail,
    prior_key as other_key,
    1 as units
from carried
where is_unread
