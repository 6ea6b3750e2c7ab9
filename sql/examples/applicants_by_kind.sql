-- zh: 谁在申请公开？各类申请人占新收申请的比例，逐年。
-- en: Who asks? The share of each kind of applicant in new requests, year by year.
select
    fact_request.report_year,
    sum(fact_request.total)::bigint as n_requests,
    round(100 * sum(fact_request.natural_person) / sum(fact_request.total), 1) as natural_person,
    round(100 * sum(fact_request.org_enterprise) / sum(fact_request.total), 1) as enterprise,
    round(100 * sum(fact_request.org_legal_service) / sum(fact_request.total), 1) as legal_service,
    round(100 * sum(fact_request.org_public_welfare) / sum(fact_request.total), 1)
        as public_welfare,
    count(*) - count(fact_request.total) as n_blank
from fact_request
inner join dim_line
    on fact_request.line_key = dim_line.line_key
where fact_request.is_current and dim_line.line_code = 'new_requests'
group by fact_request.report_year
order by fact_request.report_year asc
