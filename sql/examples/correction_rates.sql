-- Where do applicants win most often, on review or in court? Organs with ten decided cases or more.
select
    organ_name,
    report_year,
    n_reconsideration,
    round(100 * reconsideration_correction_rate, 1) as reconsideration_percent,
    n_litigation,
    round(100 * litigation_correction_rate, 1) as litigation_percent
from v_rates
where n_reconsideration + n_litigation >= 10
order by greatest(reconsideration_correction_rate, litigation_correction_rate) desc nulls last
