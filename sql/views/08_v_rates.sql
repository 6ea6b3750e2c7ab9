-- One row for each current report that was read: rates from 0 to 1, each with the number it is a
-- share of (and how many of these), and whether the report has open errors. A rate is NULL where a
-- figure it needs is blank or its denominator is 0. For several reports see `v_rate_summary`.
create or replace view v_rates as
with requests as (
    select
        fact.report_key,
        max(fact.total) filter (line.line_code = 'new_requests') as new_requests,
        max(fact.total) filter (line.line_code = 'carried_in') as carried_in,
        max(fact.total) filter (line.line_code = 'disclosed_full') as disclosed_full,
        max(fact.total) filter (line.line_code = 'disclosed_partial') as disclosed_partial,
        max(fact.total) filter (line.line_code = 'unavailable_not_held') as not_held,
        max(fact.total) filter (line.line_code = 'outcomes_total') as n_outcomes,
        max(fact.total) filter (line.line_code = 'carried_out') as carried_out
    from fact_request as fact
    inner join dim_line as line
        on fact.line_key = line.line_key
    group by fact.report_key
),

decided as (
    select
        fact_remedy.report_key,
        dim_line.line_code,
        fact_remedy.corrected,
        fact_remedy.total - fact_remedy.pending as n_decided
    from fact_remedy
    inner join dim_line
        on fact_remedy.line_key = dim_line.line_key
),

remedies as (
    select
        report_key,
        max(corrected) filter (line_code = 'reconsideration') as reconsideration_corrected,
        max(n_decided) filter (line_code = 'reconsideration') as n_reconsideration,
        max(corrected) filter (line_code = 'litigation_direct')
        + max(corrected) filter (line_code = 'litigation_after_reconsideration')
            as litigation_corrected,
        max(n_decided) filter (line_code = 'litigation_direct')
        + max(n_decided) filter (line_code = 'litigation_after_reconsideration') as n_litigation
    from decided
    group by report_key
),

errors as (
    select
        report_key,
        count(distinct cause_id) as n_error
    from fact_finding
    where
        outcome = 'fail'
        and severity = 'error'
        and state <> 'waived'
    group by report_key
)

select
    v_report.report_key,
    v_report.organ_name,
    v_report.report_year,
    requests.n_outcomes,
    (requests.disclosed_full + requests.disclosed_partial) / nullif(requests.n_outcomes, 0)
        as disclosure_rate,
    requests.not_held / nullif(requests.n_outcomes, 0) as not_held_share,
    requests.new_requests + requests.carried_in as n_requests,
    requests.carried_out / nullif(requests.new_requests + requests.carried_in, 0) as carry_rate,
    remedies.n_reconsideration,
    remedies.reconsideration_corrected / nullif(remedies.n_reconsideration, 0)
        as reconsideration_correction_rate,
    remedies.n_litigation,
    remedies.litigation_corrected / nullif(remedies.n_litigation, 0)
        as litigation_correction_rate,
    requests.disclosed_full + requests.disclosed_partial as n_disclosed,
    requests.not_held as n_not_held,
    requests.carried_out as n_carried_out,
    remedies.reconsideration_corrected as n_reconsideration_corrected,
    remedies.litigation_corrected as n_litigation_corrected,
    coalesce(errors.n_error, 0) as n_error,
    coalesce(errors.n_error, 0) > 0 as has_open_error
from v_report
left join requests
    on v_report.report_key = requests.report_key
left join remedies
    on v_report.report_key = remedies.report_key
left join errors
    on v_report.report_key = errors.report_key
where
    v_report.is_current
    and v_report.read_state in ('read', 'partial')
