-- How were requests decided, year by year? `n_blank` is how many figures are not known: where it
-- is not 0, the count may be too low and the share is only of what is known.
select
    outcome.report_year,
    dim_line.label_zh,
    sum(outcome.value) as n_requests,
    round(
        100 * n_requests / nullif(sum(n_requests) over (partition by outcome.report_year), 0), 1
    ) as percent,
    count(*) filter (outcome.value is null) as n_blank
from v_request_leaf as outcome
inner join dim_line
    on
        outcome.table_code = dim_line.table_code
        and outcome.line_code = dim_line.line_code
group by outcome.report_year, dim_line.label_zh, dim_line.sort_order
order by outcome.report_year asc, dim_line.sort_order asc
