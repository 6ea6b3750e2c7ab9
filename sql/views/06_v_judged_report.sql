-- One row for each report revision: how many problems it has, counted by cause, and whether its
-- tables add up. `reconciles` is false when a printed sum fails, NULL when none fails but one is
-- undecided, when there is no such sum, or when the report was not read. What is waived is no
-- problem any more, and still does not reconcile.
create or replace view v_judged_report as
with found as (
    select
        report_key,
        count(distinct cause_id) filter (
            outcome = 'fail' and severity = 'error' and state <> 'waived'
        ) as n_error,
        count(distinct cause_id) filter (
            outcome = 'fail' and severity = 'warning' and state <> 'waived'
        ) as n_warning,
        count(distinct cause_id) filter (
            outcome = 'undecided' and state <> 'waived'
        ) as n_undecided,
        count(*) filter (
            outcome = 'fail' and rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW', 'T4-SUM')
        ) as failed_sums,
        count(*) filter (
            outcome = 'undecided' and rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW', 'T4-SUM')
        ) as undecided_sums
    from fact_finding
    group by report_key
),

summed as (
    select fact_judged.report_key
    from fact_judged
    semi join dim_profile
        on
            fact_judged.profile_key = dim_profile.profile_key
            and dim_profile.rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW', 'T4-SUM')
)

select
    v_report.report_key,
    v_report.organ_name,
    v_report.report_year,
    v_report.file_name,
    v_report.url,
    v_report.read_state,
    v_report.is_current,
    coalesce(found.n_error, 0) as n_error,
    coalesce(found.n_warning, 0) as n_warning,
    coalesce(found.n_undecided, 0) as n_undecided,
    case
        when v_report.read_state not in ('read', 'partial') then null
        when found.failed_sums > 0 then false
        when found.undecided_sums > 0 then null
        when summed.report_key is not null then true
    end as reconciles
from v_report
left join found
    on v_report.report_key = found.report_key
left join summed
    on v_report.report_key = summed.report_key
