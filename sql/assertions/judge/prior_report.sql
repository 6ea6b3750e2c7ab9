-- One row for each judged report whose organ has a report of the year before.
create or replace temp table prior_report as
select
    r.report_key,
    r.report_year,
    c.report_key as prior_key
from dim_report as r
semi join judged_report as j on r.report_key = j.report_key
inner join comparable_report as c
    on r.organ_key = c.organ_key and r.report_year = c.report_year + 1
