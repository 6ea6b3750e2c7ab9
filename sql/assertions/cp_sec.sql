-- id: CP-SEC
-- version: 1
-- title_zh: 六个部分和三张表齐全
-- title_en: The six sections and the three tables are there
-- severity: error
-- authority: 《政府信息公开条例》第五十条; 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号
-- unit: report_key, section or table
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：未见。年度报告应有六个部分和三张表。
-- message_en: {scope}: not found. A report has six sections and three tables.
-- undecided_zh: {scope}：只有图片，或在附件中，未能读出，是否齐全无法核对。
-- undecided_en: {scope}: only a picture or an attachment stands for it, which was not read.
with expected as (
    select
        unnest(['s1', 's2', 's3', 's4', 's5', 's6', 't2', 't3', 't4']) as scope,
        unnest([
            'section.s1',
            'section.s2',
            'section.s3',
            'section.s4',
            'section.s5',
            'section.s6',
            'table.t2',
            'table.t3',
            'table.t4'
        ]) as claim_code
),

found as (
    select
        f.report_key,
        f.claim_code,
        max(coalesce(f.value, 0)) as value
    from fact_claim as f
    semi join expected as e on f.claim_code = e.claim_code
    group by f.report_key, f.claim_code
)

select
    r.report_key,
    e.scope,
    1 as units,
    case
        when f.value is null then 'fail'
        when f.value = 0 then 'undecided'
        else 'pass'
    end as outcome,
    null as severity,
    null as detail
from dim_report as r
cross join expected as e
left join found as f on r.report_key = f.report_key and e.claim_code = f.claim_code
