-- id: TM-EARLY
-- version: 1
-- title_zh: 年度报告应在报告年度结束之后公布
-- title_en: A report is published after the year it is on
-- severity: warning
-- authority: 《政府信息公开条例》第四十九条: 上一年度; what appears within the year cannot cover it
-- unit: report_key that states when it was published, or was fetched from its address
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：发布日期为 {detail}，报告年度当时尚未结束，全年数据不可能完整。
-- message_en: {scope}: published on {detail}, before the year was over; the figures of the whole
--     year were not there yet.
-- undecided_zh: {scope}：发布日期为 {detail}，报告年度未能确定，是否在年度结束之后公布无法核对。
-- undecided_en: {scope}: published on {detail}; the report year is unknown, so whether it was
--     published after its end cannot be checked.
with dated as (
    select
        r.report_key,
        make_date(r.report_year, 12, 31) as last_day,
        -- a page seen within the year was published within it, whatever it says
        least(r.published_on, case when d.url is not null then d.fetched_at::date end) as known_on,
        r.published_on
    from dim_report as r
    inner join dim_document as d on r.document_key = d.document_key
)

select
    report_key,
    'report' as scope,
    1 as units,
    case
        when last_day is null then 'undecided'
        when known_on <= last_day then 'fail'
        else 'pass'
    end as outcome,
    null as severity,
    known_on::varchar as detail
from dated
where published_on is not null or known_on <= last_day
