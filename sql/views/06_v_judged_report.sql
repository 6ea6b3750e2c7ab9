-- One row for each report revision: how many problems it has, counted by cause, and whether its
-- tables add up. `reconciles` is false when a printed sum fails, NULL when none fails but one is
-- undecided, when there is no such sum, or when the report was not read. What is waived is no
-- problem any more, and still does not reconcile.
create or replace view v_judged_report as
with problems as (
    select
        report_key,
        count(distinct cause_id) filter (outcome = 'fail' and severity = 'error') as n_error,
        count(distinct cause_id) filter (outcome = 'fail' and severity = 'warning') as n_warning,
        count(distinct cause_id) filter (outcome = 'undecided') as n_undecided
    from fact_finding
    where state <> 'waived'
    group by report_key
),

sums as (
    select
        report_key,
        sum(units) as units,
        sum(failed) as failed,
        sum(undecided) as undecided
    from fact_check
    where rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW', 'T4-SUM')
    group by report_key
)

select
    v_report.report_key,
    v_report.organ_name,
    v_report.report_year,
    v_report.file_name,
    v_report.url,
    v_report.read_state,
    v_report.is_current,
    coalesce(problems.n_error, 0) as n_error,
    coalesce(problems.n_warning, 0) as n_warning,
    coalesce(problems.n_undecided, 0) as n_undecided,
    case
        when v_report.read_state not in ('read', 'partial') then null
        when sums.failed > 0 then false
        when sums.undecided > 0 then null
        when sums.units > 0 then true
    end as reconciles
from v_report
left join problems
    on v_report.report_key = problems.report_key
left join sums
    on v_report.report_key = sums.report_key
