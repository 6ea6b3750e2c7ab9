-- Which current reports have a printed sum that does not hold, the worst first?
select
    organ_name,
    report_year,
    n_error,
    n_warning,
    coalesce(url, file_name) as source
from v_flagged_report
where not reconciles
order by n_error desc, report_year desc, organ_name asc
