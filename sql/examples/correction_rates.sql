-- zh: 各年度行政复议和行政诉讼有多少被纠正？分母是已结案件。
-- en: How often were organs corrected on review or in court? Shares of the decided cases.
select
    fact_remedy.report_year,
    dim_line.label_zh as channel,
    sum(fact_remedy.corrected)::bigint as n_corrected,
    sum(fact_remedy.total - fact_remedy.pending)::bigint as n_decided,
    round(
        100 * sum(fact_remedy.corrected)
        / nullif(sum(fact_remedy.total - fact_remedy.pending), 0),
        1
    ) as percent,
    count(*) filter (
        fact_remedy.corrected is null or fact_remedy.total is null or fact_remedy.pending is null
    ) as n_blank
from fact_remedy
inner join dim_line
    on fact_remedy.line_key = dim_line.line_key
where fact_remedy.is_current
group by fact_remedy.report_year, dim_line.label_zh, dim_line.sort_order
order by fact_remedy.report_year asc, dim_line.sort_order asc
