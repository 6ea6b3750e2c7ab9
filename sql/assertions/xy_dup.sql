-- id: XY-DUP
-- version: 1
-- title_zh: 数据和文字不照抄上年或其他机关的报告
-- title_en: Neither figures nor prose are copied from an earlier report or another organ
-- severity: warning
-- authority: 《政府信息公开条例》第五十条: a report is on its own year and organ
-- unit: report_key that is the current one of its organ and year; tables 2 and 3 where they have
--     figures enough that chance is no explanation, and the prose of sections 1 and 5 where
--     there is enough of it. Figures and dates are left out of the prose; it counts as copied
--     from 90 % on
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：与{other}雷同：{detail}。
-- message_en: {scope}: the same as in {other}: {detail}.
-- undecided_zh: {scope}：表格未读出，是否与其他报告雷同无法核对。
-- undecided_en: {scope}: the table was not read, so whether it was copied cannot be checked.
-- look_up_zh: 请核对是否照抄。
-- look_up_en: To check: whether it was copied.
with read_table as (
    select
        c.report_key,
        t.table_code,
        case t.table_code when 't2' then c.layout_t2 else c.layout_t3 end as layout
    from comparable_report as c
    cross join (values ('t2'), ('t3')) as t (table_code)
)

select
    r.report_key,
    r.table_code as scope,
    1 as units,
    case
        when r.layout is null then 'undecided'
        when s.report_key is null then 'pass'
        else 'fail'
    end as outcome,
    null as severity,
    s.figures::varchar || ' = ' || s.figures::varchar as detail,
    s.other_key
from read_table as r
left join same_figures as s on r.report_key = s.report_key and r.table_code = s.table_code
union all
select
    p.report_key,
    'prose' as scope,
    1 as units,
    case when s.report_key is null then 'pass' else 'fail' end as outcome,
    null as severity,
    round(100 * s.share)::integer::varchar || ' %' as detail,
    s.other_key
from fact_prose as p
semi join comparable_report as c on p.report_key = c.report_key
left join similar_prose as s on p.report_key = s.report_key
