-- What a report may call all its requests: received, with those carried in, or handled.
create or replace temp table claim_inflow as
select
    f.report_key,
    max(f.total) filter (where l.line_code = 'new_requests') as received,
    sum(f.total) filter (where l.line_code in ('new_requests', 'carried_in')) as with_carried,
    max(f.total) filter (where l.line_code = 'outcomes_total') as handled
from fact_request as f
inner join dim_line as l on f.line_key = l.line_key
where l.line_code in ('new_requests', 'carried_in', 'outcomes_total')
group by f.report_key
