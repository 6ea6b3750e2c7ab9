-- One row for each year, province and kind of organ (NULL: all together) and rate: the rate of all
-- their reports taken together, the number it is a share of, how many reports it rests on, and the
-- share of these that have open errors. Reports that lack a figure of the rate are left out of it.
create or replace view v_rate_summary as
with rates as (
    select
        report_key,
        report_year,
        has_open_error,
        'disclosure_rate' as rate_code,
        n_disclosed as part,
        n_outcomes as whole
    from v_rates
    union all
    select
        report_key,
        report_year,
        has_open_error,
        'not_held_share' as rate_code,
        n_not_held as part,
        n_outcomes as whole
    from v_rates
    union all
    select
        report_key,
        report_year,
        has_open_error,
        'carry_rate' as rate_code,
        n_carried_out as part,
        n_requests as whole
    from v_rates
    union all
    select
        report_key,
        report_year,
        has_open_error,
        'reconsideration_correction_rate' as rate_code,
        n_reconsideration_corrected as part,
        n_reconsideration as whole
    from v_rates
    union all
    select
        report_key,
        report_year,
        has_open_error,
        'litigation_correction_rate' as rate_code,
        n_litigation_corrected as part,
        n_litigation as whole
    from v_rates
),

placed as (
    select
        rates.report_year,
        left(v_report.region_code, 2) || '0000' as province_code,
        v_report.organ_type,
        rates.has_open_error,
        rates.rate_code,
        rates.part,
        rates.whole
    from rates
    inner join v_report
        on rates.report_key = v_report.report_key
    where
        rates.part is not null
        and rates.whole is not null
        and rates.report_year is not null
)

select
    report_year,
    province_code,
    organ_type,
    rate_code,
    sum(part) / nullif(sum(whole), 0) as rate,
    sum(whole)::bigint as n,
    count(*) as n_reports,
    avg(has_open_error::integer) as error_share
from placed
group by grouping sets (
    (report_year, rate_code),
    (report_year, province_code, rate_code),
    (report_year, organ_type, rate_code),
    (report_year, province_code, organ_type, rate_code)
)
