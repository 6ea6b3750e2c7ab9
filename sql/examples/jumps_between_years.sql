-- zh: 哪些机关的新收申请比上年增减到三倍以上？多半是统计范围变了，先看范围。
-- en: Whose new requests grew or fell threefold? Mostly a change of scope: look at it first.
with received as (
    select
        dim_report.organ_key,
        dim_report.report_year,
        dim_report.scope,
        fact_request.total
    from fact_request
    inner join dim_line
        on fact_request.line_key = dim_line.line_key
    inner join dim_report
        on fact_request.report_key = dim_report.report_key
    where dim_report.is_current and dim_line.line_code = 'new_requests'
)

select
    dim_organ.organ_name,
    later.report_year,
    earlier.total as before,
    later.total as after,
    earlier.scope as scope_before,
    later.scope as scope_after
from received as earlier
inner join received as later
    on
        earlier.organ_key = later.organ_key
        and earlier.report_year + 1 = later.report_year
inner join dim_organ
    on earlier.organ_key = dim_organ.organ_key
where
    greatest(earlier.total, later.total) >= 50
    and greatest(earlier.total, later.total) >= 3 * least(earlier.total, later.total)
order by abs(later.total - earlier.total) desc, dim_organ.organ_name asc, later.report_year asc
limit 50
