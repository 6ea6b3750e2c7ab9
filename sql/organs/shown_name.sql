-- One row for each organ that reported: the name it last reported under, the fullest of that year.
select
    organ_id,
    arg_max(organ_name, (coalesce(report_year, 0), length(organ_name), organ_name)) as organ_name
from organ_of_report
group by organ_id
order by organ_id
