-- Which organs have no readable report for a year on which others reported?
select
    report_year,
    region,
    organ_name,
    read_state
from v_coverage
where read_state not in ('read', 'partial')
order by report_year desc, region asc nulls last, organ_name asc
