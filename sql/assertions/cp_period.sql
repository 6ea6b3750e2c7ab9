-- id: CP-PERIOD
-- version: 1
-- title_zh: 统计期限应为报告年度的 1 月 1 日至 12 月 31 日
-- title_en: The stated period is 1 January to 31 December of the report year
-- severity: warning
-- authority: 《政府信息公开条例》第四十九条: 上一年度
-- unit: report_key that states a period
-- layouts: 2019, 2021
-- relation: state
-- claims: period
-- message_zh: {scope}：所写统计期限为 {detail}，应为报告年度的 1 月 1 日至 12 月 31 日。
-- message_en: {scope}: the stated period is {detail}; it must be 1 January to 31 December of the
--     report year.
-- undecided_zh: {scope}：统计期限的日期未能读出，是否为报告年度全年无法核对。
-- undecided_en: {scope}: the dates of the period could not be read, so it cannot be checked.
select
    s.report_key,
    'report' as scope,
    1 as units,
    case
        when s.period_start <> r.report_year::bigint * 10000 + 101 then 'fail'
        when s.period_end <> r.report_year::bigint * 10000 + 1231 then 'fail'
        when s.period_start is null or s.period_end is null or r.report_year is null
            then 'undecided'
        else 'pass'
    end as outcome,
    null as severity,
    coalesce(s.period_start::varchar, '?')
    || '–'
    || coalesce(s.period_end::varchar, '?') as detail
from fact_outline as s
inner join dim_report as r on s.report_key = r.report_key
where s.period_sentence is not null
