-- zh: 哪些报告的申请数字与上年逐格相同，疑似照抄？只看新收五件以上的。
-- en: Which reports repeat last year's figures cell by cell? Only those with five requests or more.
with shape as (
    select
        dim_report.organ_key,
        dim_report.report_year,
        bit_xor(
            hash(
                fact_request.line_key,
                fact_request.natural_person,
                fact_request.org_enterprise,
                fact_request.org_other,
                fact_request.total
            )
        ) as figures,
        max(fact_request.total) as n_requests
    from fact_request
    inner join dim_line
        on fact_request.line_key = dim_line.line_key
    inner join dim_report
        on fact_request.report_key = dim_report.report_key
    where
        dim_report.is_current
        and dim_line.line_code in ('new_requests', 'disclosed_full', 'unavailable_not_held')
    group by dim_report.organ_key, dim_report.report_year
)

select
    dim_organ.organ_name,
    earlier.report_year,
    later.report_year as repeated_in,
    later.n_requests
from shape as earlier
inner join shape as later
    on
        earlier.organ_key = later.organ_key
        and earlier.report_year + 1 = later.report_year
        and earlier.figures = later.figures
inner join dim_organ
    on earlier.organ_key = dim_organ.organ_key
where later.n_requests >= 5
order by later.n_requests desc, dim_organ.organ_name asc
limit 50
