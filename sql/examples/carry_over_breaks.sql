-- zh: 本年“结转下年度”与次年“上年结转”是否相同？按现行报告、总计一列。
-- en: Do the requests carried out of one year arrive in the next? Current reports, total column.
-- A blank on either side cannot be compared and is left out.
with carried as (
    select
        dim_report.organ_key,
        dim_report.report_year,
        max(fact_request.total) filter (dim_line.line_code = 'carried_in') as carried_in,
        max(fact_request.total) filter (dim_line.line_code = 'carried_out') as carried_out
    from fact_request
    inner join dim_line
        on fact_request.line_key = dim_line.line_key
    inner join dim_report
        on fact_request.report_key = dim_report.report_key
    where
        dim_report.is_current
        and dim_line.line_code in ('carried_in', 'carried_out')
    group by dim_report.organ_key, dim_report.report_year
)

select
    dim_organ.organ_name,
    earlier.report_year,
    earlier.carried_out,
    later.carried_in as carried_in_next_year
from carried as earlier
inner join carried as later
    on
        earlier.organ_key = later.organ_key
        and earlier.report_year + 1 = later.report_year
inner join dim_organ
    on earlier.organ_key = dim_organ.organ_key
where earlier.carried_out != later.carried_in
order by dim_organ.organ_name asc, earlier.report_year asc
limit 100
