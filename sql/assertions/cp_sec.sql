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
with counted as (
    select
        r.report_key,
        coalesce(f.s1, 0)
        + coalesce(f.s2, 0)
        + coalesce(f.s3, 0)
        + coalesce(f.s4, 0)
        + coalesce(f.s5, 0)
        + coalesce(f.s6, 0)
        + coalesce(f.t2, 0)
        + coalesce(f.t3, 0)
        + coalesce(f.t4, 0) as passed,
        f.s1,
        f.s2,
        f.s3,
        f.s4,
        f.s5,
        f.s6,
        f.t2,
        f.t3,
        f.t4
    from dim_report as r
    left join fact_outline as f on r.report_key = f.report_key
),

parts as (
    select
        report_key,
        unnest(['s1', 's2', 's3', 's4', 's5', 's6', 't2', 't3', 't4']) as scope,
        unnest([s1, s2, s3, s4, s5, s6, t2, t3, t4]) as value
    from counted
    where passed < 9
)

select
    report_key,
    'report' as scope,
    passed as units,
    'pass' as outcome,
    null as severity,
    null as detail
from counted
where passed > 0
union all
select
    report_key,
    scope,
    1 as units,
    case when value is null then 'fail' else 'undecided' end as outcome,
    null as severity,
    null as detail
from parts
where value is null or value = 0
