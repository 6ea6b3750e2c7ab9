-- Which organs published late, and by how many days?
select
    report_year,
    organ_name,
    published_on,
    due_on,
    days_late
from v_coverage
where coverage = 'late'
order by report_year desc, days_late desc, organ_name asc
