-- zh: 各年度申请是怎样办结的？n_blank 不为 0 时，件数可能偏低。
-- en: How were requests decided, year by year? Where `n_blank` is not 0, the count may be too low.
with decided as (
    select
        fact_request.report_year,
        fact_request.line_key,
        sum(fact_request.total) as n_requests,
        count(*) - count(fact_request.total) as n_blank
    from fact_request
    where fact_request.is_current
    group by fact_request.report_year, fact_request.line_key
)

select
    decided.report_year,
    dim_line.label_zh,
    decided.n_requests::bigint as n_requests,
    round(
        100 * decided.n_requests
        / nullif(sum(decided.n_requests) over (partition by decided.report_year), 0),
        1
    ) as percent,
    decided.n_blank
from decided
inner join dim_line
    on decided.line_key = dim_line.line_key
where dim_line.role = 'outcome'
order by decided.report_year desc, dim_line.sort_order asc
