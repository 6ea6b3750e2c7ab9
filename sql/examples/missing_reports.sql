-- Which organs have no readable report for a year on which others reported, or that the roster asks
-- for? `is_listed` is empty where no roster says so: then nobody may have missed anything.
select
    report_year,
    region,
    organ_name,
    coverage,
    is_listed
from v_coverage
where
    coverage in ('missing', 'unreadable')
    and is_listed is distinct from false
order by report_year desc, region asc nulls last, organ_name asc
